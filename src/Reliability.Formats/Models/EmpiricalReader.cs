using System.Globalization;
using CsvHelper;
using Reliability.Formats.Yaml;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Quantities;

namespace Reliability.Formats.Models;

/// <summary>
/// Reads observed lengths: written out, or from a CSV file beside the model file. A model can name no file outside its own folder.
/// </summary>
internal sealed class EmpiricalReader(ValueReader values, DiagnosticBag diagnostics)
{
    private const int MaximumLengths = 100_000;
    private const int MostFaults = 10;
    private const string Hint = "write times such as 4 h, or plain numbers and 'unit h' behind the name of the file";

    private static readonly string[] Words = ["file", "column", "unit"];
    private static readonly string[] TimeUnits = ["ms", "s", "min", "h", "d", "wk", "month", "y"];

    /// <summary>The law; <c>null</c> after an error.</summary>
    public Empirical? Read(LawCall call)
    {
        if (call.Arguments.Length > MaximumLengths) return TooMany(call.Whole.Span);
        return call.Arguments[0].Text.StartsWith("file ", StringComparison.Ordinal) ? FromFile(call) : Written(call);
    }

    private Empirical? TooMany(SourceSpan span)
    {
        diagnostics.Error($"there are more than {MaximumLengths} observed lengths", span, "thin them out, or fit a law");
        return null;
    }

    private Empirical? Written(LawCall call)
    {
        var lengths = new List<Duration>();
        foreach (var argument in call.Arguments)
        {
            if (values.Constant(argument.Text, argument.Span, Dimension.Duration) is not { } hours) continue;
            if (hours >= 0) lengths.Add(Duration.FromHours(hours));
            else diagnostics.Error("an observed length is negative", argument.Span);
        }

        return lengths.Count == call.Arguments.Length ? new Empirical(lengths) : null;
    }

    private Empirical? FromFile(LawCall call)
    {
        foreach (var argument in call.Arguments)
        {
            var space = argument.Text.IndexOf(' ', StringComparison.Ordinal);
            var word = argument.Slice(0, space < 0 ? argument.Text.Length : space);
            if (!Words.Contains(word.Text, StringComparer.Ordinal)) diagnostics.Error($"'{word.Text}' is no parameter of '{call.Name}' with a file", word.Span, NearestName.Hint(word.Text, Words));
            else if (space < 0) diagnostics.Error($"'{word.Text}' has no value", word.Span, "write for example empirical(file repairs.csv, column hours, unit h)");
            else if (!call.Values.TryAdd(word.Text, argument.Slice(space, argument.Text.Length - space))) diagnostics.Error($"'{word.Text}' is given twice", word.Span);
            else continue;
            return null;
        }

        var hoursPerUnit = values.HoursPerTimeUnit;
        if (call.Values.TryGetValue("unit", out var unit))
        {
            if (!TimeUnits.Contains(unit.Text, StringComparer.Ordinal))
            {
                diagnostics.Error($"'{unit.Text}' is not a unit of time", unit.Span, NearestName.Hint(unit.Text, TimeUnits));
                return null;
            }

            hoursPerUnit = Units.ToBase(1, unit.Text);
        }

        var file = call.Values["file"];
        if (Path.IsPathRooted(file.Text) || file.Text.Contains(':', StringComparison.Ordinal) || file.Text.Split('/', '\\').Contains("..", StringComparer.Ordinal))
        {
            diagnostics.Error($"'{file.Text}' is not in the folder of the model file", file.Span, "name a file beside the model file or in a folder below it");
            return null;
        }

        var found = new DiagnosticBag();
        var source = InputFile.Read(Path.Combine(Path.GetDirectoryName(file.Span.Source.Name) ?? "", file.Text), found);
        // What is wrong with the file as a whole is told where it is named; its size has no switch here.
        foreach (var d in found.ToImmutable()) diagnostics.Error(d.Message, file.Span, d.Hint?.Contains("--", StringComparison.Ordinal) == true ? "thin it out, or fit a law" : d.Hint);
        return source is null ? null : Parse(source, call.Values.GetValueOrDefault("column"), hoursPerUnit, file.Span);
    }

    private Empirical? Parse(SourceText source, TextPart? column, double hoursPerUnit, SourceSpan named)
    {
        var options = new CsvReaderOptions
        {
            Separator = Separator(source), HasHeader = false, CommentPrefix = '#', TrimWhitespace = true, TrackLineNumbers = true,
        };
        var lengths = new List<Duration>();
        try
        {
            using var csv = CsvReader.FromText(source.Text, options);
            var (index, faults, first) = (0, 0, true);
            while (csv.Read())
            {
                if (first)
                {
                    first = false;
                    if (Column(csv, column, source) is not { } place) return null;
                    index = place;
                    // A first line without a time in the column holds the names.
                    if (Length(csv.GetString(index), hoursPerUnit) is null) continue;
                }

                var line = Line(source, csv.LineNumber);
                var cell = index < csv.FieldCount ? csv.GetString(index) : "";
                if (column is null && csv.FieldCount > 1)
                {
                    diagnostics.Error($"there are {csv.FieldCount} columns, and nothing says which one counts", line, "write 'column' with its name or number behind the name of the file; decimals are written with a point");
                    return null;
                }

                if (Length(cell, hoursPerUnit) is { } hours && hours >= 0 && double.IsFinite(hours))
                {
                    if (lengths.Count == MaximumLengths) return TooMany(named);
                    lengths.Add(Duration.FromHours(hours));
                }
                else
                {
                    diagnostics.Error(cell.Length == 0 ? "there is no time in the column" : $"'{LawReader.Shown(new TextPart(cell, line))}' is not a time of zero or more", line, Hint);
                    if (++faults == MostFaults) return null;
                }
            }

            if (faults > 0) return null;
        }
        catch (CsvFormatException e)
        {
            diagnostics.Error("the file is not well-formed CSV", Line(source, e.LineNumber), "check its quotes");
            return null;
        }

        if (lengths.Count > 0) return new Empirical(lengths);
        diagnostics.Error($"'{source.Name}' holds no observed length", named, Hint);
        return null;
    }

    private int? Column(CsvReader csv, TextPart? column, SourceText source)
    {
        if (column is null) return 0;
        string[] names = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        var index = Array.FindIndex(names, n => string.Equals(n, column.Text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) return index;
        if (int.TryParse(column.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= names.Length) return number - 1;
        diagnostics.Error($"'{source.Name}' has no column '{column.Text}'", column.Span, NearestName.Hint(column.Text, names));
        return null;
    }

    private static double? Length(string cell, double hoursPerUnit)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number * hoursPerUnit;
        var text = new SourceText("cell", cell);
        return QuantityParser.Parse(cell, new SourceSpan(text, 0, cell.Length), Dimension.Duration, static _ => null, static () => [], new DiagnosticBag()) is { Uncertainty: null } quantity ? quantity.Value : null;
    }

    // By the first line that is no comment.
    private static char Separator(SourceText source)
    {
        for (var line = 1; line <= source.LineCount; line++)
        {
            var text = source.Line(line);
            if (text.Length == 0 || text[0] == '#') continue;
            return text.Contains('\t', StringComparison.Ordinal) ? '\t' : text.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        }

        return ',';
    }

    private static SourceSpan Line(SourceText source, long line)
    {
        var number = (int)Math.Clamp(line, 1, source.LineCount);
        return new SourceSpan(source, source.OffsetOf(number, 1), Math.Min(source.Line(number).Length, 120));
    }
}
