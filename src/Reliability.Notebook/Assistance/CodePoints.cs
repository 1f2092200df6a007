namespace Reliability.Notebook.Assistance;

/// <summary>Jupyter counts positions in code points, .NET in UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The position in UTF-16 units.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--) at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return at;
    }

    /// <summary>The position in code points.</summary>
    public static int FromUtf16(string text, int position)
    {
        var count = 0;
        for (var at = 0; at < position && at < text.Length; count++) at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return count;
    }
}
