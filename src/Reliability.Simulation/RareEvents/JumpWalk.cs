using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>A walk on a model whose states are made on the way.</summary>
internal sealed class JumpWalk : IWalk
{
    private readonly IJumpModel model;
    private readonly BiasingScheme scheme;
    private readonly int[] state;
    private readonly Jump[] jumps;
    private readonly double[] rates;
    private readonly JumpKind[] kinds;
    private readonly double[] biased;
    private readonly CancellationToken cancellation;
    private int count;
    private int looks;
    private double exit;

    public JumpWalk(IJumpModel model, BiasingScheme scheme, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        (this.model, this.scheme, state, jumps) = (model, scheme, new int[model.Width], new Jump[model.MaximumJumps]);
        (rates, kinds, biased) = (new double[jumps.Length], new JumpKind[jumps.Length], new double[jumps.Length]);
        Restart();
    }

    public bool IsDown => model.IsDown(state);

    public bool IsStop => model.IsStop(state);

    public double MeanHours => 1 / exit;

    public void Restart()
    {
        model.Start(state);
        Look();
    }

    public void Plain(ref Xoshiro256PlusPlus stream)
    {
        var (u, k) = (stream.NextDouble() * exit, 0);
        while (k < count - 1 && u >= rates[k]) u -= rates[k++];
        Take(k);
    }

    public double Biased(ref Xoshiro256PlusPlus stream)
    {
        scheme.Apply(rates.AsSpan(0, count), kinds.AsSpan(0, count), biased.AsSpan(0, count));
        var (u, k) = (stream.NextDouble(), 0);
        while (k < count - 1 && u >= biased[k]) u -= biased[k++];
        var factor = rates[k] / exit / biased[k];
        Take(k);
        return factor;
    }

    private void Take(int k)
    {
        model.Apply(state, jumps[k]);
        Look();
    }

    private void Look()
    {
        // One sample may take millions of jumps.
        if ((++looks & 0x3FFF) == 0) cancellation.ThrowIfCancellationRequested();
        count = model.Jumps(state, jumps);
        exit = 0;
        for (var k = 0; k < count; k++)
        {
            (rates[k], kinds[k]) = (jumps[k].Rate, jumps[k].Kind);
            exit += rates[k];
        }
    }
}
