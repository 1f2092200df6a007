using Reliability.Modeling.Approximation;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Simulation.Engine;
using Reliability.Studies.Analytic;
using Reliability.Topologies;
using Reliability.Topologies.Compilation;
using Reliability.Topologies.Parts;

namespace Reliability.Studies.Tests;

/// <summary>
/// Windows after a time T in service, of length D, of a server with mean time to failure M and to repair R. In one cycle the server serves for T, fails T/M
/// times on average while it does, and is upgraded once. It may also fail in a window and be found failed when that closes, with probability p; the rest of
/// that repair takes R on average: U = (D + T R/M + p R) / (T + D + T R/M + p R), with p = (1 - E[e^(-sD)]) / (s M), s = 1/M + 1/R.
/// </summary>
public sealed class ServiceClockTests
{
    private const double M = 1000, R = 8, T = 730, D = 0.5;
    private const double S = (1 / M) + (1 / R);

    private static double Down(double transform) => D + (T * R / M) + (R * (1 - transform) / (S * M));

    private static readonly double Exact = Down(Math.Exp(-S * D)) / (T + Down(Math.Exp(-S * D)));

    private static readonly CompiledTopology Compiled = TopologyCompiler.Compile(ReferenceTopologies.Of(
        new Assumptions(),
        new SingleServer("s", new Hardware(Duration.FromHours(M), Duration.FromHours(R)), null, 1, new UpgradeWindow(Duration.FromHours(T), Duration.FromHours(D)) { CountsTimeInService = true })));

    private static Expression Up => Compiled.Model.FindLabel(Compiled.Services[0].UpLabel)!.Predicate;

    [Test]
    public void Simulation_IsTheRenewalArgument()
    {
        var options = new SimulationOptions { ReplicationHours = 200_000, WarmUpHours = 20_000, MinimumReplications = 256, MaximumReplications = 256 };
        var result = Simulator.Run(Compiled.Model, new SimulationTarget(Up, null, []), options, new ExpressionCompiler());
        Assert.Multiple(() =>
        {
            Assert.That(Math.Abs(result.Unavailability.Estimate - Exact) / result.Unavailability.StandardError, Is.LessThan(4.5));
            Assert.That(result.Unavailability.StandardError, Is.LessThan(0.01 * Exact));
            var share = D / (T + Down(Math.Exp(-S * D)));
            Assert.That(Math.Abs(result.ScheduledUnavailability.Estimate - share) / result.ScheduledUnavailability.StandardError, Is.LessThan(4.5));
        });
    }

    // The long-run shares depend on the mean of the clock only; of the window's length on its transform, (1 + sD/k)^-k for k stages.
    [TestCase(1)]
    [TestCase(7)]
    public void Stages_HaveTheSameShares(int stages)
    {
        var model = ErlangDelays.Apply(Compiled.Model, stages);
        var outcome = AnalyticSolver.Solve(new AnalysisRequest(model, Up, null, [], []), new ExpressionCompiler());
        var down = Down(Math.Pow(1 + (S * D / stages), -stages));
        Assert.That(outcome.Result!.Unavailability, Is.EqualTo(down / (T + down)).Within(1e-12 * Exact));
    }

    // Two clocks, one after the other: that of the service keeps its age through repairs, that of the window runs whatever fails.
    [Test]
    public void RegenerativeSolver_IsTheRenewalArgument()
    {
        var result = AnalyticSolver.Solve(new AnalysisRequest(Compiled.Model, Up, null, [], []), new ExpressionCompiler()).Result!;
        var cycle = T + Down(Math.Exp(-S * D));
        Assert.Multiple(() =>
        {
            Assert.That(result.Method, Is.EqualTo("Markov regenerative"));
            Assert.That(result.Unavailability, Is.EqualTo(Exact).Within(1e-12 * Exact));
            Assert.That(result.Frequency!.Value, Is.EqualTo((1 + (T / M)) / cycle).Within(1e-12 / cycle));
            Assert.That(result.UnscheduledUnavailability! + result.ScheduledUnavailability!, Is.EqualTo(Exact).Within(1e-12 * Exact));
            Assert.That(result.MeanTimeToFirstFailure!.Value, Is.EqualTo(M * (1 - Math.Exp(-T / M))).Within(1e-9));
        });
    }

    // A repair that must be begun again after each interruption: with k stages the mean is that of k Erlang stages restarted, (e^{λD} - 1)/λ in the limit.
    [Test]
    public void RestartedDelay_ApproachesItsClosedForm_AsOneOverStages()
    {
        const double Interruptions = 0.5, Work = 2;
        var exact = (Math.Exp(Interruptions * Work) - 1) / Interruptions;
        var errors = new List<double>();
        foreach (var stages in new[] { 20, 40 })
        {
            var b = new ModelBuilder("work");
            var working = b.Boolean("working", true);
            var done = b.Boolean("done");
            var interrupted = b.Boolean("interrupted");
            b.Add(new Event("finish", working & !interrupted, new GeneralDelay(new Modeling.Distributions.Deterministic(Duration.FromHours(Work)), MemoryPolicy.Restart), [Outcome.Certain(new Assignment(done.Index, true), new Assignment(working.Index, false))], Cause.Unknown));
            b.Exponential("interrupt", working & !interrupted, Interruptions, Cause.Unknown, new Assignment(interrupted.Index, true));
            b.Exponential("go on", interrupted, 1e9, Cause.Unknown, new Assignment(interrupted.Index, false));
            b.Exponential("again", done, 1, Cause.Unknown, new Assignment(done.Index, false), new Assignment(working.Index, true));
            var request = new AnalysisRequest(ErlangDelays.Apply(b.Build(), stages), !done, null, [], []);
            errors.Add(Math.Abs(AnalyticSolver.Solve(request, new ExpressionCompiler()).Result!.MeanTimeToFirstFailure!.Value - exact));
        }

        Assert.That(errors[0] / errors[1], Is.EqualTo(2).Within(0.1));
    }
}
