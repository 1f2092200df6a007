using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Reliability.Notebook.Execution;

/// <summary>The documentation file beside an assembly, read when it is first asked.</summary>
internal sealed class XmlDocumentation(string path) : DocumentationProvider
{
    private readonly Lazy<Dictionary<string, string>> _members = new(() => Read(path));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is XmlDocumentation other && other.FilePath == FilePath;

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(FilePath, StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        _members.Value.GetValueOrDefault(documentationMemberID);

    private string FilePath => path;

    private static Dictionary<string, string> Read(string path)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            foreach (var member in XDocument.Load(reader).Descendants("member"))
                if (member.Attribute("name")?.Value is { } name) members[name] = member.ToString();
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // Documentation is a convenience; without it signatures are still shown.
        }
        return members;
    }
}
