namespace Reliability.Modeling.Models;

/// <summary>
/// What age the next delay of an event begins with, after the event has happened: that of a new one, that of the old one, or a virtual age in between. The
/// delay then follows its law given that it exceeds this age. Source: M. Kijima, "Some results for repairable systems with general repair", Journal of Applied
/// Probability 26 (1989) 89. The default value is <see cref="AsNew"/>.
/// </summary>
public readonly record struct RepairEffect
{
    private RepairEffect(double factor, VirtualAge kind) => (Factor, Kind) = (factor, factor is 0 or 1 ? VirtualAge.KijimaI : kind);

    /// <summary>Every delay begins at age zero.</summary>
    public static RepairEffect AsNew => default;

    /// <summary>The age is what it was when the event happened: minimal repair. The event then happens as in a Poisson process with the hazard of the law.</summary>
    public static RepairEffect AsOld => new(1, VirtualAge.KijimaI);

    /// <summary>The share of age that remains, in [0, 1]; 0 is as new, 1 is as old.</summary>
    public double Factor { get; }

    /// <summary>What the factor acts on. With factor 0 or 1 it makes no difference.</summary>
    public VirtualAge Kind { get; }

    /// <summary>True when every delay begins at age zero.</summary>
    public bool IsAsNew => Factor == 0;

    /// <summary>True when the age has no bound: it grows by a share of each delay and is never made less.</summary>
    public bool Accumulates => Factor > 0 && Kind == VirtualAge.KijimaI;

    /// <summary>An imperfect repair.</summary>
    /// <param name="factor">The share of age that remains, in [0, 1].</param>
    /// <param name="kind">What it acts on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of range.</exception>
    public static RepairEffect Imperfect(double factor, VirtualAge kind) =>
        factor is >= 0 and <= 1 ? new RepairEffect(factor, kind) : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A factor in [0, 1] is expected.");

    /// <summary>The age that the next delay begins with.</summary>
    /// <param name="age">The age with which the last delay began.</param>
    /// <param name="length">How long that delay ran, interruptions left out.</param>
    public double Next(double age, double length) => Kind == VirtualAge.KijimaII ? Factor * (age + length) : age + (Factor * length);
}

/// <summary>What an imperfect repair acts on.</summary>
public enum VirtualAge
{
    /// <summary>It mends what the last delay has added: the new age is the one at the beginning of the delay, plus the factor times its length.</summary>
    KijimaI,

    /// <summary>It mends everything: the new age is the factor times the whole age.</summary>
    KijimaII,
}
