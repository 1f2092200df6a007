using System.Text.RegularExpressions;

namespace Reliability.Cli;

/// <summary>Says what is wrong with a command line without the names of types.</summary>
internal static partial class ParseMessage
{
    public static string InWords(string message)
    {
        if (Expected().Match(message) is not { Success: true } match) return message;
        var wanted = match.Groups["type"].Value switch
        {
            var t when t.Contains("UInt64", StringComparison.Ordinal) => "a whole number, not negative",
            var t when t.Contains("Int", StringComparison.Ordinal) => "a whole number",
            var t when t.Contains("Double", StringComparison.Ordinal) => "a number",
            var t when t.Contains("Boolean", StringComparison.Ordinal) => "true or false",
            _ => "something else",
        };
        return $"{match.Groups["option"].Value} takes {wanted}, not '{match.Groups["value"].Value}'";
    }

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (?:option|command) '(?<option>[^']*)' as expected type '(?<type>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expected();
}
