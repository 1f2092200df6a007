namespace Reliability.Notebook.Installation;

/// <summary>Where a kernel is installed.</summary>
/// <param name="Prefix">A folder such as that of a Python environment, of which <c>share/jupyter</c> is used; null is for the user.</param>
public sealed record KernelSpecTarget(string? Prefix = null)
{
    /// <summary>For the user alone, where Jupyter keeps data of users.</summary>
    public static KernelSpecTarget User { get; } = new();

    /// <summary>The folder in which this kernel is or would be.</summary>
    public string Directory => Path.Combine(DataDirectory(Environment.GetEnvironmentVariable), "kernels", KernelSpecInstaller.KernelName);

    internal string DataDirectory(Func<string, string?> environment)
    {
        if (Prefix is not null) return Path.Combine(Path.GetFullPath(Prefix), "share", "jupyter");
        if (Set("JUPYTER_DATA_DIR") is { } told) return told;
        if (OperatingSystem.IsWindows()) return Path.Combine(Set("APPDATA") ?? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        var home = Set("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        return Path.Combine(Set("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");

        string? Set(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }
}
