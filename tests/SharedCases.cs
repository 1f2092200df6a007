namespace Reliability.Tests;

/// <summary>The reference cases, which are read in place and are no part of the project: in the folder that RELIABILITY_SHARED_CASES names, or in shared/cases above the tests.</summary>
internal static class SharedCases
{
    /// <summary>Why a test that needs them is skipped.</summary>
    public const string Absent = "the shared cases are not here; set RELIABILITY_SHARED_CASES to their folder";

    private static readonly string? folder = Environment.GetEnvironmentVariable("RELIABILITY_SHARED_CASES") is { Length: > 0 } named ? named : Above();

    /// <summary>A file or folder among them; <c>null</c> when it is not there.</summary>
    /// <param name="relative">Its path below their folder.</param>
    public static string? Find(string relative) =>
        folder is not null && Path.Combine(folder, relative) is var path && Path.Exists(path) ? path : null;

    private static string? Above()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, "shared", "cases") is var candidate && Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}
