namespace Reliability.Formats.Topologies;

/// <summary>What kind of value a key takes.</summary>
internal enum FieldKind
{
    Duration,
    MeanTime,
    Probability,
    Number,
    PerBit,
    DataSize,
    Integer,
    Choice,
    Name,
    Names,
    Section,
}

/// <summary>One key of a section: what it takes, what holds when it is absent, and what it means. Reader, schema and report all use this one description.</summary>
/// <param name="Key">The key.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Default">The text that holds when it is absent; <c>null</c>: the thing is then left out; the empty text: it must be given.</param>
/// <param name="Meaning">What it means, and where the default comes from.</param>
internal sealed record Field(string Key, FieldKind Kind, string? Default, string Meaning)
{
    public string[] Choices { get; init; } = [];

    public int Minimum { get; init; }

    public int Maximum { get; init; } = 10_000;

    public SectionForm? Section { get; init; }

    /// <summary>Whether the word <c>none</c> leaves a section out that has defaults otherwise.</summary>
    public bool MayBeNone { get; init; }
}

/// <summary>A group of keys.</summary>
internal sealed record SectionForm(string Name, string Meaning, params Field[] Fields);
