namespace Reliability.Interactive.Display;

/// <summary>Puts the forms of a result together.</summary>
internal static class MimeBundles
{
    public const string Plain = "text/plain";
    public const string Html = "text/html";
    public const string Svg = "image/svg+xml";
    public const string Png = "image/png";

    public static IReadOnlyDictionary<string, string> Of(string plain, string html) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [Html] = html, [Plain] = plain };
}
