using System.Globalization;
using Reliability.Modeling.Collections;

namespace Reliability.Modeling.Models;

/// <summary>A state variable: an integer in a range.</summary>
/// <param name="Name">Its name, unique in the model.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest value, not below the least.</param>
/// <param name="Initial">The value at time zero.</param>
/// <param name="IsBoolean">True when expressions use it as a truth value; the range is then 0..1.</param>
public sealed record Variable(string Name, int Minimum, int Maximum, int Initial, bool IsBoolean = false)
{
    /// <summary>What the values are called, from the least on; empty when they are plain numbers.</summary>
    public EquatableArray<string> ValueNames { get; init; } = [];

    /// <summary>A value as text: its name, <c>true</c> or <c>false</c>, or the number.</summary>
    public string Show(int value) =>
        value - Minimum is var place && place >= 0 && place < ValueNames.Count ? ValueNames[place]
        : IsBoolean ? (value != 0 ? "true" : "false")
        : value.ToString(CultureInfo.InvariantCulture);
}
