using Reliability.Interactive.Display;
using Reliability.Reporting;
using Reliability.Studies.Results;

namespace Reliability.Interactive;

/// <summary>One value of one measure, with its interval where it comes from a simulation.</summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class MeasuredValue : IRichResult
{
    internal MeasuredValue(Measurement measurement) => Measurement = measurement;

    /// <summary>All there is to know.</summary>
    public Measurement Measurement { get; }

    /// <summary>The value; times in hours.</summary>
    public double Value => Measurement.Value;

    /// <summary>The ends of the interval, or <c>null</c> for a value without chance.</summary>
    public (double Lower, double Upper)? Interval => Measurement is { Kind: ErrorKind.Interval or ErrorKind.Bound, Lower: { } lower, Upper: { } upper } ? (lower, upper) : null;

    /// <summary>Why the interval must not be believed; <c>null</c> when nothing speaks against it.</summary>
    public string? Warning => Measurement.Warning;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle() => MimeBundles.Of(ToString(), HtmlFragment.Paragraph(ToString()));

    /// <inheritdoc />
    public override string ToString() =>
        $"{Wording.Measure(Measurement.Measure, Measurement.Cause, Measurement.At)} {(Measurement.Kind == ErrorKind.Bound ? "" : "= ")}{Numbers.WithInterval(Measurement)}{(Measurement.Unit is "h" or "" ? "" : " " + Measurement.Unit)} ({Wording.Engine(Measurement.Engine)}: {Measurement.Method}{(Warning is null ? "" : "; " + Warning)})";
}
