using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Models;

namespace Reliability.Formats.Prism.Models;

/// <summary>One update of one command, or of several that happen together.</summary>
/// <param name="Guard">Where it is enabled.</param>
/// <param name="Factor">The product of the constant rates.</param>
/// <param name="Rates">The other rates.</param>
/// <param name="Assignments">What it changes.</param>
/// <param name="Order">Place of its first command in the model.</param>
/// <param name="Name">What it is called: the module or the hidden action; <c>null</c> while the action is its name.</param>
internal sealed record Joint(Sized Guard, double Factor, ImmutableArray<Sized> Rates, ImmutableArray<Assignment> Assignments, int Order, string? Name)
{
    /// <summary>Where its first update stands.</summary>
    public SourceSpan? Place { get; init; }

    /// <summary>The action it has in the end; <c>null</c> for none.</summary>
    public string? Action { get; init; }
}
