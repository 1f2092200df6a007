using Reliability.Modeling.Distributions;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Delays;

/// <summary>One of several laws. At an age each counts as much as it is probable that it still lasts.</summary>
internal sealed class MixtureSampler : DelaySampler
{
    private readonly WeightedLaw[] parts;
    private readonly DelaySampler[] samplers;
    private readonly double[] logs;
    private readonly AliasTable choice;

    public MixtureSampler(WeightedLaw[] laws)
    {
        parts = [.. laws.Where(p => p.Probability > 0)];
        samplers = [.. parts.Select(p => For(p.Law))];
        logs = [.. parts.Select(p => Math.Log(p.Probability))];
        choice = new AliasTable([.. parts.Select(p => p.Probability)]);
    }

    public override double Draw(ref Xoshiro256PlusPlus stream) => samplers[choice.Next(ref stream)].Draw(ref stream);

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        var greatest = double.NegativeInfinity;
        for (var i = 0; i < parts.Length; i++) greatest = Math.Max(greatest, logs[i] + parts[i].Law.LogSurvival(age));
        if (double.IsNegativeInfinity(greatest)) return 0;
        // One pass: each part takes the place of the one before with its share of the sum so far.
        var (sum, chosen) = (0.0, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            var weight = Math.Exp(logs[i] + parts[i].Law.LogSurvival(age) - greatest);
            sum += weight;
            if (weight > 0 && stream.NextDouble() * sum < weight) chosen = i;
        }

        return samplers[chosen].Left(ref stream, age);
    }
}

/// <summary>A law after a fixed time.</summary>
internal sealed class ShiftedSampler(double shift, DelaySampler law) : DelaySampler
{
    public override double Draw(ref Xoshiro256PlusPlus stream) => shift + law.Draw(ref stream);

    public override double Left(ref Xoshiro256PlusPlus stream, double age) => age <= shift ? shift - age + law.Draw(ref stream) : law.Left(ref stream, age - shift);
}

/// <summary>The chain of a phase-type law, played; at an age it goes on from a phase drawn given that it lasts.</summary>
internal sealed class PhaseTypeSampler : DelaySampler
{
    private readonly PhaseType law;
    private readonly AliasTable start;
    private readonly AliasTable[] next;
    private readonly double[] stays;

    public PhaseTypeSampler(PhaseType law)
    {
        this.law = law;
        var n = law.Start.Count;
        start = new AliasTable(law.Start.Span);
        stays = [.. Enumerable.Range(0, n).Select(i => -1 / law.Rates[(i * n) + i])];
        // The item after the last phase is the end.
        next = [.. Enumerable.Range(0, n).Select(i => new AliasTable([.. Enumerable.Range(0, n).Select(j => j == i ? 0 : law.Rates[(i * n) + j]), law.ExitRate(i)]))];
    }

    public override double Draw(ref Xoshiro256PlusPlus stream) => From(start.Next(ref stream), ref stream);

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        Span<double> phases = stackalloc double[stays.Length];
        law.PhasesAt(age, phases);
        var point = stream.NextDouble();
        var phase = 0;
        while (phase < phases.Length - 1 && point >= phases[phase]) point -= phases[phase++];
        while (phases[phase] == 0) phase--;
        return From(phase, ref stream);
    }

    private double From(int phase, ref Xoshiro256PlusPlus stream)
    {
        var sum = 0.0;
        while (phase < stays.Length)
        {
            sum += stays[phase] * ExponentialZiggurat.Next(ref stream);
            phase = next[phase].Next(ref stream);
        }

        return sum;
    }
}
