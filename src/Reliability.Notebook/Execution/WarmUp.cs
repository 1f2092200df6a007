namespace Reliability.Notebook.Execution;

/// <summary>Compiles a cell for nothing while the front end still connects: the first use of the compiler takes longer than all later ones.</summary>
internal static class WarmUp
{
    private const string Code = "using System; var values = new List<int> { 1, 2 }; foreach (var value in values) Console.Write(\"\"); values.Select(value => $\"{value}\").ToList()";

    private static readonly Lazy<Task> s_once = new(() => Task.Run(async () =>
    {
        using var session = new CSharpSession(new SessionOptions { WorkingDirectory = Path.GetTempPath() });
        await session.ExecuteAsync(Code, null, new Protocol.SilentOutput(), CancellationToken.None);
    }));

    /// <summary>Waits for the warm-up if one is under way: two compilers that start at the same time are slower than one after the other.</summary>
    public static Task EndedAsync() => s_once.IsValueCreated ? s_once.Value : Task.CompletedTask;

    /// <summary>Ends when the compiler is warm; in one process it is warmed once.</summary>
    public static Task RunAsync() => s_once.Value;
}
