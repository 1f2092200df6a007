namespace Reliability.Interactive.Display;

/// <summary>
/// Tells .NET Interactive how a type shows itself. It is found by its name, as that product documents, so that no reference to it is needed; other notebook
/// hosts call <see cref="IRichResult.ToMimeBundle"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; init; } = [MimeBundles.Html];
}
