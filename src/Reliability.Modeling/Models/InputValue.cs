using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Models;

/// <summary>A number that went into a model.</summary>
/// <param name="Place">Where it stands, such as <c>parts.vm.software.mtbf</c>.</param>
/// <param name="Value">Its text with unit.</param>
/// <param name="IsDefault">True when the file does not give it.</param>
/// <param name="Meaning">What it means, and for a default where it comes from.</param>
public sealed record InputValue(string Place, string Value, bool IsDefault, string Meaning)
{
    /// <summary>The number behind the text, in base units and in the dimension it is written in; <c>null</c> for a word or a whole number.</summary>
    public Quantity? Quantity { get; init; }
}
