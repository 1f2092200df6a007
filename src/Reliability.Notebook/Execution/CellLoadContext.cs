using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Reliability.Notebook.Execution;

/// <summary>
/// Loads cells and what they refer to. An assembly named by <c>#r</c> goes before one of the same name in the host program, so that a notebook
/// runs the build it names; the runtime's own assemblies and this one are always shared.
/// </summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells", isCollectible: false)
{
    private static readonly string[] s_nativeNames = OperatingSystem.IsWindows() ? ["{0}.dll", "{0}"]
        : OperatingSystem.IsMacOS() ? ["lib{0}.dylib", "{0}.dylib", "{0}"]
        : ["lib{0}.so", "{0}.so", "{0}"];

    private readonly ConcurrentDictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, AssemblyDependencyResolver?> _resolvers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _nativeFolders = new(StringComparer.Ordinal);

    /// <summary>Makes an assembly known, with what lies beside it.</summary>
    public void Add(string path)
    {
        _paths[Path.GetFileNameWithoutExtension(path)] = path;
        _resolvers.TryAdd(path, CreateResolver(path));
        AddNativeFolder(Path.GetDirectoryName(path)!);
        AddNativeFolder(Path.Combine(Path.GetDirectoryName(path)!, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"));
    }

    /// <summary>Makes a folder of native libraries known.</summary>
    public void AddNativeFolder(string folder)
    {
        if (Directory.Exists(folder)) _nativeFolders[folder] = true;
    }

    /// <summary>Where an assembly is that a known one refers to, or null.</summary>
    public string? Find(string name)
    {
        if (_paths.TryGetValue(name, out var known)) return known;
        foreach (var (path, resolver) in _resolvers)
        {
            if (resolver?.ResolveAssemblyToPath(new AssemblyName(name)) is { } resolved) return resolved;
            var beside = Path.Combine(Path.GetDirectoryName(path)!, name + ".dll");
            if (File.Exists(beside)) return beside;
        }
        return null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name || name == typeof(CellLoadContext).Assembly.GetName().Name || FrameworkReferences.Contains(name)) return null;
        return Find(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (var resolver in _resolvers.Values)
            if (resolver?.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path) return LoadUnmanagedDllFromPath(path);
        foreach (var folder in _nativeFolders.Keys)
        {
            foreach (var form in s_nativeNames)
            {
                var path = Path.Combine(folder, string.Format(form, unmanagedDllName));
                if (File.Exists(path)) return LoadUnmanagedDllFromPath(path);
            }
        }
        return 0;
    }

    private static AssemblyDependencyResolver? CreateResolver(string path)
    {
        if (!File.Exists(Path.ChangeExtension(path, ".deps.json"))) return null;
        try
        {
            return new(path);
        }
        catch (InvalidOperationException)
        {
            // A list of dependencies that cannot be read; what lies beside the assembly is still found.
            return null;
        }
    }
}
