using System.Text;
using Reliability.Formats.Prism;
using Reliability.Formats.Tests.Models;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Tests;

namespace Reliability.Formats.Tests.Prism;

/// <summary>The models and properties of the shared collection: all are read, and the models have the states and transitions that PRISM and Storm count.</summary>
public sealed class SharedPrismTests
{
    private const int LargestExplored = 20_000;

    private static string Folder
    {
        get
        {
            var path = SharedCases.Find("prism");
            if (path is null) Assert.Ignore(SharedCases.Absent);
            return path!;
        }
    }

    private static List<string[]> Rows() => [.. File.ReadLines(Path.Combine(Folder, "expected.csv")).Skip(1).Select(Split)];

    [Test]
    public void Every_model_is_read_and_has_its_size()
    {
        var (read, explored) = (0, 0);
        using (Assert.EnterMultipleScope())
        {
            foreach (var group in Rows().GroupBy(r => (Model: r[0], Constants: r[1])))
            {
                var row = group.First();
                var model = Model(group.Key.Model, group.Key.Constants);
                if (model is null) continue;
                read++;
                var expected = group.FirstOrDefault(r => r[5].Length > 0) ?? row;
                if (!int.TryParse(expected[5], out var states) || states > LargestExplored) continue;
                explored++;
                Assert.That(Size(model.Model), Is.EqualTo((states, int.Parse(expected[6]))), $"{group.Key}");
            }
        }

        TestContext.Out.WriteLine($"{read} models read, {explored} explored");
        Assert.That(read, Is.GreaterThan(20));
    }

    [Test]
    public void Every_property_is_read()
    {
        var count = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (var group in Rows().Where(r => r[2].Length > 0).GroupBy(r => (Model: r[0], Constants: r[1])))
            {
                var model = Model(group.Key.Model, group.Key.Constants);
                if (model is null) continue;
                var files = Directory.GetFiles(Path.Combine(Folder, Path.GetDirectoryName(group.Key.Model)!), "*.props").Select(f => (Path: f, Text: File.ReadAllText(f))).ToList();
                foreach (var row in group)
                {
                    // The property itself, beside the constants and other names of the file that it comes from.
                    var (path, text) = files.FirstOrDefault(f => Plain(f.Text).Contains(Plain(row[2]), StringComparison.Ordinal) && Path.GetFileName(f.Path).StartsWith(Path.GetFileNameWithoutExtension(group.Key.Model).Split('.')[0], StringComparison.Ordinal));
                    Assert.That(path, Is.Not.Null, row[2]);
                    if (path is null) continue;
                    var own = Settings(group.Key.Constants).Where(s => PrismPropertyReader.DeclaredConstants(new SourceText(path, text)).Contains(s.Name)).ToArray();
                    var diagnostics = new DiagnosticBag();
                    var properties = PrismPropertyReader.Read(new SourceText(path, text), model, PrismText.Settings(Complete(path, text, own)), diagnostics);
                    Assert.That(diagnostics.ToImmutable().Select(d => d.ToString()), Is.Empty, row[2]);
                    if (properties is null) continue;
                    Assert.That(properties.Value.Select(p => Plain(p.Name is null ? p.Text : $"\"{p.Name}\": {p.Text}")), Does.Contain(Plain(row[2])), row[2]);
                    count++;
                }
            }
        }

        TestContext.Out.WriteLine($"{count} properties read");
        Assert.That(count, Is.GreaterThan(150));
    }

    // A row gives only the constants that its property needs; the file may hold others.
    private static (string Name, string Value)[] Complete(string path, string text, (string Name, string Value)[] own) =>
        [.. own, .. PrismPropertyReader.DeclaredConstants(new SourceText(path, text)).Where(c => own.All(o => o.Name != c)).Select(c => (c, "1"))];

    private static PrismModel? Model(string file, string constants)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        var open = Settings(constants).Where(s => text.Contains($"const int {s.Name}", StringComparison.Ordinal) || text.Contains($"const double {s.Name}", StringComparison.Ordinal)).ToArray();
        var diagnostics = new DiagnosticBag();
        var model = PrismModelReader.Read(new SourceText(path, text), PrismText.Settings(open), diagnostics);
        Assert.That(diagnostics.ToImmutable().Select(d => d.ToString()), Is.Empty, file);
        return model;
    }

    private static IEnumerable<(string Name, string Value)> Settings(string constants) =>
        constants.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('=')).Select(c => (c[0].Trim(), c[1].Trim()));

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // States and transitions as PRISM counts them: pairs of states, loops too, and one loop for a state without a way out.
    private static (int States, int Transitions) Size(StochasticModel model)
    {
        var compiled = new CompiledModel(model, new ExpressionCompiler());
        var first = model.InitialState();
        var seen = new HashSet<string>(StringComparer.Ordinal) { Key(first) };
        var open = new Queue<int[]>([first]);
        var transitions = 0;
        while (open.TryDequeue(out var state))
        {
            var targets = new HashSet<string>(StringComparer.Ordinal);
            foreach (var e in compiled.Timed)
            {
                if (!e.Guard(state) || e.Rate(state) == 0) continue;
                var next = (int[])state.Clone();
                e.Outcomes[0].Apply(state, next);
                targets.Add(Key(next));
                if (seen.Add(Key(next))) open.Enqueue(next);
            }

            transitions += Math.Max(1, targets.Count);
        }

        return (seen.Count, transitions);
    }

    private static string Key(int[] state) => string.Join(',', state);

    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
