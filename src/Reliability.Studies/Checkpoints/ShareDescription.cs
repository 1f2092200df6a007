using System.Collections.Immutable;
using System.Text.Json;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Studies.Checkpoints;

/// <summary>What the file of a share holds beside its replications, so that shares can be joined where the model is not at hand.</summary>
/// <param name="Source">The name of the model's file.</param>
/// <param name="Text">Its text.</param>
/// <param name="Settings">Parameters and values that were replaced.</param>
/// <param name="Measures">The measures that were asked for; empty for all.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Replications">The number of replications of all shares.</param>
/// <param name="Confidence">The confidence of intervals.</param>
/// <param name="Times">The times in hours.</param>
/// <param name="LongRun">Whether long-run measures are wanted.</param>
/// <param name="RareEvents">Whether methods for rare events are.</param>
public sealed record ShareDescription(
    string Source, string Text, ImmutableSortedDictionary<string, string> Settings, ImmutableArray<string> Measures, ulong Seed, int Replications, double Confidence, ImmutableArray<double> Times, bool LongRun, bool RareEvents)
{
    /// <summary>The description of a study.</summary>
    /// <param name="source">The model's file as it was read.</param>
    /// <param name="settings">Parameters and values that were replaced.</param>
    /// <param name="measures">The measures that were asked for.</param>
    /// <param name="options">How it is studied, with a fixed number of replications.</param>
    public static ShareDescription Of(SourceText source, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> measures, StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return new ShareDescription(
            source.Name, source.Text, settings.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. measures], options.Seed,
            options.Replications ?? throw new ArgumentException("Shares are of a fixed number of replications.", nameof(options)), options.Confidence, options.Times, options.LongRun, options.RareEvents);
    }

    /// <summary>Reads a description; <c>null</c> when the text is none.</summary>
    public static ShareDescription? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ShareDescription>(text) is { Source: not null, Text: not null, Settings: not null, Measures.IsDefault: false, Times.IsDefault: false } found
                && found.Replications >= 2 && found.Confidence is > 0 and < 1 && found.Times.All(t => t >= 0 && double.IsFinite(t)) && found.Measures.All(m => m is not null) ? found : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The description as text.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Whether another share was made with the same options; the texts of the models may differ where their meaning does not.</summary>
    public bool HasOptionsOf(ShareDescription other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (this with { Source = "", Text = "" }).Write() == (other with { Source = "", Text = "" }).Write();
    }

    /// <summary>The options by which the whole is studied.</summary>
    public StudyOptions Options() => new()
    {
        Analytic = false,
        Seed = Seed,
        Replications = Replications,
        Confidence = Confidence,
        Times = Times,
        LongRun = LongRun,
        RareEvents = RareEvents,
    };
}
