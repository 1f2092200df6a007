namespace Reliability.Cli.Tests;

/// <summary>The verb that writes models in other forms: files, streams, exit codes.</summary>
public sealed class ConvertTests
{
    private const string Pair = "models/ft-versus-ha/3a-ft-pair.yaml";
    private const string Upgraded = "models/ft-versus-ha/3b-ft-pair-upgraded.yaml";

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("reliability-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    private static (int Code, string Output, string Error) Run(params string[] arguments) => Tool.Run(Tool.Sources, ["convert", .. arguments]);

    [TestCase("prism", "ctmc")]
    [TestCase("dot", "digraph \"FT pair\" {")]
    [TestCase("model", "model: FT pair")]
    public void OneText_GoesToStandardOutput_OrIntoAFile(string form, string expected)
    {
        var (code, output, error) = Run(Pair, "--to", form);
        var path = Path.Combine(folder, "out.txt");
        File.WriteAllText(path, "old");
        var written = Run(Pair, "--to", form, "--out", path);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(error, Is.Empty);
            Assert.That(output, Does.Contain(expected));
            Assert.That((written.Code, written.Output.Trim()), Is.EqualTo((0, "written: " + path)));
            Assert.That(File.ReadAllText(path), Is.EqualTo(output));
            Assert.That(Directory.GetFileSystemEntries(folder), Has.Length.EqualTo(1), "nothing half-written is left");
        });
    }

    [Test]
    public void AModelFile_IsSolvedLikeItsTopology()
    {
        var path = Path.Combine(folder, "pair.yaml");
        Assert.That(Run(Upgraded, "--to", "model", "--out", path).Code, Is.Zero);
        var (topology, model) = (Solved(Upgraded), Solved(path));
        Assert.That(model, Is.EqualTo(topology));

        static string Solved(string path) => Tool.Run(Tool.Sources, "solve", path, "--measure", "unavailability", "--format", "csv").Output.Split(",unavailability,")[1].Split('\n')[0];
    }

    [Test]
    public void Explicit_WritesItsFiles_AndWindowsBecomeStages()
    {
        var stem = Path.Combine(folder, "pair");
        var (code, output, error) = Run(Upgraded, "--to", "explicit", "--windows", "erlang:2", "--out", stem);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.StartWith($"written: {stem}.tra, {stem}.sta, {stem}.lab, {stem}1.srew"));
            Assert.That(File.ReadLines(stem + ".lab").First(), Is.EqualTo("0=\"init\" 1=\"deadlock\" 2=\"up\""));
        });
    }

    [TestCase(2, "happens by the clock", Upgraded, "--to", "prism")]
    [TestCase(2, "happens by the clock", Upgraded, "--to", "dot")]
    [TestCase(2, "--out chain writes chain.tra", Pair, "--to", "explicit")]
    [TestCase(2, "there is no directory", Pair, "--to", "model", "--out", "nowhere/at/all.yaml")]
    [TestCase(2, "a directory of that name", Pair, "--to", "model", "--out", "models")]
    [TestCase(2, "erlang:K", Pair, "--to", "prism", "--windows", "erlang:0")]
    [TestCase(2, "it is at least 1", Pair, "--to", "dot", "--max-states", "0")]
    [TestCase(2, "galileo", Pair, "--to", "galileo")]
    [TestCase(2, "--to", Pair)]
    [TestCase(3, "raise --max-states", Pair, "--to", "explicit", "--max-states", "3", "--out", "never")]
    [TestCase(3, "nobody could read the drawing", "models/ft-versus-ha/7a-ft-on-ha-storage.yaml", "--to", "dot")]
    public void WhatCannotBeDone_IsTold_AndNothingIsWritten(int expected, string words, params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(expected), error);
            Assert.That(error, Does.Contain(words).And.Not.Contain("   at "));
            Assert.That(output, Is.Empty);
            Assert.That(File.Exists(Path.Combine(Tool.Sources, "never.tra")), Is.False);
        });
    }
}
