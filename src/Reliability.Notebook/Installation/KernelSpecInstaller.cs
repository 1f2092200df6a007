using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reliability.Notebook.Installation;

/// <summary>Makes the kernel known to Jupyter: JupyterLab, VS Code and nbconvert then offer it.</summary>
public static class KernelSpecInstaller
{
    /// <summary>The name under which notebooks ask for the kernel. It is that of .NET Interactive, so that the same files open in both.</summary>
    public const string KernelName = ".net-csharp";

    private const string ConnectionFile = "{connection_file}";
    private const string Marker = "csharp_notebook";

    /// <summary>Installs the kernel, over an older one of ours if there is one.</summary>
    /// <param name="command">The program that starts the kernel and its arguments; one is or holds <c>{connection_file}</c>, else it is added at the end.</param>
    /// <param name="target">Where.</param>
    /// <param name="overwrite">Whether to replace a kernel of this name that somebody else installed.</param>
    /// <returns>The folder that was written.</returns>
    /// <exception cref="IOException">It cannot be written, or somebody else's kernel is there.</exception>
    /// <exception cref="ArgumentException">The command is empty.</exception>
    public static string Install(IReadOnlyList<string> command, KernelSpecTarget target, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(target);
        if (command.Count == 0) throw new ArgumentException("A program is needed.", nameof(command));
        var folder = target.Directory;
        if (!overwrite && File.Exists(Path.Combine(folder, "kernel.json")) && !IsOurs(folder))
            throw new IOException($"Another kernel named {KernelName} is installed in {folder}; it was left as it is.");
        Directory.CreateDirectory(folder);
        IEnumerable<string> arguments = command.Any(argument => argument.Contains(ConnectionFile, StringComparison.Ordinal)) ? command : [.. command, ConnectionFile];
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
            ["display_name"] = ".NET (C#)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { [Marker] = true },
        };
        File.WriteAllText(Path.Combine(folder, "kernel.json"), Documents.NotebookJson.Write(spec), new UTF8Encoding(false));
        File.WriteAllText(Path.Combine(folder, "logo-svg.svg"), KernelLogo.Svg, new UTF8Encoding(false));
        return folder;
    }

    /// <summary>Removes the kernel if it is ours.</summary>
    /// <param name="target">Where.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="IOException">It cannot be removed, or it is somebody else's.</exception>
    public static bool Uninstall(KernelSpecTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var folder = target.Directory;
        if (!File.Exists(Path.Combine(folder, "kernel.json"))) return false;
        if (!IsOurs(folder)) throw new IOException($"The kernel in {folder} was installed by somebody else; it was left as it is.");
        Directory.Delete(folder, recursive: true);
        return true;
    }

    /// <summary>The folder of the kernel if it is installed and ours, else null.</summary>
    /// <param name="target">Where to look.</param>
    public static string? Find(KernelSpecTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return File.Exists(Path.Combine(target.Directory, "kernel.json")) && IsOurs(target.Directory) ? target.Directory : null;
    }

    private static bool IsOurs(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))?["metadata"]?[Marker] is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
