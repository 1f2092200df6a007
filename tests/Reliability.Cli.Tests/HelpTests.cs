using System.CommandLine;
using Reliability.Cli.Commands;

namespace Reliability.Cli.Tests;

/// <summary>What <c>--help</c> shows is approved text, and its examples run. Set RELIABILITY_UPDATE=1 to write the texts anew.</summary>
public sealed class HelpTests
{
    private static RootCommand Root => RootDefinition.Create(new Terminal(TextWriter.Null, TextWriter.Null), []);

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string path) => command.Subcommands
        .Select(c => (Path: (path + " " + c.Name).TrimStart(), Command: c))
        .SelectMany(c => Below(c.Command, c.Path).Prepend(c));

    private static IEnumerable<string> Paths() => Below(Root, "").Select(c => c.Path).Prepend("");

    private static IEnumerable<TestCaseData> Examples() => Below(Root, "")
        .SelectMany(c => c.Command is Verb verb ? verb.Examples : [])
        .Select(example => new TestCaseData(example).SetArgDisplayNames(example));

    [TestCaseSource(nameof(Paths))]
    public void Help_IsTheApprovedText(string verb)
    {
        var approved = Path.Combine(Tool.Sources, "tests", "Reliability.Cli.Tests", "Help", (verb.Length == 0 ? "reliability" : verb.Replace(' ', '-')) + ".txt");
        var (code, output, error) = Tool.Run(Tool.Sources, [.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        var text = string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("RELIABILITY_UPDATE") == "1") File.WriteAllText(approved, text);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(error, Is.Empty);
            Assert.That(text, Is.EqualTo(File.Exists(approved) ? File.ReadAllText(approved) : "no approved text"));
        });
    }

    [Test]
    public void EveryVerb_HasAnExampleOfItself()
    {
        foreach (var (path, command) in Below(Root, "").Where(c => c.Command.Subcommands.Count == 0 && !c.Command.Hidden))
        {
            Assert.That((command as Verb)?.Examples, Is.Not.Null.And.Not.Empty.And.All.StartsWith($"reliability {path} "), path);
        }
    }

    [TestCaseSource(nameof(Examples))]
    public void Example_Runs(string example)
    {
        var folder = Directory.CreateTempSubdirectory("reliability-test-").FullName;
        try
        {
            if (!example.StartsWith("reliability init", StringComparison.Ordinal)) Assert.That(Tool.Run(folder, "init", "models").Code, Is.Zero);
            if (example.StartsWith("reliability notebook run", StringComparison.Ordinal)) Assert.That(Tool.Run(folder, "notebook", "new", "first.ipynb").Code, Is.Zero);
            if (example.StartsWith("reliability merge", StringComparison.Ordinal))
            {
                foreach (var i in (int[])[1, 2]) Assert.That(Tool.Run(folder, "simulate", "models/3a-ft-pair.yaml", "--replications", "1000", "--shard", $"{i}/2", "--checkpoint", $"3a-{i}.runs").Code, Is.Zero);
            }

            var (code, output, error) = Tool.Run(folder, [.. example.Split(' ').Skip(1).SelectMany(word => Expand(folder, word))]);
            Assert.Multiple(() =>
            {
                Assert.That(code, Is.Zero, error);
                Assert.That(output, Is.Not.Empty);
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("so", "solve")]
    [TestCase("solve --form", "--format")]
    [TestCase("solve --format j", "json")]
    [TestCase("solve --measure mtt", "mttff")]
    [TestCase("--vers", "--version")]
    public void Suggest_AnswersTheShell(string line, string expected)
    {
        var (code, output, error) = Tool.Run(Tool.Sources, $"[suggest:{line.Length}]", line);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output.Split('\n').Select(suggestion => suggestion.Trim()), Does.Contain(expected));
        });
    }

    // What a shell does with a star.
    private static IEnumerable<string> Expand(string folder, string word) => word.Contains('*', StringComparison.Ordinal)
        ? Directory.GetFiles(folder, word).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)
        : [word];
}
