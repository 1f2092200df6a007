using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Xml.Linq;

namespace Reliability.Notebook.Execution;

/// <summary>Restores packages by a project file of its own, so that sources, caches and credentials are those of every other build.</summary>
internal sealed class PackageRestorer(string configurationFolder) : IDisposable
{
    private const string AssemblyItem = "RuntimeCopyLocalItems";
    private const string NativeItem = "NativeCopyLocalItems";

    private readonly Dictionary<string, PackageRequest> _requests = new(StringComparer.OrdinalIgnoreCase);
    private string? _folder;

    /// <summary>Restores a package together with all that were asked for before.</summary>
    /// <returns>The assets of all of them.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is what the restore said.</exception>
    public async Task<PackageAssets> RestoreAsync(PackageRequest request, CancellationToken cancellation)
    {
        var before = _requests.GetValueOrDefault(request.Name);
        _requests[request.Name] = request;
        try
        {
            return await RestoreAllAsync(cancellation);
        }
        catch
        {
            // A package that is not there must not spoil those that come after it.
            if (before is null) _requests.Remove(request.Name);
            else _requests[request.Name] = before;
            throw;
        }
    }

    /// <summary>Removes the project file.</summary>
    public void Dispose()
    {
        if (_folder is null) return;
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder.
        }
    }

    private async Task<PackageAssets> RestoreAllAsync(CancellationToken cancellation)
    {
        _folder ??= Directory.CreateTempSubdirectory("notebook-packages-").FullName;
        WriteProject(_folder);
        var start = new ProcessStartInfo(DotnetPath()) { UseShellExecute = false, WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in new[]
        {
            "msbuild", "packages.csproj", "-restore", "-nologo", "-v:quiet", "-nodeReuse:false", "-t:ResolvePackageAssets",
            "-p:RestoreRootConfigDirectory=" + configurationFolder, "-getItem:" + AssemblyItem, "-getItem:" + NativeItem,
        }) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The .NET SDK could not be started.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? Read(await output) : throw new InvalidOperationException(FirstError(await output + "\n" + await errors));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private void WriteProject(string folder)
    {
        var project = new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.Major}.{Environment.Version.Minor}"),
                new XElement("RuntimeIdentifier", RuntimeInformation.RuntimeIdentifier),
                new XElement("SelfContained", "false"),
                // A registry that serves another version than the one asked for would change results silently.
                new XElement("WarningsAsErrors", "NU1603")),
            new XElement("ItemGroup", _requests.Values.OrderBy(request => request.Name, StringComparer.Ordinal).Select(request =>
                new XElement("PackageReference", new XAttribute("Include", request.Name), new XAttribute("Version", request.Version)))));
        project.Save(Path.Combine(folder, "packages.csproj"));
        // Files of a build above the temporary folder must not reach in.
        foreach (var shield in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(folder, shield), "<Project />");
    }

    private static PackageAssets Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var items = document.RootElement.GetProperty("Items");
        ImmutableArray<string> Paths(string item) => [.. items.GetProperty(item).EnumerateArray().Select(entry => entry.GetProperty("FullPath").GetString()!)];
        var assemblies = Paths(AssemblyItem).Where(path => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
        return new([.. assemblies], [.. Paths(NativeItem).Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal)]);
    }

    private static string FirstError(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var line = lines.FirstOrDefault(text => text.Contains(": error ", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "the restore failed without a word";
        var at = line.IndexOf(": error ", StringComparison.Ordinal);
        if (at >= 0) line = line[(at + ": error ".Length)..];
        // At the end stands the project file, which is ours and says nothing.
        var project = line.LastIndexOf(" [", StringComparison.Ordinal);
        return project > 0 && line.EndsWith("csproj]", StringComparison.Ordinal) ? line[..project] : line;
    }

    private static string DotnetPath() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath!
        : "dotnet";
}
