using System.Collections.Immutable;
using Reliability.Markov.StateSpaces;
using Reliability.Studies.Results;

namespace Reliability.Studies.Sensitivity;

/// <summary>What a sensitivity study looks at, and how.</summary>
public sealed record SensitivityOptions
{
    /// <summary>The measure, by its field name. Default downtime.</summary>
    public string Measure { get; init; } = MeasureNames.Downtime;

    /// <summary>The time in hours of a measure that is taken at a time. Default one year.</summary>
    public double AtHours { get; init; } = 8760;

    /// <summary>The parameters to look at, by name; empty for all that do not follow from others.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];

    /// <summary>Parameters whose second derivative is wanted too, by name.</summary>
    public ImmutableArray<string> Second { get; init; } = [];

    /// <summary>Largest number of states of one independent part.</summary>
    public int MaximumStates { get; init; } = StateSpaceExplorer.DefaultMaximumStates;

    /// <summary>Replaces calendar windows by this many exponential stages each, as an approximation; <c>null</c> solves them exactly.</summary>
    public int? WindowStages { get; init; }

    /// <summary>Threads; 0 takes all cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Finds first derivatives by differences of the measure even where the adjoint can: the second way, for checks. Default off.</summary>
    public bool ByDifferences { get; init; }
}
