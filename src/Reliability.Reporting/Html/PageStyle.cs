namespace Reliability.Reporting.Html;

/// <summary>The style sheet: system fonts, dark on light, and rules for narrow screens and for paper.</summary>
internal static class PageStyle
{
    public const string Css =
        """
        :root { color-scheme: light; --ink: #1b1d20; --soft: #4a4f57; --line: #c9cdd3; --ground: #f4f5f7; --link: #00508a; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: #fff; max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; overflow-wrap: anywhere; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; letter-spacing: -.01em; }
        h2 { font-size: 1.45rem; line-height: 1.25; margin: 3.2rem 0 .8rem; padding-top: .8rem; border-top: 2px solid var(--ink); }
        h3 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        h4 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
        p, li { max-width: 48rem; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid #00508a; outline-offset: 2px; }
        .verdict { font-size: 1.15rem; font-weight: 600; margin: 0; padding: .7rem 1rem; border-left: .45rem solid #555; background: var(--ground); max-width: none; }
        .verdict.agree { border-color: #00704f; }
        .verdict.disagree { border-color: #a82c00; }
        .verdict.inconclusive { border-color: #8a6100; }
        .basis { color: var(--soft); font-size: .9rem; margin: .4rem 0 1rem; }
        nav { margin: 1.6rem 0; padding: .8rem 1.2rem; background: var(--ground); }
        nav h2 { font-size: 1rem; margin: 0 0 .3rem; padding: 0; border: 0; }
        nav ol { margin: 0; padding-left: 1.6rem; columns: 2; column-gap: 3rem; }
        nav li { break-inside: avoid; }
        .scroll { overflow-x: auto; margin: 1rem 0 1.4rem; }
        table { border-collapse: collapse; font-size: .86rem; line-height: 1.4; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; caption-side: top; overflow-wrap: anywhere; }
        th, td { border-bottom: 1px solid var(--line); padding: .38rem .65rem .38rem 0; text-align: left; vertical-align: top; }
        thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; font-weight: 600; }
        tbody th { font-weight: 500; min-width: 9rem; max-width: 22rem; overflow-wrap: anywhere; }
        td.n { text-align: right; white-space: nowrap; }
        thead th.n { text-align: right; }
        td { max-width: 26rem; overflow-wrap: anywhere; }
        td.n, td.k { overflow-wrap: normal; }
        td.k { white-space: nowrap; }
        tbody tr:hover { background: var(--ground); }
        thead [role="button"] { cursor: pointer; }
        thead [role="button"]::after { content: "\00a0\2195"; color: #6a707a; }
        th[aria-sort="ascending"] [role="button"]::after { content: "\00a0\2191"; color: inherit; }
        th[aria-sort="descending"] [role="button"]::after { content: "\00a0\2193"; color: inherit; }
        small { display: block; color: var(--soft); font-size: .92em; }
        mark { background: #ffe2d6; color: #7a1f00; font-weight: 600; padding: 0 .25em; }
        figure { margin: 1.6rem 0 2rem; }
        figcaption { color: var(--soft); font-size: .92rem; max-width: 48rem; margin-top: .3rem; }
        figure svg { display: block; max-width: 100%; height: auto; }
        .switch { display: flex; gap: .4rem; margin: 0 0 .5rem; }
        .switch button { font: inherit; font-size: .85rem; color: var(--ink); background: #fff; border: 1px solid #767c86; padding: .15rem .7rem; cursor: pointer; }
        .switch button[aria-pressed="true"] { background: var(--ink); color: #fff; }
        #tip { position: absolute; z-index: 2; pointer-events: none; background: var(--ink); color: #fff; font-size: .85rem; line-height: 1.35; padding: .3rem .55rem; max-width: min(22rem, 80vw); }
        .hits rect.on { stroke: var(--ink); stroke-width: 2; }
        .tones { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; padding: 0; font-size: .9rem; }
        .tones span { display: inline-block; width: 1rem; height: .8rem; margin-right: .4rem; border: 1px solid; }
        code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: .92em; }
        pre { background: var(--ground); padding: .7rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        dt { font-weight: 600; margin-top: .6rem; }
        dd { margin: 0; max-width: 48rem; }
        .inputs td:nth-child(3) { white-space: nowrap; }
        .inputs td:nth-child(2) { min-width: 5rem; }
        .inputs td:nth-child(4), .inputs td:nth-child(5) { min-width: 12rem; }
        [hidden] { display: none; }
        @media (max-width: 40rem) {
          body { padding: 1rem .9rem 3rem; }
          h1 { font-size: 1.6rem; }
          nav ol { columns: 1; }
          .pan { overflow-x: auto; }
          .pan svg { max-width: none !important; width: 46rem; }
        }
        @media print {
          @page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #4a4f57; } }
          html { font-size: 9.5pt; }
          body { font-size: 9.5pt; line-height: 1.45; max-width: none; padding: 0; }
          h2 { margin-top: 8mm; padding-top: 2mm; }
          h3 { margin-top: 5mm; }
          h4 { margin-top: 3mm; }
          p, li, figcaption { max-width: none; }
          nav { padding: 3mm 5mm; }
          nav a { text-decoration: none; }
          .newpage { break-before: page; margin-top: 0; }
          .inputs td:nth-child(2) { min-width: 15mm; }
          .inputs td:nth-child(4), .inputs td:nth-child(5) { min-width: 30mm; }
          dd { max-width: none; }
          .scroll { overflow: visible; margin: 3mm 0 5mm; }
          table { font-size: 7.4pt; line-height: 1.3; width: 100%; }
          th, td { padding: 1.4pt 4.5pt 1.4pt 0; }
          tbody th { min-width: 34mm; }
          td.n { white-space: normal; }
          #comparison table, #threats table { font-size: 6.9pt; }
          #comparison th, #comparison td, #threats th, #threats td { padding-right: 3.5pt; }
          #comparison tbody th, #threats tbody th { min-width: 28mm; }
          .inputs tbody th { min-width: 44mm; }
          small { display: inline; margin-left: .4em; }
          thead { display: table-header-group; break-inside: avoid; }
          tr, figure, li, .verdict, .keep { break-inside: avoid; }
          h2, h3, h4, caption, thead { break-after: avoid; }
          p { orphans: 3; widows: 3; }
          figure { margin: 4mm 0 6mm; }
          figure svg { max-height: 225mm; max-width: 100%; width: auto; }
          .pair figure { margin: 2mm 0 3mm; }
          .pair figure svg { max-height: 88mm; }
          .scroll:not(:has(tbody tr:nth-child(18))) { break-inside: avoid; }
          .switch, #tip { display: none; }
          thead [role="button"]::after { content: none !important; }
          a { color: inherit; }
          tbody tr:hover { background: none; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """;
}
