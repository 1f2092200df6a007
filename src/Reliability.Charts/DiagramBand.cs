namespace Reliability.Charts;

/// <summary>A strip under neighbouring boxes of a <see cref="DiagramBox"/> that says what they have in common.</summary>
/// <param name="From">The index of the first box.</param>
/// <param name="To">The index of the last box.</param>
/// <param name="Text">What they have in common; it wraps to the width of the boxes.</param>
/// <param name="Tone">How the strip looks.</param>
public sealed record DiagramBand(int From, int To, string Text, DiagramTone Tone = DiagramTone.Warm);
