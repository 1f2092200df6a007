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
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors) console.Problem("error: " + error.Message);
                console.Problem($"  hint: reliability {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help shows what there is");
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
