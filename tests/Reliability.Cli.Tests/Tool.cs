using System.Diagnostics;

namespace Reliability.Cli.Tests;

/// <summary>The program as a process of its own.</summary>
internal static class Tool
{
    /// <summary>The folder of the solution.</summary>
    public static string Sources
    {
        get
        {
            var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Reliability.sln"))) folder = folder.Parent;
            return folder!.FullName;
        }
    }

    /// <summary>Runs it in a folder; whatever it writes below the user's folder ends there as well.</summary>
    public static (int Code, string Output, string Error) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Combine(TestContext.CurrentContext.TestDirectory, "reliability.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (folder != Sources) start.Environment["HOME"] = start.Environment["USERPROFILE"] = folder;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
