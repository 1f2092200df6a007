using Reliability.Modeling.Collections;

namespace Reliability.Topologies.Services;

/// <summary>What must work.</summary>
public abstract record Need
{
    private protected Need()
    {
    }
}

/// <summary>What can be asked of a need.</summary>
public static class NeedParts
{
    /// <summary>The parts that a need names, in order; some perhaps more than once.</summary>
    public static IEnumerable<string> Parts(this Need need) => need switch
    {
        NeedPart p => [p.Part],
        NeedAtLeast k => k.Needs.SelectMany(Parts),
        _ => throw new NotSupportedException(need.GetType().Name),
    };
}

/// <summary>One part.</summary>
/// <param name="Part">Its name.</param>
public sealed record NeedPart(string Part) : Need;

/// <summary>At least k of several needs; all of them when k is their number, any when it is 1.</summary>
/// <param name="Threshold">How many, from 1 to their number.</param>
/// <param name="Needs">The needs.</param>
public sealed record NeedAtLeast(int Threshold, EquatableArray<Need> Needs) : Need;
