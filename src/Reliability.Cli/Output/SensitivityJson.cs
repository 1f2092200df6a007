using System.Text;
using System.Text.Json;
using Reliability.Reporting;
using Reliability.Studies.Sensitivity;

namespace Reliability.Cli.Output;

/// <summary>Sensitivities as JSON of the schema <c>reliability/1</c>: the measure among <c>results</c>, its derivatives in <c>sensitivities</c>.</summary>
internal static class SensitivityJson
{
    public static void Write(IReadOnlyList<SensitivityResult> results, TextWriter writer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" })) Write(results, json);
        writer.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        writer.Write('\n');
    }

    private static void Write(IReadOnlyList<SensitivityResult> results, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("schema", JsonReport.Schema);
        json.WriteStartArray("results");
        foreach (var r in results)
        {
            json.WriteStartObject();
            json.WriteString("model", r.Subject.Name);
            json.WriteString("measure", r.Measure);
            Number(json, "at", r.AtHours);
            Number(json, "value", r.Value);
            json.WriteString("unit", r.Unit);
            json.WriteString("engine", "markov");
            json.WriteString("kind", r.IsApproximate ? "approximation" : "exact");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sensitivities");
        foreach (var row in SensitivityTable.Rows(results)) Write(row, json);
        json.WriteEndArray();
        json.WriteStartArray("diagnostics");
        foreach (var r in results)
        {
            foreach (var d in r.Diagnostics)
            {
                json.WriteStartObject();
                json.WriteString("model", r.Subject.Name);
                json.WriteString("severity", d.Severity.ToString().ToLowerInvariant());
                json.WriteString("message", d.Message);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(SensitivityRow row, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("model", row.Model);
        json.WriteString("measure", row.Measure);
        Number(json, "at", row.AtHours);
        json.WriteString("parameter", row.Parameter);
        Number(json, "value", row.Value);
        json.WriteString("unit", row.Unit);
        json.WriteBoolean("default", row.Origin == "default");
        Number(json, "derivative", row.Derivative);
        Number(json, "error", row.Error);
        Number(json, "elasticity", row.Elasticity);
        Number(json, "effectOf10Percent", row.Effect);
        json.WriteString("effectUnit", row.EffectUnit);
        Number(json, "secondDerivative", row.SecondDerivative);
        Number(json, "secondError", row.SecondError);
        Number(json, "secondElasticity", row.SecondElasticity);
        json.WriteString("method", row.Method);
        json.WriteString("remark", row.Remark);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v && double.IsFinite(v)) json.WriteNumber(name, v);
        else json.WriteNull(name);
    }
}
