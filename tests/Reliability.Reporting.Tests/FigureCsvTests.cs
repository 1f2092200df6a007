using System.Text.RegularExpressions;
using CsvHelper;
using Reliability.Studies.Results;

namespace Reliability.Reporting.Tests;

/// <summary>The data behind the figures: the columns that programs rely on, and what is in them.</summary>
public sealed class FigureCsvTests
{
    private static readonly Comparison Three = Samples.Three;

    [TestCase("downtime-by-cause.csv", "model,engine,cause,minutes_per_year,kind,lower,upper")]
    [TestCase("downtime-budget.csv", "model,cause,minutes_per_year,share")]
    [TestCase("downtime-by-layer.csv", "model,layer,part,cause,minutes_per_year")]
    [TestCase("availability.csv", "model,engine,unavailability,kind,lower,upper")]
    [TestCase("availability-over-time.csv", "model,hours,unavailability,downtime_minutes")]
    [TestCase("reliability-over-time.csv", "model,hours,unreliability,reliability")]
    [TestCase("data-loss.csv", "model,engine,probability_per_year,kind,lower,upper,mean_hours")]
    [TestCase("cut-sets.csv", "model,order,probability,events")]
    [TestCase("inputs.csv", "model,place,value,origin,meaning")]
    public void Columns_are_those_promised_even_without_rows(string file, string header)
    {
        Assert.That(FigureCsv.Names, Does.Contain(file));
        Assert.That(Text(file, Three).Split('\n')[0], Is.EqualTo(header));
        Assert.That(Text(file, Samples.Of(Samples.Bare())), Is.EqualTo(header + "\n"));
    }

    [Test]
    public void The_readme_has_the_columns_of_every_file()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Reliability.sln"))) root = root.Parent!;
        var documented = File.ReadAllLines(Path.Combine(root.FullName, "src", "Reliability.Reporting", "README.md"))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal) && l.Contains(".csv` |", StringComparison.Ordinal))
            .Select(l => l.Split('|'))
            .ToDictionary(c => c[1].Trim().Trim('`'), c => string.Join(',', Regex.Matches(Regex.Replace(c[3], @"\([^)]*\)", "", RegexOptions.ExplicitCapture), "`(?<column>[^`]+)`", RegexOptions.ExplicitCapture).Select(m => m.Groups["column"].Value)), StringComparer.Ordinal);
        using var comparison = new StringWriter();
        CsvReport.Write(Three, comparison);
        using var checks = new StringWriter();
        CsvReport.WriteChecks(Three, checks);
        Assert.That(documented.Keys, Is.EquivalentTo((string[])["comparison.csv", "checks.csv", .. FigureCsv.Names]));
        Assert.That(documented["comparison.csv"], Is.EqualTo(comparison.ToString().Split('\n')[0]));
        Assert.That(documented["checks.csv"], Is.EqualTo(checks.ToString().Split('\n')[0]));
        foreach (var name in FigureCsv.Names) Assert.That(documented[name], Is.EqualTo(Text(name, Three).Split('\n')[0]), name);
    }

    [Test]
    public void Every_file_is_named_once() => Assert.That(FigureCsv.Names, Has.Length.EqualTo(9).And.Unique);

    [Test]
    public void Causes_read_back()
    {
        var rows = Read<CauseRow>("downtime-by-cause.csv");
        Assert.That(rows.Select(r => (r.Engine, r.Cause, r.MinutesPerYear)), Is.EqualTo(new[] { ("markov", "hardware", 12.02), ("markov", "upgrade", 5.5), ("markov", "power", 0.0), ("simulation", "hardware", 12.3) }));
        Assert.That(rows[^1], Is.EqualTo(new CauseRow { Model = Samples.Hostile, Engine = "simulation", Cause = "hardware", MinutesPerYear = 12.3, Kind = "interval", Lower = 11.9, Upper = 12.7 }));
    }

    [Test]
    public void Shares_of_a_budget_add_up_to_one() => Assert.That(Read<BudgetRow>("downtime-budget.csv").Sum(r => r.Share), Is.EqualTo(1).Within(1e-12));

    [Test]
    public void Layers_read_back_and_add_up_to_the_downtime()
    {
        var rows = Read<LayerRow>("downtime-by-layer.csv");
        Assert.That(rows.Sum(r => r.MinutesPerYear), Is.EqualTo(17.52).Within(1e-12));
        Assert.That(rows[2], Is.EqualTo(new LayerRow { Model = Samples.Hostile, Layer = "power feed", Part = "feed", Cause = "hardware", MinutesPerYear = 0.02 }));
    }

    [Test]
    public void Availability_reads_back()
    {
        var rows = Read<AvailabilityRow>("availability.csv");
        Assert.That(rows.Select(r => (r.Engine, r.Kind)), Is.EqualTo(new[] { ("markov", "exact"), ("simulation", "interval"), ("fault-tree", "approximation"), ("simulation", "bound") }));
        Assert.That(rows[1].Unavailability, Is.EqualTo(3.4e-5));
        Assert.That(rows[3].Upper, Is.EqualTo(4e-8));
    }

    [Test]
    public void The_first_year_reads_back()
    {
        var year = Read<AvailabilityPointRow>("availability-over-time.csv")[^1];
        Assert.That((year.Hours, year.Unavailability), Is.EqualTo((8760.0, 1.0 / 30000)));
        Assert.That(year.DowntimeMinutes, Is.EqualTo(17.52).Within(1e-9));
        Assert.That(Read<ReliabilityPointRow>("reliability-over-time.csv").Select(r => (r.Hours, r.Unreliability, r.Reliability)), Is.EqualTo(new[] { (1.0, 1e-4, 1 - 1e-4), (730.0, 0.07, 1 - 0.07), (8760.0, 0.6, 0.4) }));
    }

    [Test]
    public void Data_loss_cut_sets_and_inputs_read_back()
    {
        Assert.That(Read<DataLossRow>("data-loss.csv").Select(r => (r.Engine, r.ProbabilityPerYear, r.MeanHours)), Is.EqualTo(new[] { ("markov", 1.25e-5, (double?)null) }));
        Assert.That(Read<CutSetRow>("cut-sets.csv").Select(r => (r.Order, r.Probability, r.Events)), Is.EqualTo(new[] { (1, 2e-5, "feed"), (2, 1e-5, "a and b") }));
        Assert.That(Read<InputRow>("inputs.csv").Select(r => (r.Place, r.Value, r.Origin)), Is.EqualTo(new[] { ("parts.vm.mtbf", "1000 h", "file"), ("parts.vm.mttr", "4 h", "default") }));
    }

    [Test]
    public void An_unknown_file_is_refused() => Assert.That(() => Text("other.csv", Three), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static T[] Read<T>(string file)
    {
        using var reader = CsvReader.FromText(Text(file, Three));
        return [.. reader.GetRecords<T>()];
    }

    private static string Text(string file, Comparison comparison)
    {
        var text = new StringWriter();
        FigureCsv.Write(file, comparison, text);
        return text.ToString();
    }
}
