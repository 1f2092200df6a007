using System.Diagnostics;
using System.Text.Json;

namespace Reliability.Benchmarks.Chains;

/// <summary>
/// <c>chains [--large] [--method name] [name ...]</c>: runs each case whose name begins with one of the names in a child process, so that memory and processor time are its own, and
/// prints a Markdown table line by line.
/// </summary>
internal static class ChainProgram
{
    /// <summary>The argument that asks for the cases.</summary>
    public const string Verb = "chains";

    private const string Child = "--only";

    /// <summary>Runs; the exit code is 1 when a case fails or states an error that is too small.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var (large, names) = (false, new List<string>());
        string? method = null, only = null;
        for (var k = 0; k < arguments.Length; k++)
        {
            switch (arguments[k])
            {
                case "--large": large = true; break;
                case "--method" when k + 1 < arguments.Length: method = arguments[++k]; break;
                case Child when k + 1 < arguments.Length: only = arguments[++k]; break;
                default: names.Add(arguments[k]); break;
            }
        }

        if (only is not null)
        {
            Console.WriteLine(JsonSerializer.Serialize(CaseRunner.Run(ChainCases.All.First(c => c.Name == only), method)));
            return 0;
        }

        // A case asked for by its full name is run however large it is.
        var cases = ChainCases.All.Where(c => names.Contains(c.Name) || ((large || !c.IsLarge) && (names.Count == 0 || names.Exists(n => c.Name.StartsWith(n, StringComparison.Ordinal))))).ToList();
        if (cases.Count == 0)
        {
            Console.Error.WriteLine($"no case begins with {string.Join(" or ", names)}; there are: {string.Join(", ", ChainCases.All.Select(c => c.Name))}");
            return 1;
        }

        var sound = true;
        foreach (var line in CaseTable.Header) Console.WriteLine(line);
        foreach (var item in cases)
        {
            var (figures, failure) = InChild(item, method);
            Console.WriteLine(figures is null ? CaseTable.Failure(item, failure) : CaseTable.Row(item, figures));
            sound &= figures is not null && CaseTable.IsSound(item, figures);
        }

        return sound ? 0 : 1;
    }

    private static (CaseFigures? Figures, string Failure) InChild(ChainCase item, string? method)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var assembly = typeof(ChainProgram).Assembly.Location;
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(assembly);
        foreach (var argument in new[] { Verb, Child, item.Name }) start.ArgumentList.Add(argument);
        if (method is not null)
        {
            start.ArgumentList.Add("--method");
            start.ArgumentList.Add(method);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return (JsonSerializer.Deserialize<CaseFigures>(text), "");
        var told = errors.GetAwaiter().GetResult().Split('\n', 2)[0].Trim();
        return (null, $"ended with code {process.ExitCode} {told}");
    }
}
