namespace Reliability.Benchmarks.Chains;

/// <summary>What a measure is known to be.</summary>
/// <param name="Value">The number.</param>
/// <param name="RelativeUncertainty">How far it may itself be off, as a share.</param>
/// <param name="Source">How it is known, in a word or two.</param>
internal sealed record Truth(double Value, double RelativeUncertainty, string Source)
{
    private const double Unit = 1.1e-16;

    /// <summary>A fraction solved by others in exact arithmetic, rounded to a double.</summary>
    public static Truth Exact(double value) => new(value, Unit, "exact");

    /// <summary>A formula, with the rounding of its evaluation.</summary>
    public static Truth ClosedForm(double value) => new(value, 1e-14, "closed form");

    /// <summary>The middle of an interval that others have proved.</summary>
    public static Truth Interval(double value, double halfWidth) => new(value, halfWidth / value, "interval");

    /// <summary>A number printed by a solver that stops when little changes: right to some four or six digits.</summary>
    public static Truth Printed(double value, double relative) => new(value, relative, "printed");

    /// <summary>Known to us only by our own elimination, whose bound on rounding is given.</summary>
    public static Truth OwnElimination(double value, double relative) => new(value, relative, "own elimination");

    /// <summary>The digits that a number has right, as far as this one can tell.</summary>
    public string Digits(double number)
    {
        var difference = Math.Abs(number - Value) / Math.Abs(Value);
        return difference <= RelativeUncertainty ? $">= {Count(RelativeUncertainty)}" : Count(difference);
    }

    /// <summary>Whether a stated error covers the true one.</summary>
    public bool Covers(double number, double absoluteError) => Math.Abs(number - Value) <= absoluteError + (RelativeUncertainty * Math.Abs(Value));

    private static string Count(double relative) => FormattableString.Invariant($"{-Math.Log10(relative):0.0}");
}
