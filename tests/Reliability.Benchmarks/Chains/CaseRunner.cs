using System.Diagnostics;
using Reliability.Markov.ModelChecking;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Properties;

namespace Reliability.Benchmarks.Chains;

/// <summary>Runs one case in this process, which does nothing else.</summary>
internal static class CaseRunner
{
    /// <summary>Runs.</summary>
    /// <param name="item">The case.</param>
    /// <param name="method">A method for long-run questions by name; <c>null</c> to leave the choice to the solver.</param>
    public static CaseFigures Run(ChainCase item, string? method)
    {
        using var process = Process.GetCurrentProcess();
        var model = item.Model();
        var question = item.Question(model);
        var before = Seconds(process);
        var explored = StateSpaceExplorer.Explore(model, new ExpressionCompiler());
        var built = Seconds(process);
        if (explored.StateSpace is not { } space) return new CaseFigures { Problem = explored.Problem!.Message, BuildSeconds = built - before };
        var figures = new CaseFigures { States = space.Count, Transitions = space.Chain.TransitionCount, BuildSeconds = built - before };
        var checker = new PropertyChecker(space, new CheckingOptions { LongRunMethod = method });
        var answer = checker.Check(new Property(null, item.Name, question, new SourceSpan(new SourceText("benchmark", item.Name), 0, item.Name.Length)));
        var solved = Seconds(process);
        return figures with
        {
            SolveSeconds = solved - built,
            TotalSeconds = solved,
            PeakBytes = process.PeakWorkingSet64,
            Method = answer.Method,
            Value = double.IsNaN(answer.Value) ? 0 : answer.Value,
            AbsoluteError = double.IsInfinity(answer.Error.Absolute) ? double.MaxValue : answer.Error.Absolute,
            ErrorKind = answer.Error.Kind.ToString(),
            Problem = answer.Problem?.Message,
        };
    }

    private static double Seconds(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
