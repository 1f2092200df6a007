namespace Reliability.Simulation.RareEvents;

/// <summary>
/// A Markov model whose states are made while it is played, for spaces too large to explore. A state is a vector of whole numbers. Implementations are immutable
/// and thread-safe: all memory is the caller's.
/// </summary>
public interface IJumpModel
{
    /// <summary>Numbers in a state, at least 1.</summary>
    int Width { get; }

    /// <summary>The greatest number of jumps out of a state.</summary>
    int MaximumJumps { get; }

    /// <summary>The least number of jumps from the start to a down state, at least 1.</summary>
    int StartDistance { get; }

    /// <summary>Writes the state in which cycles start, up and usually without failures.</summary>
    /// <param name="state">Receives <see cref="Width"/> numbers.</param>
    void Start(Span<int> state);

    /// <summary>Lists the jumps out of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="jumps">Receives them; <see cref="MaximumJumps"/> places.</param>
    /// <returns>How many there are; 0 when nothing leaves the state.</returns>
    int Jumps(ReadOnlySpan<int> state, Span<Jump> jumps);

    /// <summary>Makes a jump.</summary>
    /// <param name="state">The state, changed.</param>
    /// <param name="jump">A jump that was listed for it.</param>
    void Apply(Span<int> state, in Jump jump);

    /// <summary>Whether the service is down in a state.</summary>
    /// <param name="state">The state.</param>
    bool IsDown(ReadOnlySpan<int> state);

    /// <summary>Whether a cycle ends in a state: the start, or a set that is left out of the way to the down states.</summary>
    /// <param name="state">The state.</param>
    bool IsStop(ReadOnlySpan<int> state);

    /// <summary>The least number of jumps from a state to a down state, or a bound that falls on the way there; 0 exactly in the down states. The importance of splitting is taken from it.</summary>
    /// <param name="state">The state.</param>
    int Distance(ReadOnlySpan<int> state);
}
