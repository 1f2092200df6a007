using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Studies.Sensitivity;

/// <summary>How a measure of one subject depends on its parameters, most important first; those without an answer come last.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Measure">The measure.</param>
/// <param name="AtHours">The time in hours, for a measure at a time.</param>
/// <param name="Value">The measure at the nominal values; NaN when it could not be had.</param>
/// <param name="Unit">Its unit; empty for a plain number.</param>
/// <param name="Sensitivities">What was found.</param>
public sealed record SensitivityResult(Subject Subject, string Measure, double? AtHours, double Value, string Unit, ImmutableArray<ParameterSensitivity> Sensitivities)
{
    /// <summary>Problems and notes.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>True when a limit was reached that an option can raise.</summary>
    public bool LimitReached { get; init; }

    /// <summary>True when windows were replaced by exponential stages.</summary>
    public bool IsApproximate { get; init; }
}
