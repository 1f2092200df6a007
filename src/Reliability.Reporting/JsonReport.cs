using System.Text;
using System.Text.Json;
using Reliability.Modeling.Diagnostics;
using Reliability.Studies.Checks;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Results as JSON of the schema <c>reliability/1</c>. What is not a finite number is <c>null</c>.</summary>
public static class JsonReport
{
    /// <summary>Name of the schema.</summary>
    public const string Schema = "reliability/1";

    /// <summary>Writes UTF-8 to a stream, which stays open.</summary>
    public static void Write(Comparison comparison, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" })) Write(comparison, json);
        stream.Write("\n"u8);
    }

    /// <summary>Writes text.</summary>
    public static void Write(Comparison comparison, TextWriter writer)
    {
        using var bytes = new MemoryStream();
        Write(comparison, bytes);
        writer.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    /// <summary>Writes measurements without checks, as of properties, and what there is to say about them.</summary>
    public static void Write(IEnumerable<(string Model, Measurement Measurement)> results, IEnumerable<(string Model, Diagnostic Diagnostic)> diagnostics, TextWriter writer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            WriteResults(json, results);
            json.WriteStartArray("checks");
            json.WriteEndArray();
            WriteDiagnostics(json, diagnostics);
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        writer.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void WriteResults(Utf8JsonWriter json, IEnumerable<(string Model, Measurement Measurement)> results)
    {
        json.WriteString("schema", Schema);
        json.WriteStartArray("results");
        foreach (var (model, measurement) in results) WriteResult(json, model, measurement);
        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, IEnumerable<(string Model, Diagnostic Diagnostic)> diagnostics)
    {
        json.WriteStartArray("diagnostics");
        foreach (var (model, d) in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteString("severity", d.Severity.ToString().ToLowerInvariant());
            json.WriteString("message", d.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Comparison comparison, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteResults(json, comparison.Studies.SelectMany(s => s.Measurements.Select(m => (s.Subject.Name, m))));
        json.WriteStartArray("checks");
        foreach (var study in comparison.Studies)
        {
            foreach (var c in study.Checks) WriteCheck(json, study.Subject.Name, c);
        }

        json.WriteEndArray();
        json.WriteStartArray("objectives");
        foreach (var study in comparison.Studies.Where(s => s.Objective is not null))
        {
            json.WriteStartObject();
            json.WriteString("model", study.Subject.Name);
            Number(json, "minutesPerYear", study.Subject.ObjectiveMinutes);
            json.WriteBoolean("scheduledDowntimeCounts", study.Subject.ScheduledDowntimeCounts);
            json.WriteString("verdict", study.Objective switch { ObjectiveVerdict.Met => "met", ObjectiveVerdict.NotMet => "not met", _ => "undecided" });
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteDiagnostics(json, comparison.Studies.SelectMany(s => s.Diagnostics.Select(d => (s.Subject.Name, d))));
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, string model, Measurement m)
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteString("measure", m.Measure);
        json.WriteString("cause", m.Cause);
        Number(json, "at", m.At);
        Number(json, "value", m.Value);
        json.WriteString("unit", m.Unit);
        json.WriteString("engine", m.Engine);
        json.WriteString("method", m.Method);
        json.WriteString("kind", Wording.Kind(m.Kind));
        Number(json, "error", m.Error);
        Number(json, "lower", m.Lower);
        Number(json, "upper", m.Upper);
        if (m.Samples is { } samples) json.WriteNumber("samples", samples);
        else json.WriteNull("samples");
        // A warning says that the simulation saw too little for its interval to hold.
        json.WriteBoolean("converged", m.Warning is null);
        if (m.Warning is not null) json.WriteString("warning", m.Warning);
        Number(json, "seconds", m.Seconds);
        json.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter json, string model, Check c)
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteString("measure", c.Measure);
        json.WriteStartArray("engines");
        json.WriteStringValue(c.First);
        json.WriteStringValue(c.Second);
        json.WriteEndArray();
        json.WriteStartArray("values");
        foreach (var value in (ReadOnlySpan<double>)[c.FirstValue, c.SecondValue])
        {
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
        Number(json, "z", c.Z);
        Number(json, "critical", c.Critical);
        Number(json, "detectable", c.Detectable);
        json.WriteString("verdict", Wording.Of(c.Verdict));
        json.WriteString("note", c.Note);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v && double.IsFinite(v)) json.WriteNumber(name, v);
        else json.WriteNull(name);
    }
}
