using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>
/// A process that can be stopped, copied and gone on with: all that decides its future is in the numbers of its state, ages of clocks included, so that times need
/// not be exponential. Implementations are immutable and thread-safe: all memory is the caller's.
/// </summary>
public interface ISplittingModel
{
    /// <summary>Numbers in a state, at least 1.</summary>
    int Width { get; }

    /// <summary>The importance that the down states have and no others, above that of the start.</summary>
    int Top { get; }

    /// <summary>Writes the state in which ways and cycles start.</summary>
    /// <param name="state">Receives <see cref="Width"/> numbers.</param>
    /// <param name="stream">Random numbers for clocks that are drawn at the beginning.</param>
    void Start(Span<double> state, ref Xoshiro256PlusPlus stream);

    /// <summary>Plays on to the next change.</summary>
    /// <param name="state">The state, changed.</param>
    /// <param name="stream">Random numbers.</param>
    /// <returns>The hours of the stay before the change; infinite, with the state as it was, when nothing changes any more.</returns>
    double Step(Span<double> state, ref Xoshiro256PlusPlus stream);

    /// <summary>
    /// Draws anew what is not decided yet, given what has happened: the rest of each clock, given its age. Copies of one state would otherwise share their future, and
    /// splitting would gain nothing. Called for each copy before it goes on.
    /// </summary>
    /// <param name="state">The state, changed.</param>
    /// <param name="stream">Random numbers.</param>
    void Renew(Span<double> state, ref Xoshiro256PlusPlus stream)
    {
        // Nothing is drawn ahead by a memoryless process.
    }

    /// <summary>How near to the down states a state is: at most <see cref="Top"/>, which is reached exactly in the down states.</summary>
    /// <param name="state">The state.</param>
    int Importance(ReadOnlySpan<double> state);

    /// <summary>Whether a way ends in a state; for measures of the long run, that the process begins anew there.</summary>
    /// <param name="state">The state.</param>
    bool IsStop(ReadOnlySpan<double> state);
}
