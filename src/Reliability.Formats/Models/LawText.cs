using System.Globalization;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Models;

/// <summary>Writes laws and repairs as the reader reads them, in hours, with every digit.</summary>
internal static class LawText
{
    public static string Of(Distribution law) => law switch
    {
        Exponential e => $"exponential({Hours(e.MeanLength.TotalHours)})",
        Deterministic d => $"deterministic({Hours(d.Length.TotalHours)})",
        Uniform u => $"uniform({Hours(u.Least.TotalHours)}, {Hours(u.Greatest.TotalHours)})",
        Triangular t => $"triangular({Hours(t.Least.TotalHours)}, {Hours(t.Mode.TotalHours)}, {Hours(t.Greatest.TotalHours)})",
        Erlang e => string.Create(CultureInfo.InvariantCulture, $"erlang(stages {e.Stages}, mean {Hours(e.MeanLength.TotalHours)})"),
        Weibull w => $"weibull(shape {Number(w.Shape)}, scale {Hours(w.Scale.TotalHours)}{(w.Location.TotalHours == 0 ? "" : $", location {Hours(w.Location.TotalHours)}")})",
        LogNormal l => $"lognormal(median {Hours(l.Median.TotalHours)}, sigma {Number(l.Sigma)})",
        LogLogistic l => $"loglogistic(shape {Number(l.Shape)}, median {Hours(l.Median.TotalHours)})",
        TruncatedNormal n => $"normal(mean {Hours(n.Location.TotalHours)}, deviation {Hours(n.Deviation.TotalHours)})",
        Gumbel g => $"{(g.Extreme == Extreme.Least ? "gumbel-least" : "gumbel")}(location {Hours(g.Location.TotalHours)}, scale {Hours(g.Scale.TotalHours)})",
        Gamma g => $"gamma(shape {Number(g.Shape)}, mean {Hours(g.MeanLength.TotalHours)})",
        HyperExponential h => $"hyperexponential({string.Join(", ", h.Branches.Select(b => $"{Number(b.Probability)} mean {Hours(b.MeanLength.TotalHours)}"))})",
        Empirical e => $"empirical({string.Join(", ", e.Hours.Select(Hours))})",
        Mixture m => $"mixture({string.Join(", ", m.Parts.Select(p => $"{Number(p.Probability)} {Of(p.Law)}"))})",
        Shifted s => $"shifted(by {Hours(s.Shift.TotalHours)}, {Of(s.Law)})",
        PhaseType p => $"phase-type(start ({List(p.Start)}){string.Concat(Enumerable.Range(0, p.Start.Count).Select(i => $", row ({List(p.Rates.Skip(i * p.Start.Count).Take(p.Start.Count))})"))})",
        _ => throw new NotSupportedException(law.GetType().Name),
    };

    public static string Of(RepairEffect repair) =>
        repair == RepairEffect.AsNew ? "as-new" : repair == RepairEffect.AsOld ? "as-old" : $"virtual-age(factor {Number(repair.Factor)}, kind {(repair.Kind == VirtualAge.KijimaI ? "I" : "II")})";

    public static string Hours(double hours) => Number(hours) + " h";

    private static string List(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(Number));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
