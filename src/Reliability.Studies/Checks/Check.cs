namespace Reliability.Studies.Checks;

/// <summary>What the comparison of two answers says.</summary>
public enum Verdict
{
    /// <summary>They agree within what chance and design explain.</summary>
    Agree,

    /// <summary>They differ by more than chance explains.</summary>
    Disagree,

    /// <summary>The simulation is too short to tell.</summary>
    Inconclusive,

    /// <summary>They differ because one of them leaves out by design what the other follows; the note says what, and how much it is.</summary>
    ByDesign,
}

/// <summary>The comparison of two engines on one measure.</summary>
/// <param name="Measure">The measure, with the cause behind a slash where there is one.</param>
/// <param name="First">The engine that is the reference.</param>
/// <param name="Second">The engine that is compared with it.</param>
/// <param name="FirstValue">The reference value.</param>
/// <param name="SecondValue">The other value.</param>
/// <param name="Z">The difference in standard errors; <c>null</c> where no chance is involved.</param>
/// <param name="Critical">The greatest |z| that still counts as agreement.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Note">What to know about it: what differs by design, and by how much.</param>
public sealed record Check(string Measure, string First, string Second, double FirstValue, double SecondValue, double? Z, double? Critical, Verdict Verdict, string? Note = null)
{
    /// <summary>The smallest true difference, in the unit of the values, that this comparison would have called a disagreement with a probability of 90 %; <c>null</c> where it could not have caught any.</summary>
    public double? Detectable { get; init; }
}
