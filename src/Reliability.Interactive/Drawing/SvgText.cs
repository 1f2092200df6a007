using System.Globalization;
using System.Text;
using Reliability.Reporting.Html;

namespace Reliability.Interactive.Drawing;

/// <summary>Collects the elements of a drawing; coordinates with one decimal.</summary>
internal sealed class SvgText
{
    private const double CharacterWidth = 6.6;

    private readonly StringBuilder body = new();

    public static double WidthOf(string text) => text.Length * CharacterWidth;

    public void Line(string path, string style) => body.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" {style}/>\n");

    public void Box(double x, double y, double width, double height, double radius, string style) =>
        body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"{radius:0.#}\" {style}/>\n");

    /// <summary>Text around its middle, with a white halo so that lines may pass behind it.</summary>
    public void Text(double x, double y, string text, string style = "", bool halo = false) =>
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"middle\" dominant-baseline=\"central\" {(halo ? "paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"4\" stroke-linejoin=\"round\" " : "")}{style}>{HtmlText.Encode(text)}</text>\n");

    /// <summary>The whole drawing.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="left">Least horizontal coordinate.</param>
    /// <param name="top">Least vertical coordinate.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    public string Document(string title, double left, double top, double width, double height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"{left:0.#} {top:0.#} {width:0.#} {height:0.#}\" width=\"{width:0}\" height=\"{height:0}\" style=\"max-width:100%;height:auto;background:#fff\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#1a1a1a\"><title>{HtmlText.Encode(title)}</title>\n{body}</svg>\n");
}
