using CsvHelper;

namespace Reliability.Reporting.Tests;

public sealed class CsvReportTests
{
    [Test]
    public void Rows_read_back_with_the_same_values()
    {
        using var reader = CsvReader.FromText(Text(Samples.Three));
        var rows = reader.GetRecords<MeasurementRow>().ToArray();
        var expected = Samples.Three.Studies.SelectMany(s => s.Measurements).ToArray();
        Assert.That(rows, Has.Length.EqualTo(expected.Length));
        Assert.That(rows.Select(r => BitConverter.DoubleToInt64Bits(r.Value)), Is.EqualTo(expected.Select(m => BitConverter.DoubleToInt64Bits(m.Value))));
        Assert.That(rows.Select(r => (r.Lower, r.Upper, r.Error, r.Samples, r.AtHours)), Is.EqualTo(expected.Select(m => (m.Lower, m.Upper, m.Error, m.Samples, m.At))));
        Assert.That(rows[0].Model, Is.EqualTo(Samples.Hostile));
        Assert.That(rows[14].Kind, Is.EqualTo("interval"));
    }

    [Test]
    public void Header_stands_once_and_has_the_columns_promised()
    {
        var lines = Text(Samples.Three).Split('\n');
        Assert.That(lines[0], Is.EqualTo("model,file,engine,measure,cause,at_hours,value,unit,method,kind,error,lower,upper,samples,warning"));
        Assert.That(lines.Count(l => l.StartsWith("model,file", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void Nothing_measured_still_gives_a_header() => Assert.That(Text(Samples.Of(Samples.Bare())).Trim(), Does.StartWith("model,file,engine"));

    [Test]
    public void Checks_read_back()
    {
        var text = new StringWriter();
        CsvReport.WriteChecks(Samples.Three, text);
        Assert.That(text.ToString(), Does.StartWith("model,measure,first,second,first_value,second_value,z,critical,detectable,verdict,note\n"));
        using var reader = CsvReader.FromText(text.ToString());
        var rows = reader.GetRecords<CheckRow>().ToArray();
        Assert.That(rows.Select(r => r.Verdict), Is.EqualTo(new[] { "agree", "agree", "inconclusive" }));
        Assert.That(rows[0].Z, Is.EqualTo(0.67));
        Assert.That(rows[1].Z, Is.Null);
    }

    [Test]
    public void Seconds_leave_no_trace()
    {
        var study = Samples.Pair();
        var slower = study with { Measurements = [.. study.Measurements.Select(m => m with { Seconds = m.Seconds + 1 })] };
        Assert.That(Text(Samples.Of(slower)), Is.EqualTo(Text(Samples.Of(study))));
    }

    [Test]
    public void A_name_that_is_a_formula_becomes_text() => Assert.That(Text(Samples.Of(Samples.Pair("=1+1"))), Does.Contain("\"'=1+1\""));

    private static string Text(Studies.Results.Comparison comparison)
    {
        var text = new StringWriter();
        CsvReport.Write(comparison, text);
        return text.ToString();
    }
}
