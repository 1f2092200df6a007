namespace Reliability.Reporting.Html;

/// <summary>The style sheet: system fonts, dark on light, and rules for paper.</summary>
internal static class PageStyle
{
    public const string Css =
        """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: #1b1b1b; background: #fff; max-width: 72rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .3rem; }
        h2 { font-size: 1.35rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid #1b1b1b; }
        h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
        a { color: #00508a; }
        .verdict { font-size: 1.2rem; font-weight: 600; padding: .6rem .9rem; border-left: .5rem solid #555; background: #f3f3f3; }
        .verdict.agree { border-color: #00704f; }
        .verdict.disagree { border-color: #a82c00; }
        .verdict.inconclusive { border-color: #8a6100; }
        .scroll { overflow-x: auto; margin: .8rem 0; }
        table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        caption { text-align: left; font-weight: 600; padding: .3rem 0; }
        th, td { border: 1px solid #8a8a8a; padding: .3rem .5rem; text-align: left; vertical-align: top; }
        th { background: #eee; overflow-wrap: normal; }
        small { display: block; color: #444; }
        mark { background: #ffe2d6; color: #7a1f00; font-weight: 600; padding: 0 .2em; }
        figure { margin: 1.2rem 0; }
        figcaption { color: #444; font-size: .9rem; }
        figure svg { max-width: 100%; height: auto; }
        code { font-family: ui-monospace, Consolas, Menlo, monospace; }
        @media print {
          @page { size: A4; margin: 15mm; }
          body { font-size: 9.5pt; max-width: none; padding: 0; }
          table { font-size: 7.5pt; }
          th, td { padding: 1.5pt 3pt; }
          th { min-width: 0; }
          .scroll { overflow: visible; }
          nav { display: none; }
          tr, figure { break-inside: avoid; }
          h2, h3, caption { break-after: avoid; }
          thead { display: table-header-group; }
          a { color: inherit; text-decoration: none; }
        }

        """;
}
