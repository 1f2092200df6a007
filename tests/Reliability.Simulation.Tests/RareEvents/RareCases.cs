using System.Globalization;
using System.Text.Json;
using Reliability.Simulation.RareEvents;
using Reliability.Tests;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>The reference cases of rare events, read in place, and models of our own for them.</summary>
internal static class RareCases
{
    private static readonly Lazy<Dictionary<string, JsonElement>> Read = new(Load);

    public static bool Absent => Read.Value.Count == 0;

    public static JsonElement Case(string id) => Read.Value.TryGetValue(id, out var found) ? found : throw new InconclusiveException(id);

    /// <summary>Every measure of every case.</summary>
    public static IEnumerable<(string Case, string Measure, double Value)> Measures =>
        from c in Read.Value
        from m in c.Value.GetProperty("measures").EnumerateArray()
        select (c.Key, m.GetProperty("id").GetString()!, Number(m.GetProperty("value")));

    /// <summary>The exact values of the biasing schemes.</summary>
    public static IEnumerable<(string Case, string Scheme, double Share, double Deviation, double Steps)> Anchors =>
        from c in Read.Value
        where c.Value.TryGetProperty("importanceSamplingAnchors", out _)
        from e in c.Value.GetProperty("importanceSamplingAnchors").GetProperty("exact").EnumerateArray()
        select (c.Key, e.GetProperty("scheme").GetString()!, e.GetProperty("rho").GetDouble(), Number(e.GetProperty("relStdPerCycle")), Number(e.GetProperty("meanTransitionsPerCycle")));

    public static double Value(string id, string measure) => Measures.Single(m => m.Case == id && m.Measure == measure).Value;

    public static RareEventQuestion Question(string measure) => measure switch
    {
        "gamma" or "p" or "pB" => new(RareEventMeasure.FailureBeforeStop),
        "mttf" => new(RareEventMeasure.MeanTimeToFailure),
        "unavailability" => new(RareEventMeasure.Unavailability),
        _ => new(RareEventMeasure.Unreliability, double.Parse(measure.AsSpan(2, measure.Length - 3), CultureInfo.InvariantCulture)),
    };

    /// <summary>The model of a case for a measure, with the question it asks there.</summary>
    public static (RareEventModel Model, RareEventQuestion Question) Model(string id, string measure)
    {
        var c = Case(id);
        var m = c.GetProperty("model");
        var question = Question(measure);
        switch (m.GetProperty("kind").GetString())
        {
            case "components":
                return (RareEventModel.Of(Components(m)), question);
            case "goyal1992":
                return (RareEventModel.Of(Systems.Goyal()), question);
            case "consecutive-k-of-n:F":
                return (RareEventModel.Of(new Consecutive(m.GetProperty("n").GetInt32(), m.GetProperty("k").GetInt32(), Number(m.GetProperty("failureRate")), 1 / Number(m.GetProperty("meanRepair")))), question);
            case "ha16":
                return (Systems.HighAvailability16(), question);
            case "mm1":
                return (Systems.BirthDeath(1, 2, id == "mm1-N20" ? 20 : 30), question);
            case "tandem3":
                return (Systems.TripleTandem(), new(RareEventMeasure.Unavailability));
            case "breakdown-queue":
                return (Systems.BreakdownQueue(m.GetProperty("buffer").GetInt32()), question);
            case "tandem" when id.StartsWith("tandem-", StringComparison.Ordinal):
            {
                var (capacity, stationary) = (m.GetProperty("capacity1").GetInt32(), id.StartsWith("tandem-ss", StringComparison.Ordinal));
                return (Systems.Tandem(3, 2, 6, capacity, capacity, stationary ? (0, 0) : (0, 1), s => s[1] == capacity, s => s[1] == 0), stationary ? new(RareEventMeasure.Unavailability) : question);
            }

            case "tandem":
            {
                var (a, m1, m2) = (Number(m.GetProperty("arrivalRate")), Number(m.GetProperty("mu1")), Number(m.GetProperty("mu2")));
                if (id.StartsWith("jackson-q2", StringComparison.Ordinal))
                {
                    var level = m.GetProperty("capacity2").GetInt32();
                    return measure == "pB"
                        ? (Systems.Tandem(a, m1, m2, 90, level, (0, 1), s => s[1] == level, s => s[1] == 0), question)
                        : (Systems.Tandem(a, m1, m2, 90, level, (1, 0), s => s[1] == level, s => s[0] + s[1] == 0), question);
                }

                var total = int.Parse(id.AsSpan(id.LastIndexOf('N') + 1), CultureInfo.InvariantCulture);
                return (Systems.Tandem(a, m1, m2, total, total, (1, 0), s => s[0] + s[1] >= total, s => s[0] + s[1] == 0), question);
            }

            default:
                throw new InconclusiveException(id);
        }
    }

    public static RepairableComponents Components(JsonElement model)
    {
        var types = new List<ComponentType>();
        foreach (var t in model.GetProperty("componentTypes").EnumerateArray())
        {
            var (count, down) = (t.GetProperty("count").GetInt32(), t.GetProperty("failedForSystemDown").GetInt32());
            if (t.TryGetProperty("failureRate", out var rate))
            {
                types.Add(new ComponentType(count, Number(rate), Number(t.GetProperty("repairRate")), down));
                continue;
            }

            // "50*2 h": the mean time to each of two failure modes, mended in 1 h and 2 h.
            var factors = t.GetProperty("meanTimeToEachFailureMode").GetString()!.Split(' ')[0].Split('*').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
            for (var i = 0; i < t.GetProperty("types").GetInt32(); i++) types.Add(new ComponentType(count, 2 / (factors[0] * factors[1]), [new FailureMode(0.5, 1), new FailureMode(0.5, 0.5)], down));
        }

        return new RepairableComponents([.. types]);
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : double.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    private static Dictionary<string, JsonElement> Load()
    {
        if (SharedCases.Find("rare-cases.json") is not { } file) return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, c => c.Clone(), StringComparer.Ordinal);
    }
}
