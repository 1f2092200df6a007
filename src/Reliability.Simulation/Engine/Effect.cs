using System.Runtime.InteropServices;

namespace Reliability.Simulation.Engine;

/// <summary>What a variable's new value does to one of its readers.</summary>
/// <param name="Mean">The mean of an exponential delay that it starts, in hours.</param>
/// <param name="Reader">The reader: of a timed event how far it stands behind the event that happens, of a counted condition how far behind the first one that is read.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Number">The number of the law of a general delay that it starts, or of the counter.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Effect(double Mean, int Reader, EffectKind Kind, ushort Number)
{
    /// <summary>The effect of a condition that begins to hold, or ends, where this is the one of its beginning.</summary>
    public Effect When(bool begins) => (Kind, begins) switch
    {
        (EffectKind.RunExponential or EffectKind.RunGeneral, false) => this with { Kind = EffectKind.Stop },
        (EffectKind.Holds, false) => this with { Kind = EffectKind.Fails },
        _ => this,
    };
}

/// <summary>The kinds of effect.</summary>
internal enum EffectKind : byte
{
    /// <summary>Whether a timed event is enabled depends on more: ask.</summary>
    Ask,

    /// <summary>An event that remembers nothing is no longer enabled.</summary>
    Stop,

    /// <summary>An exponential event of a fixed rate is enabled.</summary>
    RunExponential,

    /// <summary>A general event that remembers nothing is enabled.</summary>
    RunGeneral,

    /// <summary>A counted condition holds.</summary>
    Holds,

    /// <summary>A counted condition does not hold.</summary>
    Fails,

    /// <summary>Whether a counted condition holds depends on more: ask.</summary>
    Recount,

    /// <summary>The rate of a reward may have changed.</summary>
    Reward,
}
