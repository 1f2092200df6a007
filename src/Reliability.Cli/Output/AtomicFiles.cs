namespace Reliability.Cli.Output;

/// <summary>Writes files so that nobody ever sees half of one: beside their places first, and when all are whole they take their names.</summary>
internal static class AtomicFiles
{
    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>What would keep a file from being written, in a sentence for people; <c>null</c> when nothing would.</summary>
    public static string? Obstacle(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal) || Path.GetFileName(path).Length == 0) return $"'{path}' is not the name of a file";
        if (Directory.Exists(path)) return $"cannot write '{path}': a directory of that name is in the way";
        return Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) ? $"cannot write '{path}': there is no directory '{folder}'" : null;
    }

    /// <summary>Writes all of the files, or none and says why.</summary>
    /// <param name="files">The paths and what writes the contents.</param>
    /// <param name="cancel">Looked at whenever something is written, and before the files take their names.</param>
    /// <returns>The problem, or <c>null</c>.</returns>
    public static string? Write(IReadOnlyList<(string Path, Action<Stream> Write)> files, CancellationToken cancel)
    {
        var partial = new List<(string Temporary, string Final)>();
        try
        {
            foreach (var (path, write) in files)
            {
                cancel.ThrowIfCancellationRequested();
                if (Obstacle(path) is { } obstacle) return obstacle;
                var temporary = Path.Combine(Path.GetDirectoryName(path) ?? "", $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
                partial.Add((temporary, path));
                using var stream = new CancellableFile(temporary, cancel);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            cancel.ThrowIfCancellationRequested();
            foreach (var (temporary, final) in partial) File.Move(temporary, final, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return $"cannot write '{(partial.Count > 0 ? partial[^1].Final : files[0].Path)}': " + e switch
            {
                UnauthorizedAccessException => "no permission",
                PathTooLongException => "the name is too long",
                IOException { HResult: DiskFullOnUnix or DiskFullOnWindows } => "the disk is full",
                _ => e.Message,
            };
        }
        finally
        {
            foreach (var (temporary, _) in partial.Where(p => File.Exists(p.Temporary))) Remove(temporary);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The problem that is reported is the one that led here; there is nothing better to do about this one.
        }
    }

    // Large files take long; whoever interrupts the program must not find half of one.
    private sealed class CancellableFile(string path, CancellationToken cancel) : FileStream(path, FileMode.CreateNew, FileAccess.Write)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            cancel.ThrowIfCancellationRequested();
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            cancel.ThrowIfCancellationRequested();
            base.Write(buffer);
        }
    }
}
