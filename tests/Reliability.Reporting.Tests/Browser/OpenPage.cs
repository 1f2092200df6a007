using Microsoft.Playwright;

namespace Reliability.Reporting.Tests.Browser;

/// <summary>A page in a window of its own.</summary>
internal sealed class OpenPage(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page { get; } = page;

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
