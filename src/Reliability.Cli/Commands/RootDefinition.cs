using System.CommandLine;
using System.CommandLine.Help;

namespace Reliability.Cli.Commands;

/// <summary>The verbs.</summary>
internal static class RootDefinition
{
    public static RootCommand Create(Terminal terminal, string[] arguments)
    {
        var root = new RootCommand("Availability of fault-tolerant and highly available systems, answered three ways: Markov chain, fault tree, Monte Carlo")
        {
            StudyCommand.Create(new Verb("compare", "Answer every model all the ways it can be, cross-check, and show one table", "reliability compare models/3*.yaml models/4*.yaml --out report"), terminal, arguments),
            StudyCommand.Create(new Verb(
                "solve",
                "Analytic answers: measures of availability, or properties in the language of PRISM",
                "reliability solve models/3a-ft-pair.yaml --measure downtime --measure reliability --at 30d",
                "reliability solve models/host-pool.prism --properties models/host-pool.props --set T=8760"), terminal, arguments),
            StudyCommand.Create(new Verb("simulate", "Monte Carlo answers", "reliability simulate models/3a-ft-pair.yaml --precision 0.02 --seed 7",
                "reliability simulate models/3a-ft-pair.yaml --precision 0.02 --checkpoint 3a.runs",
                "reliability simulate models/3a-ft-pair.yaml --replications 1000 --shard 1/2 --checkpoint 3a-1.runs"), terminal, arguments),
            StudyCommand.Create(new Verb("merge", "Join the shares of a simulation, and answer as if it had been one run", "reliability merge 3a-1.runs 3a-2.runs"), terminal, arguments),
            StudyCommand.Create(new Verb("check", "Every engine side by side, with a verdict for each measure; exit code 1 when they disagree", "reliability check models/4a-ha-active-passive.yaml",
                "reliability check models/4b-ha-active-passive-upgraded.yaml --without upgrades --without common-mode"), terminal, arguments),
            SensitivityCommand.Create(terminal),
            DescribeCommand.Create(terminal),
            ConvertCommand.Create(terminal),
            InitCommand.Create(terminal),
            NotebookCommand.Create(terminal),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
