namespace Reliability.FaultTrees.Tests;

/// <summary>Finds the folder of reference cases above the tests; it is read in place and no part of the project.</summary>
internal static class SharedCases
{
    public static string? FaultTrees { get; } = Find();

    private static string? Find()
    {
        for (DirectoryInfo? at = new(TestContext.CurrentContext.TestDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "cases", "fault-trees");
            if (Directory.Exists(candidate)) return candidate;
        }

        return Environment.GetEnvironmentVariable("RELIABILITY_SHARED_CASES") is { Length: > 0 } root
            && Directory.Exists(Path.Combine(root, "fault-trees"))
            ? Path.Combine(root, "fault-trees")
            : null;
    }
}
