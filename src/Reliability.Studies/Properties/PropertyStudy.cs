using System.Collections.Immutable;
using System.Numerics;
using Reliability.Markov.ModelChecking;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Results;

namespace Reliability.Studies.Properties;

/// <summary>The answers to the properties of one model.</summary>
/// <param name="Subject">The model.</param>
/// <param name="Results">One answer a property, in the order asked.</param>
/// <param name="Diagnostics">What prevented answers, and what one should know.</param>
public sealed record PropertyStudy(PropertySubject Subject, ImmutableArray<PropertyResult> Results, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>True when a limit stopped the exploration.</summary>
    public bool LimitReached { get; init; }

    /// <summary>Number of states of the model, those that were joined counted apart.</summary>
    public BigInteger States { get; init; }

    /// <summary>Number of states that were solved.</summary>
    public int SolvedStates { get; init; }

    /// <summary>Number of transitions between the states that were solved, as PRISM counts them: arcs between the same two states joined, self-loops and those put into deadlocks included.</summary>
    public long Transitions { get; init; }

    /// <summary>Seconds that each answer took, in the order asked.</summary>
    public ImmutableArray<double> Seconds { get; init; } = [];

    /// <summary>Seconds that building the state space took.</summary>
    public double BuildSeconds { get; init; }

    /// <summary>How a state reads.</summary>
    public Func<int, string> Describe { get; init; } = static s => s.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The answers as measurements, which every form of output can show.</summary>
    public IEnumerable<Measurement> Measurements => Results.Select((r, i) => new Measurement(
        r.Property.Name ?? r.Property.Text,
        "markov",
        r.Value,
        r.IsTruth ? "truth" : "",
        r.Method.Length == 0 ? "state space" : r.Method,
        !r.Answered ? ErrorKind.Residual : r.Error.Kind == Markov.Solvers.ErrorKind.Rounding ? ErrorKind.Exact : r.Error.Kind == Markov.Solvers.ErrorKind.Bound ? ErrorKind.Guaranteed : ErrorKind.Residual)
    {
        Error = r.Answered && double.IsFinite(r.Value) ? r.Error.Absolute : null,
        Lower = r.Upper is null ? null : r.Value,
        Upper = r.Upper,
        Warning = r.Problem?.Message,
        Seconds = i < Seconds.Length ? Seconds[i] : 0,
    });
}
