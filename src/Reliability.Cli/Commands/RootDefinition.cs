using System.CommandLine;

namespace Reliability.Cli.Commands;

/// <summary>The verbs.</summary>
internal static class RootDefinition
{
    public static RootCommand Create(Terminal terminal, string[] arguments) => new("Availability of fault-tolerant and highly available systems, answered three ways: Markov chain, fault tree, Monte Carlo")
    {
        StudyCommand.Create("compare", "Answer every model all the ways it can be, cross-check, and show one table\n\nExample: reliability compare models/ft-versus-ha/*.yaml --out report", terminal, arguments),
        StudyCommand.Create("solve", "Analytic answers\n\nExample: reliability solve model.yaml --measure downtime --measure reliability --at 30d", terminal, arguments),
        StudyCommand.Create("simulate", "Monte Carlo answers\n\nExample: reliability simulate model.yaml --precision 0.005 --seed 7", terminal, arguments),
        StudyCommand.Create("check", "Every engine side by side, with a verdict for each measure; exit code 1 when they disagree\n\nExample: reliability check model.yaml", terminal, arguments),
        DescribeCommand.Create(terminal),
        InitCommand.Create(terminal),
        NotebookCommand.Create(terminal),
    };
}
