using System.Collections.Immutable;

namespace Reliability.Notebook.Execution;

/// <summary>What restored packages hold.</summary>
/// <param name="Assemblies">Paths of assemblies to refer to and to load.</param>
/// <param name="NativeFolders">Folders of native libraries.</param>
internal sealed record PackageAssets(ImmutableArray<string> Assemblies, ImmutableArray<string> NativeFolders);
