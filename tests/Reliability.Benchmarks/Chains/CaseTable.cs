using System.Globalization;

namespace Reliability.Benchmarks.Chains;

/// <summary>The table of cases in Markdown.</summary>
internal static class CaseTable
{
    /// <summary>Its first lines.</summary>
    public static IReadOnlyList<string> Header { get; } =
    [
        "| case | states | transitions | build s | M transitions/s | solve s | CPU s | others, CPU s | peak MiB | method | value | stated error | true digits | known by |",
        "|---|--:|--:|--:|--:|--:|--:|---|--:|---|--:|---|--:|---|",
    ];

    /// <summary>The line of a case that was answered or refused.</summary>
    public static string Row(ChainCase item, CaseFigures f)
    {
        var speed = f.BuildSeconds > 0.05 ? Text(f.Transitions / f.BuildSeconds / 1e6, "0.0") : "";
        var answer = f.Problem is { } problem ? problem.Replace("|", "/", StringComparison.Ordinal) : Text(f.Value, "G11");
        var error = f.Problem is null ? $"{Text(Relative(f), "0e+0")} {f.ErrorKind.ToLowerInvariant()}" : "";
        var digits = f.Problem is null && item.Truth is { } t ? t.Digits(f.Value) : "";
        foreach (var remark in Remarks(item, f)) digits += ", " + remark;
        return Line(item.Name, Text(f.States, "#,0") + Other(item.States, f.States), Text(f.Transitions, "#,0") + Other(item.Transitions, f.Transitions), Text(f.BuildSeconds, "0.00"), speed, Text(f.SolveSeconds, "0.00"),
            Text(f.TotalSeconds, "0.0"), item.Others, Text(f.PeakBytes / 1048576.0, "#,0"), Short(f.Method), answer, error, digits, item.Truth?.Source ?? "");
    }

    /// <summary>The line of a case whose process failed.</summary>
    public static string Failure(ChainCase item, string failure) => Line(item.Name, "", "", "", "", "", "", item.Others, "", "", failure.Replace("|", "/", StringComparison.Ordinal), "", "", "");

    /// <summary>Whether a case was answered with the numbers of states known, and an error that covers the true one.</summary>
    public static bool IsSound(ChainCase item, CaseFigures f) => f.Problem is null && Other(item.States, f.States).Length == 0 && Other(item.Transitions, f.Transitions).Length == 0 && !Remarks(item, f).Any();

    private static IEnumerable<string> Remarks(ChainCase item, CaseFigures f)
    {
        if (f.Problem is null && item.Truth is { } truth && !truth.Covers(f.Value, f.AbsoluteError)) yield return "NOT COVERED by the stated error";
    }

    // The names of methods without their counts.
    private static string Short(string method) => string.Join(", then ", method.Replace("first stage by ", "", StringComparison.Ordinal).Split("second stage by ").Select(part => part.Split(',', ';')[0].Trim()).Distinct());

    private static double Relative(CaseFigures f) => f.AbsoluteError == 0 ? 0 : f.AbsoluteError / Math.Abs(f.Value);

    private static string Other(int known, int found) => known == 0 || known == found ? "" : $" (known: {Text(known, "#,0")})";

    private static string Line(params string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
