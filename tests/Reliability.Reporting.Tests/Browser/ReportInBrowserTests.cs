using System.Globalization;
using Microsoft.Playwright;
using Reliability.Charts;

namespace Reliability.Reporting.Tests.Browser;

/// <summary>The page as a browser shows it.</summary>
public sealed class ReportInBrowserTests
{
    private const string Overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private ChromiumSession? session;
    private string folder = "";
    private string small = "";
    private string large = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        Assume.That(ChromiumSession.Path, Is.Not.Null, "no Chromium is installed on this machine: apt-get install chromium");
        session = await ChromiumSession.Start(ChromiumSession.Path!);
        folder = Directory.CreateTempSubdirectory("report-in-browser-").FullName;
        small = Write("small.html", Samples.Three);
        large = Write("large.html", Samples.Of([.. Enumerable.Range(1, 19).Select(i => Samples.Scaled(string.Create(CultureInfo.InvariantCulture, $"Topology {i} on two nodes, monthly upgrades"), i)), Samples.Pair(new string('W', 400))]));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (session is not null) await session.DisposeAsync();
        if (folder.Length > 0) Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Nothing_is_complained_of_and_nothing_is_asked_from_outside([Values] bool many)
    {
        await using var open = await session!.Open(many ? large : small);
        await open.Page.WaitForTimeoutAsync(200);
        Assert.That(open.Complaints, Is.Empty);
        Assert.That(open.Requests, Is.EqualTo(new[] { new Uri(many ? large : small).AbsoluteUri }));
    }

    [Test]
    public async Task Key_numbers_are_there_with_scripts_and_without([Values] bool scripts)
    {
        await using var open = await session!.Open(small, scripts: scripts);
        var text = await open.Page.Locator("main").InnerTextAsync();
        Assert.That(text, Does.Contain("99.99667 %").And.Contain("17.5").And.Contain("12.0").And.Contain("at least 99.99999600 %").And.Contain("1.25e-5").And.Contain("60 min/yr: met"));
        Assert.That(await open.Page.Locator("header").InnerTextAsync(), Does.Contain("Inconclusive for quiet").And.Contain("Seed 1"));
        foreach (var svg in await open.Page.Locator("figure [data-scale=logarithmic] svg").AllAsync()) Assert.That(await svg.IsVisibleAsync());
        Assert.That(await open.Page.Locator("figure .switch button").CountAsync(), scripts ? Is.EqualTo(8) : Is.Zero, "two for each of four figures");
        Assert.That(await open.Page.Locator("nav a").CountAsync(), Is.EqualTo(10));
    }

    [Test]
    public async Task Names_that_are_attacks_stay_names()
    {
        await using var open = await session!.Open(small);
        Assert.That(await open.Page.Locator("script").CountAsync(), Is.EqualTo(1));
        Assert.That(await open.Page.GetByText(Samples.Hostile).CountAsync(), Is.GreaterThan(2));
        Assert.That(await open.Page.Locator("b").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Tables_sort_by_number_and_back_and_leave_the_unknown_last()
    {
        await using var open = await session!.Open(large);
        var table = open.Page.Locator("#comparison table");
        var head = table.Locator("thead th").Nth(3);
        await head.GetByRole(AriaRole.Button).FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("ascending"));
        var up = await Column(table, 3);
        Assert.That(up, Is.Ordered);
        await head.GetByRole(AriaRole.Button).ClickAsync();
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));
        Assert.That(await Column(table, 3), Is.EqualTo(up.Reverse()));

