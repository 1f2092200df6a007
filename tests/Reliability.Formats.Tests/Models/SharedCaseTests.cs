using System.Globalization;
using System.Text;
using System.Text.Json;
using Reliability.Tests;

namespace Reliability.Formats.Tests.Models;

/// <summary>The chains of the shared collection, written in the short form.</summary>
public sealed class SharedCaseTests
{
    [Test]
    public void Every_shared_chain_has_its_steady_unavailability()
    {
        var path = SharedCases.Find("availability-cases.json");
        if (path is null) Assert.Ignore(SharedCases.Absent);
        using var document = JsonDocument.Parse(File.ReadAllText(path!));
        var count = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                if (Text(item, "kind") != "ctmc" || item.GetProperty("transitions").ValueKind != JsonValueKind.Array) continue;
                var expected = item.GetProperty("measures").EnumerateArray().Single(m => Text(m, "name") == "steady_unavailability");
                var value = double.Parse(Text(expected, "recomputed"), CultureInfo.InvariantCulture);
                var result = ModelFiles.Solve(ModelFiles.Good(ShortForm(item)));
                Assert.That(result.Unavailability, Is.EqualTo(value).Within(1e-10 * value), Text(item, "id"));
                count++;
            }
        }

        Assert.That(count, Is.GreaterThanOrEqualTo(17));
    }

    private static string ShortForm(JsonElement item)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"model: {Text(item, "id")}\n");
        text.Append(CultureInfo.InvariantCulture, $"time-unit: {(Text(item, "time_unit") is "year" ? "y" : Text(item, "time_unit"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"states: [{Names(item, "states")}]\n");
        text.Append(CultureInfo.InvariantCulture, $"initial: {item.GetProperty("init").EnumerateObject().Single().Name}\n");
        text.Append(CultureInfo.InvariantCulture, $"up: [{Names(item, "up_states")}]\ntransitions:\n");
        foreach (var t in item.GetProperty("transitions").EnumerateArray())
        {
            text.Append(CultureInfo.InvariantCulture, $"  - [{Text(t, "from")}, {Text(t, "to")}, {Text(t, "value")}]\n");
        }

        return text.ToString();
    }

    private static string Names(JsonElement item, string key) => string.Join(", ", item.GetProperty(key).EnumerateArray().Select(s => s.GetString()));

    private static string Text(JsonElement item, string key) => item.GetProperty(key).GetString()!;
}
