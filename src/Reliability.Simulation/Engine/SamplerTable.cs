using System.Runtime.InteropServices;
using Reliability.Modeling.Distributions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>The samplers of a plan: events of one law share one, so that it stays near.</summary>
internal sealed class SamplerTable
{
    private readonly Dictionary<Distribution, int> numbers = [];
    private readonly List<DelaySampler> samplers = [];

    /// <summary>The samplers, by number.</summary>
    public DelaySampler[] All => [.. samplers];

    /// <summary>The sampler of the delay of an event, and its number.</summary>
    /// <exception cref="SimulationException">The parameters of the law are out of range, or the repair does not go with it.</exception>
    public (DelaySampler Sampler, int Number) For(string name, GeneralDelay delay)
    {
        if (delay.Problem() is { } problem) throw new SimulationException($"the delay of event '{name}' is out of range: {problem}", name);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, delay.Distribution, out var isKnown);
        if (!isKnown)
        {
            number = samplers.Count;
            samplers.Add(DelaySampler.For(delay.Distribution));
        }

        return (samplers[number], number);
    }
}
