using CsvHelper;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>
/// Results as comma-separated values, numbers in the shortest form that reads back as the same number. Run times are left out, so that the same input
/// gives the same bytes. Text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </summary>
public static class CsvReport
{
    internal static readonly CsvWriterOptions Options = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <summary>Writes one row for each model, engine and measure.</summary>
    public static void Write(Comparison comparison, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        using var csv = CsvWriter.Create(writer, Options, leaveOpen: true);
        csv.WriteHeader<MeasurementRow>();
        csv.WriteRecords(comparison.Studies.SelectMany(s => s.Measurements.Select(m => Row(s.Subject.Name, s.Subject.Source, m))));
    }

    /// <summary>Writes one row for each measurement, as of properties.</summary>
    public static void Write(IEnumerable<(string Model, string File, Measurement Measurement)> results, TextWriter writer)
    {
        using var csv = CsvWriter.Create(writer, Options, leaveOpen: true);
        csv.WriteHeader<MeasurementRow>();
        csv.WriteRecords(results.Select(r => Row(r.Model, r.File, r.Measurement)));
    }

    /// <summary>Writes one row for each check.</summary>
    public static void WriteChecks(Comparison comparison, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        using var csv = CsvWriter.Create(writer, Options, leaveOpen: true);
        csv.WriteHeader<CheckRow>();
        csv.WriteRecords(comparison.Studies.SelectMany(s => s.Checks.Select(c => new CheckRow
        {
            Model = s.Subject.Name,
            Measure = c.Measure,
            First = c.First,
            Second = c.Second,
            FirstValue = c.FirstValue,
            SecondValue = c.SecondValue,
            Z = c.Z,
            Critical = c.Critical,
            Detectable = c.Detectable,
            Verdict = Wording.Of(c.Verdict),
            Note = c.Note,
        })));
    }

    private static MeasurementRow Row(string model, string file, Measurement m) => new()
    {
        Model = model,
        File = file,
        Engine = m.Engine,
        Measure = m.Measure,
        Cause = m.Cause,
        AtHours = m.At,
        Value = m.Value,
        Unit = m.Unit,
        Method = m.Method,
        Kind = Wording.Kind(m.Kind),
        Error = m.Error,
        Lower = m.Lower,
        Upper = m.Upper,
        Samples = m.Samples,
        Warning = m.Warning,
    };
}
