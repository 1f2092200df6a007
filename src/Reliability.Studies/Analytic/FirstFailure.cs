using System.Collections.Immutable;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Decomposition;

namespace Reliability.Studies.Analytic;

/// <summary>
/// When a condition first comes true, from the initial state. One module by elimination (without a calendar) or through its calendar; several modules, any of
/// which makes the condition true, through the product of their survival.
/// </summary>
internal sealed class FirstFailure
{
    private const int MaximumTogether = 2500;

    private readonly IReadOnlyList<StateSpace> spaces;
    private readonly IReadOnlyDictionary<int, RegenerativePart> regenerative;
    private readonly Timeline timeline;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<StructureFunction, ImmutableArray<FailureModule>?> known = [];
    private readonly Dictionary<FailureModule, ModuleTransient> followed = [];

    public FirstFailure(IReadOnlyList<StateSpace> spaces, Timeline timeline, CancellationToken cancellation, IReadOnlyDictionary<int, RegenerativePart>? regenerative = null) =>
        (this.spaces, this.timeline, this.cancellation, this.regenerative) = (spaces, timeline, cancellation, regenerative ?? new Dictionary<int, RegenerativePart>());

    /// <summary>The mean time in hours; <c>null</c> when it may never come, or too many states must be looked at together.</summary>
    public double? MeanTime(StructureFunction condition)
    {
        if (Regenerative(condition, out var meanTime)) return meanTime;
        if (Modules(condition) is not { } modules) return null;
        if (modules.Length > 1) return SurvivalProduct.MeanTime(modules, timeline, cancellation);
        if (!modules[0].HasInstants) return FirstPassageAnalysis.MeanTime(modules[0], cancellation);
        return ModuleTransient.CanFollow(modules[0]) ? Follow(modules[0]).MeanTime() : null;
    }

    /// <summary>The module that alone brings the condition about; <c>null</c> when there are several, or too many states must be looked at together.</summary>
    public FailureModule? OnlyModule(StructureFunction condition) => Modules(condition) is [var only] ? only : null;

    /// <summary>The probability that it came before a time in hours; <c>null</c> when too many states must be looked at together.</summary>
    public double? Probability(StructureFunction condition, double hours)
    {
        if (Regenerative(condition, out _) || Modules(condition) is not { } modules || !modules.All(ModuleTransient.CanFollow)) return null;
        var probability = 0.0;
        foreach (var module in modules)
        {
            if (Follow(module).At(hours) is not { } law) return null;
            probability += (1 - probability) * module.Failed(law);
        }

        return probability;
    }

    // A condition on a regenerative part alone has a mean time; together with others it has none here.
    private bool Regenerative(StructureFunction condition, out double? meanTime)
    {
        meanTime = null;
        if (regenerative.Count == 0) return false;
        var diagram = new StructureDiagram(condition, spaces);
        if (!diagram.Components.Any(regenerative.ContainsKey)) return false;
        if (diagram.Components is [var only]) meanTime = regenerative[only].MeanTimeTo([.. diagram.Classes[0].Select(c => diagram.Holds([c]))], cancellation);
        return true;
    }

    private ModuleTransient Follow(FailureModule module)
    {
        if (!followed.TryGetValue(module, out var transient)) followed[module] = transient = new ModuleTransient(module, timeline, cancellation);
        return transient;
    }

    private ImmutableArray<FailureModule>? Modules(StructureFunction condition)
    {
        if (known.TryGetValue(condition, out var modules)) return modules;
        FailureModule?[] created = [.. SeriesModules.Of(condition).Select(f => FailureModule.Create(f, spaces, timeline, MaximumTogether))];
        return known[condition] = created.Contains(null) ? null : [.. created.OfType<FailureModule>()];
    }
}
