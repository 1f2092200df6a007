using System.Text;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Tests.Models;

public sealed class ModelFileFuzzTests
{
    private static readonly string[] Pieces =
    [
        "0", "1", "-", "'", "\"", "(", ")", "{", "}", "[", "]", ":", ": ", ",", "\n", "  ", "\t", "#", "&", "*", "!", "%", "..", "init", "true", "bool", " h", "1e308", "1e999", "99999999999",
        "/ 0", "mod(1, 0)", "pow(0, -1)", "~", "é", "\u0000", "states:", "then", "rate: -1", "2147483647", "?", "log(0, 0)", "floor(1e300)", "uniform(2 h, 1 h)", "weibull(shape 0.001, mean 1 h)", "mixture(0.5 ", "phase-type(start (1), row (-1))", "empirical(file ", "repair: ", "virtual-age(", "shifted(by ",
    ];

    [TestCase("two-processors-imperfect-coverage", 0x9E3779B97F4A7C15UL)]
    [TestCase("rejuvenation-a-2wk", 0xD1B54A32D192ED03UL)]
    [TestCase("windows-pair-both-down", 0x2545F4914F6CDD1DUL)]
    public void Damaged_files_give_a_model_or_an_error(string name, ulong seed)
    {
        var text = ModelFiles.Source(name).Text;
        var read = 0;
        for (var i = 0; i < 1000; i++)
        {
            var damaged = new StringBuilder(text);
            for (var edits = 1 + Next(3); edits > 0; edits--) Damage(damaged);
            var source = new SourceText("m.yaml", damaged.ToString());
            try
            {
                // What is no YAML at all is not for the model reader to say.
                if (YamlReader.Read(source, new DiagnosticBag()) is null) continue;
                read++;
                var (file, diagnostics) = ModelFiles.Read(source);
                Assert.That(file is not null || diagnostics.Any(d => d.Severity == Severity.Error), $"neither a model nor an error: {string.Join(" ", diagnostics)}\n{source.Text}");
                foreach (var diagnostic in diagnostics) _ = diagnostic.ToString();
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"mutation {i}: {e}\n{source.Text}");
            }
        }

        Assert.That(read, Is.GreaterThan(300), "too few mutations reach the reader");

        void Damage(StringBuilder damaged)
        {
            var at = Next(damaged.Length);
            var length = Math.Min(1 + Next(12), damaged.Length - at);
            switch (Next(4))
            {
                case 0:
                    damaged.Remove(at, length);
                    break;
                case 1:
                    damaged.Insert(at, Pieces[Next(Pieces.Length)]);
                    break;
                case 2:
                    damaged.Remove(at, length).Insert(at, Pieces[Next(Pieces.Length)]);
                    break;
                default:
                    damaged.Insert(Next(damaged.Length), damaged.ToString(at, length));
                    break;
            }
        }

        int Next(int limit)
        {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            return (int)((seed >> 11) % (ulong)Math.Max(1, limit));
        }
    }
}
