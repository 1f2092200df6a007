using System.Globalization;
using Reliability.Interactive.Display;
using Reliability.Reporting;
using Reliability.Studies.Results;

namespace Reliability.Interactive;

/// <summary>One parameter over a range, and the analytic answers at each value.</summary>
[TypeFormatterSource(typeof(RichResultFormatterSource))]
public sealed class ParameterSweep : IRichResult
{
    private readonly string name;
    private readonly string unit;

    internal ParameterSweep(SystemModel model, string name, IReadOnlyList<double> values, string unit)
    {
        if (values.Count == 0) throw new ModelException("a sweep needs values");
        (Model, this.name, this.unit) = (model, name, unit);
        Points = [.. values.Select(v => (v, model.With(name, v.ToString("R", CultureInfo.InvariantCulture) + (unit.Length == 0 ? "" : " " + unit)).Solve()))];
    }

    /// <summary>The model.</summary>
    public SystemModel Model { get; }

    /// <summary>The values with their answers.</summary>
    public IReadOnlyList<(double Value, Answers Answers)> Points { get; }

    /// <summary>A measure at each value.</summary>
    public IReadOnlyList<(double X, double Y)> Of(string measure = MeasureNames.Downtime) => [.. Points.Select(p => (p.Value, p.Answers[measure]))];

    /// <summary>Downtime by one cause at each value, minutes per year.</summary>
    public IReadOnlyList<(double X, double Y)> OfCause(string cause) => [.. Points.Select(p => (p.Value, p.Answers.ByCause.Where(c => c.Cause == cause).Sum(c => c.Minutes)))];

    /// <summary>A line over the values.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="logX">Whether the horizontal axis is logarithmic.</param>
    /// <param name="logY">Whether the vertical axis is logarithmic.</param>
    public Figure Plot(string measure = MeasureNames.Downtime, bool logX = false, bool logY = false) =>
        Figure.Lines($"{measure} over {name}", unit.Length == 0 ? name : $"{name} ({unit})", measure == MeasureNames.Downtime ? "downtime (min/yr)" : measure, logX, logY, null, (Model.Name, Of(measure)));

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> ToMimeBundle() => MimeBundles.Of(ToString(), HtmlFragment.Table($"{Model.Name}: {name}", Headers, Rows()));

    /// <inheritdoc />
    public override string ToString() => $"{Model.Name}: {name}\n{PlainTable.Of(Headers, Rows())}";

    private string[] Headers => [unit.Length == 0 ? "value" : unit, "unavailability", "downtime, min/yr"];

    private string[][] Rows() => [.. Points.Select(p => (string[])[Numbers.Long(p.Value), Numbers.Short(p.Answers.Unavailability), Numbers.Short(p.Answers.MinutesPerYear)])];
}
