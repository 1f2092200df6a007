using System.Text.RegularExpressions;

namespace Reliability.Notebook.Execution;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Name">Its identifier.</param>
/// <param name="Version">A version or a range of NuGet; <c>*</c> is the newest stable.</param>
internal sealed partial record PackageRequest(string Name, string Version)
{
    private const string Scheme = "nuget:";

    /// <summary>Whether a <c>#r</c> names a package rather than a file.</summary>
    public static bool Is(string reference) => reference.TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>nuget: Name, Version</c>; null when it is not of this form.</summary>
    public static PackageRequest? Parse(string reference)
    {
        var match = Form().Match(reference);
        return match.Success ? new(match.Groups["name"].Value, match.Groups["version"] is { Success: true } version ? version.Value : "*") : null;
    }

    // The parts end up in a project file, so nothing but what names and versions are made of passes.
    [GeneratedRegex(@"^\s*nuget:\s*(?<name>[A-Za-z0-9_][A-Za-z0-9_.\-]{0,99})\s*(,\s*(?<version>[0-9A-Za-z.*+\-\[\](), ]{1,60}?)\s*)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
