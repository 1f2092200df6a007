using System.Text;
using Reliability.Tests;

namespace Reliability.FaultTrees.Tests;

/// <summary>One line of expected.csv.</summary>
internal sealed record ExpectedValue(string File, string Metric, string Parameters, string Expected);

/// <summary>Reads expected.csv: quoted fields, commas.</summary>
internal static class ExpectedValues
{
    private static readonly Lazy<ExpectedValue[]> _all = new(() =>
        SharedCases.Find("fault-trees") is { } root
            ? [.. File.ReadLines(Path.Combine(root, "expected.csv")).Skip(1).Select(Parse)]
            : []);

    public static IEnumerable<ExpectedValue> Of(string file) => _all.Value.Where(v => v.File == file);

    private static ExpectedValue Parse(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) Flush();
            else field.Append(c);
        }

        Flush();
        return new ExpectedValue(fields[0], fields[1], fields[2], fields[3]);

        void Flush()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
