using System.Text;
using Reliability.Charts;

namespace Reliability.Reporting.Tests;

public sealed class ReportFolderTests
{
    private static readonly IChartRenderer Renderer = new ScottPlotRenderer(FontChoice.BuiltIn);
    private static readonly string[] Names =
    [
        "comparison.csv", "checks.csv", "downtime-by-cause.csv", "downtime-budget.csv", "downtime-by-layer.csv", "availability.csv", "availability-over-time.csv", "reliability-over-time.csv",
        "data-loss.csv", "cut-sets.csv", "inputs.csv", "comparison.json", "downtime-by-cause.png", "downtime-by-cause.svg", "downtime-budget.png", "downtime-budget.svg",
        "availability.png", "availability.svg", "downtime-by-layer.png", "downtime-by-layer.svg", "availability-over-time.png", "availability-over-time.svg",
        "reliability-over-time.png", "reliability-over-time.svg", "data-loss.png", "data-loss.svg", "topology-01.png", "topology-01.svg", "report.md", "report.html",
    ];

    private string root = "";

    [SetUp]
    public void SetUp() => root = Directory.CreateTempSubdirectory("reporting-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(root, recursive: true);

    [Test]
    public void Writes_every_file_and_nothing_else_into_a_directory_it_makes()
    {
        var directory = Path.Combine(root, "a", "b");
        var result = Write(directory);
        Assert.That(result.Problem, Is.Null);
        Assert.That(result.Paths, Is.EqualTo(Names.Select(n => Path.Combine(directory, n))));
        Assert.That(Directory.GetFiles(directory).Select(Path.GetFileName), Is.EquivalentTo(Names));
        Assert.That(File.ReadAllBytes(Path.Combine(directory, "availability.png")).AsSpan(1, 3).SequenceEqual("PNG"u8), Is.True);
        Assert.That(File.ReadAllBytes(Path.Combine(directory, "comparison.csv"))[0], Is.EqualTo((byte)'m'), "no byte order mark");
    }

    [Test]
    public void Writing_again_replaces_with_the_same_bytes()
    {
        Write(root);
        var first = Names.Select(n => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(root, n)))).ToArray();
        File.WriteAllText(Path.Combine(root, "comparison.csv"), "old");
        Assert.That(Write(root).Succeeded, Is.True);
        Assert.That(Names.Select(n => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(root, n)))), Is.EqualTo(first));
    }

    [Test]
    public void Figures_that_a_report_does_not_have_go_and_other_files_stay()
    {
        Write(root);
        File.WriteAllText(Path.Combine(root, "topology-07.png"), "of a larger run");
        File.WriteAllText(Path.Combine(root, "notes.txt"), "mine");
        Assert.That(ReportFolder.Write(Samples.Of(Samples.Quiet()), root, Renderer).Succeeded, Is.True);
        Assert.That(Directory.GetFiles(root, "*.png").Select(Path.GetFileName), Is.EquivalentTo(new[] { "downtime-by-cause.png", "downtime-budget.png", "availability.png" }));
        Assert.That(File.ReadAllText(Path.Combine(root, "notes.txt")), Is.EqualTo("mine"));
    }

    [Test]
    public void A_file_in_place_of_the_directory_is_a_problem_and_stays()
    {
        var path = Path.Combine(root, "taken");
        File.WriteAllText(path, "mine");
        var result = Write(path);
        Assert.That(result.Problem, Does.Contain("a file of that name is in the way").And.Contain(path));
        Assert.That(result.Paths, Is.Empty);
        Assert.That(File.ReadAllText(path), Is.EqualTo("mine"));
    }

    [Test]
    public void A_file_in_the_middle_of_the_path_is_a_problem()
    {
        File.WriteAllText(Path.Combine(root, "taken"), "mine");
        Assert.That(Write(Path.Combine(root, "taken", "report")).Problem, Does.StartWith("Cannot write the report"));
    }

    [Test]
    public void A_directory_in_place_of_a_file_leaves_everything_as_it_was()
    {
        Directory.CreateDirectory(Path.Combine(root, "report.html"));
        File.WriteAllText(Path.Combine(root, "comparison.csv"), "old");
        Assert.That(Write(root).Problem, Does.Contain("report.html").And.Contain("a directory of that name is in the way"));
        Assert.That(File.ReadAllText(Path.Combine(root, "comparison.csv")), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(root), Has.Length.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void A_place_that_takes_no_files_is_a_problem()
    {
        // Even for the superuser, whom permissions do not stop.
        var result = Write("/proc/reliability-report");
        Assert.That(result.Problem, Does.StartWith("Cannot write the report into '/proc/reliability-report': "));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_read_only_directory_is_a_problem()
    {
        var directory = Directory.CreateDirectory(Path.Combine(root, "locked"), UnixFileMode.UserRead | UnixFileMode.UserExecute).FullName;
        // Permissions do not stop the superuser, who gets the whole report instead of the problem.
        var superuser = Environment.IsPrivilegedProcess;
        Assert.That(Write(directory).Problem, superuser ? Is.Null : Does.Contain("no permission"));
        Assert.That(Directory.GetFiles(directory), superuser ? Is.Not.Empty : Is.Empty);
    }

    [TestCase("")]
    [TestCase("a\0b")]
    public void What_is_no_name_is_a_problem(string directory) => Assert.That(Write(directory).Problem, Does.Contain("not the name"));

    [Test]
    public void A_name_too_long_is_a_problem_and_leaves_no_directories()
    {
        var result = Write(Path.Combine(root, "made", new string('x', 300)));
        Assert.That(result.Problem, Does.StartWith("Cannot write"));
        Assert.That(Directory.GetFileSystemEntries(root), Is.Empty);
    }

    [Test]
    public void Nothing_studied_is_a_problem() => Assert.That(ReportFolder.Write(Samples.Of(), root, Renderer).Problem, Does.Contain("nothing to report"));

    private static ReportFolderResult Write(string directory) => ReportFolder.Write(Samples.Three, directory, Renderer);
}
