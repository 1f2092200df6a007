using System.Globalization;
using System.Text;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Yaml;

/// <summary>Reads text files that somebody names. All trouble becomes a diagnostic; no more than the limit is ever held in memory.</summary>
public static class InputFile
{
    /// <summary>The size beyond which a file is refused unless told otherwise: 16 MiB.</summary>
    public const long DefaultMaximumBytes = 16L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file of UTF-8 text, with or without a byte order mark.</summary>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="maximumBytes">The greatest size.</param>
    /// <returns>The text, or <c>null</c> after an error.</returns>
    public static SourceText? Read(string path, DiagnosticBag diagnostics, long maximumBytes = DefaultMaximumBytes) =>
        Use(path, diagnostics, maximumBytes, (name, stream) => Content(stream, maximumBytes) is { } bytes ? Decode(name, bytes, diagnostics) : TooLarge(name, null, maximumBytes, diagnostics));

    /// <summary>Reads a file of bytes.</summary>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="maximumBytes">The greatest size, below 2 GiB.</param>
    /// <returns>The bytes, or <c>null</c> after an error.</returns>
    public static byte[]? ReadBytes(string path, DiagnosticBag diagnostics, long maximumBytes) =>
        Use(path, diagnostics, maximumBytes, (name, stream) =>
        {
            var bytes = Content(stream, maximumBytes);
            if (bytes is null) TooLarge(name, null, maximumBytes, diagnostics);
            return bytes;
        });

    /// <summary>Opens a file and hands it on as a stream, with its name as messages show it.</summary>
    /// <returns>What the reader gives, or <c>null</c> after an error.</returns>
    internal static T? Use<T>(string path, DiagnosticBag diagnostics, long maximumBytes, Func<string, FileStream, T?> read)
        where T : class
    {
        var name = Shown(path);
        try
        {
            if (Directory.Exists(path))
            {
                diagnostics.Error($"'{name}' is a folder, not a file", null, "name a file in it");
                return null;
            }

            if (Open(path) is not { } stream)
            {
                diagnostics.Error($"nothing came from '{name}' within {Patience.TotalSeconds:0} seconds", null, "it may be a pipe that nobody writes to");
                return null;
            }

            using var content = stream;
            if (!stream.CanSeek || stream.Length <= maximumBytes) return read(name, stream);
            TooLarge(name, stream.Length, maximumBytes, diagnostics);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.Error($"'{name}' does not exist", null, Near(path));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or System.Security.SecurityException)
        {
            diagnostics.Error($"'{name}' may not be read", null, "check the permissions of the file");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            diagnostics.Error($"'{name}' is not a file name");
        }
        catch (IOException)
        {
            diagnostics.Error($"'{name}' could not be read", null, "the disk or another program prevents it");
        }

        return null;
    }

    // Opening a pipe waits for its other end, perhaps for ever; the thread that waits does not keep the program alive.
    private static FileStream? Open(string path)
    {
        var opening = Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        try
        {
            return opening.Wait(Patience) ? opening.Result : null;
        }
        catch (AggregateException e) when (e.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(inner).Throw();
            return null;
        }
    }

    private static byte[]? Content(FileStream stream, long maximumBytes)
    {
        using var content = new MemoryStream(stream.CanSeek ? (int)Math.Min(stream.Length, int.MaxValue / 2) : 0);
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            // A device or a file that grows has no honest length.
            if (content.Length + count > maximumBytes) return null;
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    private static SourceText? Decode(string name, byte[] bytes, DiagnosticBag diagnostics)
    {
        var start = bytes.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        var nul = Array.IndexOf(bytes, (byte)0);
        if (nul < 0)
        {
            try
            {
                return new SourceText(name, Strict.GetString(bytes, start, bytes.Length - start));
            }
            catch (DecoderFallbackException e)
            {
                diagnostics.Error($"'{name}' is not text: byte {start + e.Index + 1} is not valid UTF-8", null, "save the file as UTF-8");
                return null;
            }
        }

        var utf16 = bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
        diagnostics.Error(
            utf16 ? $"'{name}' is text in UTF-16, not in UTF-8" : $"'{name}' is not text: byte {nul + 1} is zero",
            null,
            utf16 ? "save the file as UTF-8" : "name a text file");
        return null;
    }

    private static SourceText? TooLarge(string name, long? size, long maximumBytes, DiagnosticBag diagnostics)
    {
        var what = size is { } bytes ? $"has {Size(bytes)}, more than the limit of {Size(maximumBytes)}" : $"has more than the limit of {Size(maximumBytes)}";
        diagnostics.Error($"'{name}' {what}", null, "raise the limit with --max-file-size if the file is meant");
        return null;
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
    };

    private static string? Near(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            if (!Directory.Exists(folder)) return $"the folder '{Shown(folder)}' does not exist";
            var names = Directory.EnumerateFiles(folder).Take(10_000).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
            return NearestName.Find(Path.GetFileName(path), names) is { } near ? $"did you mean '{Shown(near)}'?" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Shown(string path) => string.Concat(path.Select(c => char.IsControl(c) ? '?' : c));
}
