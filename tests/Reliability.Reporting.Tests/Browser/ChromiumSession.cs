using Microsoft.Playwright;

namespace Reliability.Reporting.Tests.Browser;

/// <summary>The Chromium that is installed on this machine, driven without a window; nothing is downloaded.</summary>
internal sealed class ChromiumSession : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private ChromiumSession(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>Where it is, or <c>null</c> when there is none.</summary>
    public static string? Path => Array.Find(Places, File.Exists);

    public static async Task<ChromiumSession> Start(string path)
    {
        var driver = await Playwright.CreateAsync();
        var chromium = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new ChromiumSession(driver, chromium);
    }

    /// <summary>A fresh window; what the page says on its console, its errors and its requests are written down.</summary>
    public async Task<OpenPage> Open(string file, int width = 1024, bool scripts = true)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = scripts, ViewportSize = new ViewportSize { Width = width, Height = 900 }, Offline = true });
        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        page.Console += (_, message) => open.Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => open.Complaints.Add(error);
        page.Request += (_, request) => open.Requests.Add(request.Url);
        await page.GotoAsync(new Uri(file).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