        await using var three = await session.Open(small);
        table = three.Page.Locator("#comparison table");
        await table.Locator("thead th").Nth(4).GetByRole(AriaRole.Button).ClickAsync();
        Assert.That(await table.Locator("tbody tr").Nth(0).InnerTextAsync(), Does.Contain("5.50"));
        await table.Locator("thead th").Nth(0).GetByRole(AriaRole.Button).ClickAsync();
        Assert.That(await table.Locator("tbody tr").Nth(2).InnerTextAsync(), Does.Contain("bare"));
    }

    [Test]
    public async Task Figures_switch_their_scale()
    {
        await using var open = await session!.Open(small);
        foreach (var figure in await open.Page.Locator("figure[data-switch]").AllAsync())
        {
            await figure.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "linear" }).ClickAsync();
            Assert.That(await figure.Locator("[data-scale=linear]").IsVisibleAsync());
            Assert.That(await figure.Locator("[data-scale=logarithmic]").IsHiddenAsync());
            Assert.That(await figure.Locator("button[aria-pressed=true]").InnerTextAsync(), Is.EqualTo("linear"));
            await figure.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "logarithmic" }).ClickAsync();
            Assert.That(await figure.Locator("[data-scale=linear]").IsHiddenAsync());
        }
    }

    [Test]
    public async Task Values_show_to_the_pointer_and_to_the_arrow_keys()
    {
        await using var open = await session!.Open(small);
        var pan = open.Page.Locator("#figure-downtime-budget .pan");
        await pan.Locator(".hits rect").First.HoverAsync();
        var tip = open.Page.Locator("#tip");
        Assert.That(await tip.IsVisibleAsync());
        Assert.That(await tip.InnerTextAsync(), Does.Contain("hardware: 12.0 min/yr"));
        await pan.FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await tip.InnerTextAsync(), Does.Contain("upgrade: 5.50 min/yr"));
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.That(await tip.IsHiddenAsync());
    }

    [Test]
    public async Task Nothing_runs_over_the_edge([Values(390, 1024, 1600)] int width, [Values] bool many)
    {
        await using var open = await session!.Open(many ? large : small, width);
        Assert.That(await open.Page.EvaluateAsync<int>(Overflow), Is.LessThanOrEqualTo(0));
    }

    [Test]
    public async Task Paper_holds_every_table_and_figure([Values] bool many)
    {
        // A4 less its margins, in pixels of 1/96 inch.
        await using var open = await session!.Open(many ? large : small, 688);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        var wide = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('table, figure svg')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => (e.caption || e).textContent.slice(0, 60))");
        Assert.That(wide, Is.Empty);
        Assert.That((await open.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })).AsSpan(0, 5).SequenceEqual("%PDF-"u8));
    }

    [Test]
    public async Task Structure_is_what_assistive_technology_needs()
    {
        await using var open = await session!.Open(small);
        var problems = await open.Page.EvaluateAsync<string[]>(
            """
            () => {
              const found = [];
              let level = 0;
              for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
                const now = Number(h.tagName[1]);
                if (now > level + 1) found.push('heading skips a level: ' + h.textContent);
                level = now;
              }
              if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
              const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
              if (new Set(ids).size !== ids.length) found.push('an id is there twice');
              for (const a of document.querySelectorAll('a[href^="#"]')) if (!document.getElementById(a.getAttribute('href').slice(1))) found.push('no target: ' + a.getAttribute('href'));
              for (const t of document.querySelectorAll('table')) {
                if (!t.caption || !t.caption.textContent.trim()) found.push('table without caption');
                for (const th of t.querySelectorAll('th')) if (!th.scope) found.push('header without scope: ' + th.textContent);
              }
              for (const s of document.querySelectorAll('svg')) {
                const named = (s.getAttribute('aria-labelledby') || '').split(' ').every(i => i && document.getElementById(i) && document.getElementById(i).textContent.trim());
                if (s.getAttribute('role') !== 'img' || !named) found.push('drawing without words');
              }
              for (const r of document.querySelectorAll('.scroll')) if (r.tabIndex !== 0) found.push('a region that the keyboard does not reach');
              return found;
            }
            """);
        Assert.That(problems, Is.Empty);
        Assert.That(await open.Page.Locator("html").GetAttributeAsync("lang"), Is.EqualTo("en"));
    }

    [Test]
    public async Task Text_stands_out_from_its_ground()
    {
        await using var open = await session!.Open(small);
        var weak = await open.Page.EvaluateAsync<string[]>(
            """
            () => {
              const parse = c => c.match(/[\d.]+/g).map(Number);
              const lum = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
              const found = new Set();
              for (const e of document.body.querySelectorAll(':not(svg):not(svg *):not(script)')) {
                if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
                const a = lum(parse(getComputedStyle(e).color)), b = lum(ground(e));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) found.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
              }
              return [...found];
            }
            """);
        Assert.That(weak, Is.Empty);
    }

    private static async Task<double[]> Column(ILocator table, int column) =>
        await table.EvaluateAsync<double[]>("(t, c) => [...t.tBodies[0].rows].map(r => Number(r.cells[c].dataset.v))", column);

    private string Write(string name, Studies.Results.Comparison comparison)
    {
        var path = Path.Combine(folder, name);
        using var text = new StreamWriter(path);
        HtmlReport.Write(comparison, text, new ScottPlotRenderer(FontChoice.BuiltIn));
        return path;
    }
}
