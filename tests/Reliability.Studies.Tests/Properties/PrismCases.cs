using System.Globalization;
using System.Numerics;
using Reliability.Formats.Prism;
using Reliability.Formats.Yaml;
using Reliability.Markov.ModelChecking;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Properties;
using Reliability.Studies.Properties;
using Reliability.Tests;

namespace Reliability.Studies.Tests.Properties;

/// <summary>The rows of the reference table of PRISM models, read in place.</summary>
internal static class PrismCases
{
    public static string? Folder { get; } = SharedCases.Find("prism");

    public sealed record Row(string Model, string Constants, string Property, string Expected, string Source, long States, long Transitions)
    {
        public override string ToString() => $"{Path.GetFileName(Model)} {Constants} {Property}";
    }

    public static IReadOnlyList<Row> Rows { get; } = Folder is null ? [] : Read(Path.Combine(Folder, "expected.csv"));

    /// <summary>Reads the model of a row.</summary>
    public static PropertySubject Subject(string model, string constants, out Dictionary<string, string> settings)
    {
        settings = constants.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('=')).ToDictionary(c => c[0].Trim(), c => c[1].Trim(), StringComparer.Ordinal);
        var path = Path.Combine(Folder!, model);
        var declared = PropertyFiles(path).SelectMany(f => PrismPropertyReader.DeclaredConstants(InputFile.Read(f, new DiagnosticBag())!)).ToHashSet(StringComparer.Ordinal);
        var own = settings.Where(s => !declared.Contains(s.Key)).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        var diagnostics = new DiagnosticBag();
        var subject = PropertySubject.Read(path, own, diagnostics);
        Assert.That(diagnostics.ToImmutable().Where(d => d.Severity == Severity.Error), Is.Empty);
        return subject!;
    }

    /// <summary>The property of a row, found in the files beside the model by its text or name.</summary>
    public static Property Property(Row row, PropertySubject subject, IReadOnlyDictionary<string, string> settings)
    {
        var wanted = Squeeze(row.Property);
        foreach (var file in PropertyFiles(Path.Combine(Folder!, row.Model)))
        {
            var source = InputFile.Read(file, new DiagnosticBag())!;
            var declared = PrismPropertyReader.DeclaredConstants(source).ToHashSet(StringComparer.Ordinal);
            var own = settings.Where(s => declared.Contains(s.Key)).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
            foreach (var name in declared.Where(n => !own.ContainsKey(n))) own[name] = "1";
            var diagnostics = new DiagnosticBag();
            var properties = subject.Properties(source, own, diagnostics);
            Assert.That(diagnostics.ToImmutable().Where(d => d.Severity == Severity.Error), Is.Empty);
            if (properties!.Value.FirstOrDefault(p => Squeeze(p.Text) == wanted || Squeeze($"\"{p.Name}\":{p.Text}") == wanted) is { } found) return found;
        }

        throw new AssertionException($"no file has the property {row.Property}");
    }

    /// <summary>Compares an answer with what is expected, as the table's README says.</summary>
    public static void Compare(Row row, double value, double? upper)
    {
        var expected = row.Expected;
        if (expected is "?" or "") return;
        if (expected is "true" or "false")
        {
            Assert.That(value != 0, Is.EqualTo(expected == "true"));
            return;
        }

        if (expected == "Infinity")
        {
            Assert.That(value, Is.EqualTo(double.PositiveInfinity));
            return;
        }

        if (expected[0] == '[')
        {
            var ends = expected.Trim('[', ']').Split(',').Select(Number).ToArray();
            // The interval was put around a value that had been rounded to ten digits.
            var rounding = 5e-11 * ends[1];
            Assert.That(value, Is.InRange(ends[0] - rounding, ends[1] + rounding));
            return;
        }

        var text = expected.Split(' ')[0];
        // Absolute where nothing else can be meant: log values of 0 stand for less than what the other tool resolves.
        var iterative = row.Source.Contains("log", StringComparison.Ordinal) || text[0] == '~';
        var truth = Corrected.TryGetValue((row.Model, row.Constants, row.Property), out var closed) ? closed : Number(text.TrimStart('~'));
        var exact = text.Contains('/', StringComparison.Ordinal) || row.Source.StartsWith("own exact", StringComparison.Ordinal);
        var tolerance = iterative ? Math.Max(1e-4 * Math.Abs(truth), truth == 0 ? 1e-6 : 0) : exact ? 1e-10 * Math.Abs(truth) : Math.Max(1e-6 * Math.Abs(truth), LastDigit(text));
        Assert.That(value, Is.EqualTo(truth).Within(tolerance), $"expected {expected} from {row.Source}");
        Assert.That(upper, Is.Null);
    }

    // Long-run values in the logs of a tool whose stop is no error statement, and which lie outside the proved bounds of ours: kanban from t=2 and tandem from c=63 on.
    public static bool IsRefuted(Row row) =>
        row.Source.Contains("log", StringComparison.Ordinal)
        && ((row.Model == "qvbs/kanban.prism" && row.Constants is "t=2" or "t=3" or "t=4" or "t=6" or "t=7") || (row.Model == "qvbs/tandem.prism" && row.Property.Contains("customers\"}=? [ S ]", StringComparison.Ordinal)));

    /// <summary>
    /// Our value is proved to the bound it states, or estimated to a millionth of its difference from the value of the table, which is off by no more than such a stop lets pass: a percent.
    /// </summary>
    public static void Refute(Row row, PropertyResult result)
    {
        var logged = Number(row.Expected);
        if (result.Error.Kind == Markov.Solvers.ErrorKind.Estimate) Assert.That(result.Error.Absolute, Is.LessThan(1e-6 * Math.Abs(logged - result.Value)), "estimated well beyond the difference");
        Assert.That(result.Error.Absolute, Is.LessThan(1e-9 * result.Value));
        Assert.That(logged, Is.EqualTo(result.Value).Within(1).Percent);
        TestContext.Out.WriteLine($"the table's {row.Expected} is off by {Math.Abs(logged - result.Value) / result.Value:0.#e+0} of {result.Value:R} ± {result.Error.Absolute:0.#e+0}");
    }

    // Where the value of the table, which an iteration found, is itself off by more than 1e-6: the closed form.
    private static readonly Dictionary<(string, string, string), double> Corrected = new()
    {
        [("prism-tests/bugfixes__ctmc-fau-npe.sm", "T=2", "R=? [ C<=T ]")] = 1 - Math.Exp(-4),
    };

    // One unit of the last digit shown.
    private static double LastDigit(string text)
    {
        var (mantissa, exponent) = text.Split('e', 'E') is [var m, var e] ? (m, int.Parse(e, CultureInfo.InvariantCulture)) : (text, 0);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : Math.Pow(10, exponent - (mantissa.Length - point - 1));
    }

    private static double Number(string text)
    {
        if (text.Split('/') is not [var top, var bottom]) return double.Parse(text, CultureInfo.InvariantCulture);
        var (a, b) = (BigInteger.Parse(top, CultureInfo.InvariantCulture), BigInteger.Parse(bottom, CultureInfo.InvariantCulture));
        return (double)(a * BigInteger.Pow(10, 60) / b) / 1e60;
    }

    private static string[] PropertyFiles(string model)
    {
        var folder = Path.GetDirectoryName(model)!;
        var name = Path.GetFileName(model);
        var family = name.Split('.')[0];
        return [.. Directory.EnumerateFiles(folder, "*.props").Where(f => Path.GetFileName(f).StartsWith(name + ".", StringComparison.Ordinal) || Path.GetFileName(f) == family + ".props").Order(StringComparer.Ordinal)];
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static List<Row> Read(string path)
    {
        var rows = new List<Row>();
        foreach (var cells in File.ReadLines(path).Skip(1).Where(l => l.Length > 0).Select(Cells))
        {
            rows.Add(new Row(cells[0], cells[1], cells[2], cells[3], cells[4], Count(cells[5]), Count(cells[6])));
        }

        return rows;

        static long Count(string text) => text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[++i]);
                else quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(line[i]);
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
