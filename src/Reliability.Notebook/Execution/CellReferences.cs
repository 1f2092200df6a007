using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Reliability.Notebook.Execution;

/// <summary>What cells are compiled against: it only grows. References of one file are one object, so that types of different cells are the same.</summary>
internal sealed class CellReferences : MetadataReferenceResolver
{
    private readonly CellLoadContext _loader;
    private readonly Dictionary<string, PortableExecutableReference> _byPath = new(StringComparer.Ordinal);
    private readonly ImmutableArray<MetadataReference> _framework = FrameworkReferences.Open();
    private readonly List<MetadataReference> _own = [];

    /// <summary>Begins with the runtime and the functions that every cell may call.</summary>
    public CellReferences(CellLoadContext loader)
    {
        _loader = loader;
        _own.Add(Open(typeof(CellReferences).Assembly.Location));
    }

    /// <summary>All of them.</summary>
    public ImmutableArray<MetadataReference> All => [.. _framework, .. _own];

    /// <inheritdoc/>
    public override bool ResolveMissingAssemblies => true;

    /// <summary>Adds an assembly, of which later cells may name the types.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="BadImageFormatException">It is not an assembly.</exception>
    public void Add(string path)
    {
        if (string.Equals(Path.GetFileName(path), Path.GetFileName(typeof(CellReferences).Assembly.Location), StringComparison.OrdinalIgnoreCase)) return;
        var name = System.Reflection.AssemblyName.GetAssemblyName(path).Name!;
        if (FrameworkReferences.Contains(name)) return;
        _loader.Add(path);
        var reference = Open(path);
        if (!_own.Contains(reference)) _own.Add(reference);
    }

    /// <summary>An assembly that one of the references refers to: found beside it, its types are not named by cells.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        _loader.Find(referenceIdentity.Name) is { } path ? Open(path) : null;

    /// <summary>References in loaded scripts; those of cells are taken out before.</summary>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var path = Path.GetFullPath(reference, baseFilePath is null || !Path.IsPathFullyQualified(baseFilePath) ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(baseFilePath)!);
        if (!File.Exists(path)) return [];
        _loader.Add(path);
        return [Open(path)];
    }

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private PortableExecutableReference Open(string path)
    {
        if (_byPath.TryGetValue(path, out var known)) return known;
        var documentation = Path.ChangeExtension(path, ".xml");
        return _byPath[path] = MetadataReference.CreateFromFile(path, documentation: File.Exists(documentation) ? new XmlDocumentation(documentation) : null);
    }
}
