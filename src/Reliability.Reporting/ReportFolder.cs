using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Reliability.Charts;
using Reliability.Studies.Results;

namespace Reliability.Reporting;

/// <summary>Writes every form of a report into one directory.</summary>
public static class ReportFolder
{
    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What would keep a report from being written there, in a sentence for people; <c>null</c> when nothing would. Leaves nothing behind.</summary>
    public static string? Obstacle(string directory)
    {
        if (string.IsNullOrWhiteSpace(directory) || directory.Contains('\0', StringComparison.Ordinal)) return "The report needs a directory, and this is not the name of one.";
        if (File.Exists(directory)) return $"Cannot write the report into '{directory}': a file of that name is in the way.";
        var created = FirstMissing(directory);
        var probe = Path.Combine(directory, "." + Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(probe, []);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Explain(e, directory);
        }
        finally
        {
            CleanUp([probe], created);
        }
    }

    /// <summary>
    /// Writes the report. Everything is made first, then written beside its place under another name, and only when all of it is on the disk do the
    /// files take their names. Figures of an earlier report that this one does not have are removed. Trouble with the disk comes back as a problem.
    /// </summary>
    public static ReportFolderResult Write(Comparison comparison, string directory, IChartRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(renderer);
        if (string.IsNullOrWhiteSpace(directory) || directory.Contains('\0', StringComparison.Ordinal)) return Failed("The report needs a directory, and this is not the name of one.");
        if (comparison.Studies.IsEmpty) return Failed("There is nothing to report: no model was studied.");
        if (File.Exists(directory)) return Failed($"Cannot write the report into '{directory}': a file of that name is in the way.");
        var files = Make(comparison, renderer);
        var created = FirstMissing(directory);
        var partial = new List<(string Temporary, string Final)>();
        var done = false;
        try
        {
            Directory.CreateDirectory(directory);
            if (files.Select(f => Path.Combine(directory, f.Name)).FirstOrDefault(Directory.Exists) is { } obstacle) return Failed($"Cannot write '{obstacle}': a directory of that name is in the way.");
            foreach (var (name, content) in files)
            {
                var temporary = Path.Combine(directory, $".{name}.{Path.GetRandomFileName()}");
                partial.Add((temporary, Path.Combine(directory, name)));
                using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            foreach (var (temporary, final) in partial) File.Move(temporary, final, overwrite: true);
            foreach (var old in Outdated(directory, files.Select(f => f.Name)).ToArray()) File.Delete(old);
            done = true;
            return new ReportFolderResult([.. partial.Select(p => p.Final)], null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Failed(Explain(e, directory));
        }
        finally
        {
            if (!done) CleanUp(partial.Select(p => p.Temporary), created);
        }
    }

    private static (string Name, byte[] Content)[] Make(Comparison comparison, IChartRenderer renderer)
    {
        IEnumerable<(string Name, Chart Chart)> charts =
        [
            .. Figures.All(comparison).Select(f => (f.Name, f.Chart)),
            .. comparison.Studies.Select((s, i) => (Drawing(i + 1), Figures.Drawing(s))).Where(d => d.Item2 is not null).Select(d => (d.Item1, d.Item2!)),
        ];
        return
        [
            ("comparison.csv", Text(w => CsvReport.Write(comparison, w))),
            ("checks.csv", Text(w => CsvReport.WriteChecks(comparison, w))),
            .. FigureCsv.Names.Select(name => (name, Text(w => FigureCsv.Write(name, comparison, w)))),
            ("comparison.json", Text(w => JsonReport.Write(comparison, w))),
            .. charts.AsParallel().AsOrdered().SelectMany(c => new[] { (c.Name + ".png", renderer.RenderPng(c.Chart)), (c.Name + ".svg", Utf8.GetBytes(renderer.RenderSvg(c.Chart))) }),
            ("report.md", Text(w => MarkdownReport.Write(comparison, w))),
            ("report.html", Text(w => HtmlReport.Write(comparison, w, renderer))),
        ];
    }

    private static string Drawing(int number) => string.Create(CultureInfo.InvariantCulture, $"topology-{number:00}");

    // Pictures of an earlier run that this one has no counterpart of would be taken for its own.
    private static IEnumerable<string> Outdated(string directory, IEnumerable<string> written)
    {
        IEnumerable<string> names = [.. Figures.Names, .. Enumerable.Range(1, 99).Select(Drawing)];
        return names.SelectMany(n => new[] { n + ".png", n + ".svg" }).Except(written, StringComparer.Ordinal).Select(n => Path.Combine(directory, n)).Where(File.Exists);
    }

    private static byte[] Text(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return Utf8.GetBytes(text.ToString());
    }

    private static string Explain(Exception e, string directory) => e switch
    {
        UnauthorizedAccessException => $"Cannot write the report into '{directory}': no permission.",
        PathTooLongException => $"Cannot write the report into '{directory}': the name is too long.",
        DirectoryNotFoundException => $"Cannot write the report into '{directory}': the directory cannot be created there.",
        IOException { HResult: DiskFullOnUnix or DiskFullOnWindows } => $"Cannot write the report into '{directory}': the disk is full.",
        _ => $"Cannot write the report into '{directory}': {e.Message}",
    };

    /// <summary>The uppermost directory of the path that is not there yet; <c>null</c> when all are.</summary>
    private static string? FirstMissing(string directory)
    {
        string? missing = null;
        try
        {
            for (var at = Path.GetFullPath(directory); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at)) missing = at;
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            // Whatever is wrong with the path shows itself again, and is explained, when the directory is made.
            return null;
        }

        return missing;
    }

    /// <summary>Takes away what is half written, and directories made for it while they are empty.</summary>
    private static void CleanUp(IEnumerable<string> temporaries, string? created)
    {
        foreach (var temporary in temporaries) Try(() => File.Delete(temporary));
        if (created is null || !Directory.Exists(created)) return;
        Try(() =>
        {
            if (!Directory.EnumerateFiles(created, "*", SearchOption.AllDirectories).Any()) Directory.Delete(created, recursive: true);
        });
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The problem that is reported is the one that led here; there is nothing better to do about this one.
        }
    }

    private static ReportFolderResult Failed(string problem) => new([], problem);
}
