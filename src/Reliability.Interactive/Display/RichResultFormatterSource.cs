namespace Reliability.Interactive.Display;

/// <summary>The formatters that .NET Interactive asks for, matched by the names of their members.</summary>
internal sealed class RichResultFormatterSource
{
#pragma warning disable CA1822 // Called on an instance.
    public IEnumerable<object> CreateTypeFormatters() => [new Formatter(MimeBundles.Html), new Formatter(MimeBundles.Plain)];
#pragma warning restore CA1822

    private sealed class Formatter(string mimeType)
    {
        public string MimeType { get; } = mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not IRichResult rich || !rich.ToMimeBundle().TryGetValue(MimeType, out var text)) return false;
            writer.Write(text);
            return true;
        }
    }
}
