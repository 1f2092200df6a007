using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Reliability.Charts.Drawing;

/// <summary>Makes raw vector output fit for a page: scalable, named, readable, and free to stand beside others.</summary>
internal static class SvgFinish
{
    private const string FontFamily = "DejaVu Sans, Verdana, Arial, sans-serif";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Apply(string raw, Figure figure)
    {
        XElement root = XElement.Parse(raw);
        RenumberClips(root);
        SetTexts(root, figure.Texts);
        if (!figure.Hits.IsEmpty) root.Add(Hits(figure.Hits));
        string prefix = Prefix(figure.Chart.Title, root.ToString(SaveOptions.DisableFormatting));
        PrefixIds(root, prefix);
        root.SetAttributeValue("width", figure.Size.Width);
        root.SetAttributeValue("height", figure.Size.Height);
        root.SetAttributeValue("viewBox", $"0 0 {figure.Size.Width} {figure.Size.Height}");
        root.SetAttributeValue("style", "max-width:100%;height:auto");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", $"{prefix}-title {prefix}-desc");
        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", prefix + "-title"), figure.Chart.Title),
            new XElement(Svg + "desc", new XAttribute("id", prefix + "-desc"), ChartDescription.Of(figure.Chart)));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>
    /// The title as an identifier, with a hash of the drawing: two charts of the same title keep apart, and the
    /// same chart always gets the same prefix.
    /// </summary>
    private static string Prefix(string title, string drawing)
    {
        StringBuilder slug = new("chart-");
        foreach (char c in title.Take(40))
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (slug[^1] != '-') slug.Append('-');
        }

        uint hash = 2166136261;
        foreach (char c in title + drawing) hash = (hash ^ c) * 16777619;
        return $"{slug.ToString().TrimEnd('-')}-{hash.ToString("x8", CultureInfo.InvariantCulture)}";
    }

    /// <summary>
    /// Clips are numbered by a counter of the whole process, and every shape brings its own. Equal ones become one,
    /// and the numbers start over in each picture.
    /// </summary>
    private static void RenumberClips(XElement root)
    {
        Dictionary<string, string> idOfContent = new(StringComparer.Ordinal);
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        foreach (XElement clip in root.Descendants(Svg + "clipPath").ToArray())
        {
            string content = string.Concat(clip.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting)));
            bool known = idOfContent.TryGetValue(content, out string? id);
            if (!known) idOfContent[content] = id = $"clip{idOfContent.Count}";
            renamed[$"url(#{(string?)clip.Attribute("id")})"] = $"url(#{id})";
            if (known) clip.Remove();
            else clip.SetAttributeValue("id", id);
        }

        foreach (XAttribute attribute in root.Descendants().Attributes("clip-path"))
        {
            if (renamed.TryGetValue(attribute.Value, out string? reference)) attribute.Value = reference;
        }
    }

    private static void PrefixIds(XElement root, string prefix)
    {
        foreach (XAttribute attribute in root.DescendantsAndSelf().Attributes())
        {
            if (attribute.Name.LocalName == "id") attribute.Value = $"{prefix}-{attribute.Value}";
            else if (attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#')) attribute.Value = $"#{prefix}-{attribute.Value[1..]}";
            else attribute.Value = attribute.Value.Replace("url(#", $"url(#{prefix}-", StringComparison.Ordinal);
        }
    }

    /// <summary>Invisible areas over the drawing, each with a title: browsers show it to who points there, without any script.</summary>
    private static XElement Hits(ImmutableArray<Hit> hits) => new(
        Svg + "g",
        new XAttribute("class", "hits"),
        new XAttribute("fill", "#ffffff"),
        new XAttribute("fill-opacity", "0"),
        hits.Select(h => new XElement(
            Svg + "rect",
            new XAttribute("x", Short(h.Box.Left)),
            new XAttribute("y", Short(h.Box.Top)),
            new XAttribute("width", Short(h.Box.Width)),
            new XAttribute("height", Short(h.Box.Height)),
            new XElement(Svg + "title", h.Text))));

    private static string Short(float pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>
    /// Output places every letter by the metrics of the font it was measured with. A page has another font, so each
    /// line becomes one text of the measured length, which any font is then fitted to.
    /// </summary>
    private static void SetTexts(XElement root, ImmutableArray<TextItem> texts)
    {
        XElement[] elements = [.. root.Descendants(Svg + "text")];
        if (elements.Length != texts.Length) throw new InvalidOperationException("The drawing has other texts than the layout.");
        foreach ((XElement element, TextItem text) in elements.Zip(texts))
        {
            element.Value = text.Text;
            foreach (string name in new[] { "x", "y" })
            {
                string first = ((string?)element.Attribute(name) ?? "0").Split(',')[0].Trim();
                element.SetAttributeValue(name, first);
            }

            element.SetAttributeValue("font-family", FontFamily);
            element.SetAttributeValue("font-weight", text.Bold ? "bold" : null);
            element.SetAttributeValue("textLength", text.Width.ToString("0.##", CultureInfo.InvariantCulture));
            element.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        }
    }
}
