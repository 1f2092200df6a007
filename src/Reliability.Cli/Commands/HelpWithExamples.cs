using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Reliability.Cli.Commands;

/// <summary>The usual help, and below it what to type.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] First = ["reliability init models", "reliability compare models/*.yaml --out report"];

    public override bool ClearsParseErrors => help.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command switch
        {
            RootCommand => First,
            Verb verb => verb.Examples,
            _ => [],
        };
        if (examples.Count == 0) return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples) output.WriteLine("  " + example);
        output.WriteLine();
        return code;
    }
}
