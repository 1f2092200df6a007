using System.Globalization;
using System.Text;
using System.Text.Json;
using Reliability.Tests;

namespace Reliability.Studies.Tests.Sensitivity;

/// <summary>The sensitivities of the shared reference chains, 13 digits each.</summary>
public sealed class ReferenceSensitivityTests
{
    [Test]
    public void EveryReferenceSensitivity()
    {
        var path = SharedCases.Find("availability-cases.json");
        if (path is null) Assert.Ignore(SharedCases.Absent);
        using var document = JsonDocument.Parse(File.ReadAllText(path!));
        var count = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                if (!item.TryGetProperty("sensitivities", out var all)) continue;
                var result = Models.Run(Models.Text(ModelFile(item)), "unavailability");
                foreach (var expected in all.EnumerateObject())
                {
                    var found = result.Find(expected.Name);
                    Near(found.Derivative, expected.Value.GetProperty("dU/dp"), $"{result.Subject.Name}: dU/d{expected.Name}");
                    Near(found.Elasticity, expected.Value.GetProperty("elasticity"), $"{result.Subject.Name}: elasticity in {expected.Name}");
                    count++;
                }
            }
        }

        Assert.That(count, Is.GreaterThanOrEqualTo(20));
    }

    private static void Near(double? found, JsonElement expected, string what)
    {
        var value = double.Parse(expected.GetString()!, CultureInfo.InvariantCulture);
        Assert.That(found, Is.EqualTo(value).Within(1e-10 * Math.Abs(value)), what);
    }

    private static string ModelFile(JsonElement item)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"model: {item.GetProperty("id").GetString()}\nconstants:\n");
        foreach (var p in item.GetProperty("parameters").EnumerateObject()) text.Append(CultureInfo.InvariantCulture, $"  {p.Name}: {p.Value.GetString()}\n");
        text.Append(CultureInfo.InvariantCulture, $"states: [{Names(item, "states")}]\ninitial: {item.GetProperty("init").EnumerateObject().Single().Name}\nup: [{Names(item, "up_states")}]\ntransitions:\n");
        foreach (var t in item.GetProperty("transitions").EnumerateArray())
        {
            text.Append(CultureInfo.InvariantCulture, $"  - [{t.GetProperty("from").GetString()}, {t.GetProperty("to").GetString()}, {t.GetProperty("rate").GetString()}]\n");
        }

        return text.ToString();
    }

    private static string Names(JsonElement item, string key) => string.Join(", ", item.GetProperty(key).EnumerateArray().Select(s => s.GetString()));
}
