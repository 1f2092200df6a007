using System.Runtime.InteropServices;

namespace Reliability.Simulation.Chains;

/// <summary>What the loop needs to know of one state, in one piece of memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ChainRow(int start, int count, double mean, double down)
{
    /// <summary>Where its slots begin.</summary>
    public readonly int Start = start;

    /// <summary>How many slots it has; 0 for a state that nothing leaves.</summary>
    public readonly int Count = count;

    /// <summary>Mean hours of one stay; infinite for a state that nothing leaves.</summary>
    public readonly double Mean = mean;

    /// <summary>1 when the service is down in it, else 0: time down is added up without a branch.</summary>
    public readonly double Down = down;
}
