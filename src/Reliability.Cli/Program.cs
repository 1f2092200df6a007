using System.CommandLine;
using Reliability.Cli.Commands;

namespace Reliability.Cli;

/// <summary>The command line.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var console = new Terminal(Console.Out, Console.Error);
        try
        {
            var root = RootDefinition.Create(console, args);
            var parsed = root.Parse(args);
            // A shell that completes a line asks about lines that are not finished.
            var completing = args is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);
            if (parsed.Errors.Count > 0 && !completing)
            {
                foreach (var error in parsed.Errors) console.Problem("error: " + ParseMessage.InWords(error.Message));
                console.Problem($"  hint: reliability {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help shows what there is");
                return ExitCode.BadInput;
            }

            if (!completing && parsed.Tokens.FirstOrDefault(t => t.Type == System.CommandLine.Parsing.TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal) && !File.Exists(t.Value)) is { } unknown)
            {
                if (parsed.CommandResult.Command.Options.Any(o => o.Name == unknown.Value))
                {
                    console.Problem($"error: the option before '{unknown.Value}' has no value\n  hint: an option takes what follows it, so give it its value first");
                    return ExitCode.BadInput;
                }

                console.Problem($"error: there is no option '{unknown.Value}'\n  hint: {Modeling.Diagnostics.NearestName.Hint(unknown.Value, [.. parsed.CommandResult.Command.Options.Select(o => o.Name)])}");
                return ExitCode.BadInput;
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(1) }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            console.Problem("interrupted; nothing half-written is left behind");
            return ExitCode.Interrupted;
        }
        catch (IOException e)
        {
            console.Problem("error: " + e.Message);
            return ExitCode.BadInput;
        }
        catch (OutOfMemoryException)
        {
            console.Problem("error: there is not enough memory for this model\n  hint: lower --max-states, or simulate the model");
            return ExitCode.LimitReached;
        }
    }
}
