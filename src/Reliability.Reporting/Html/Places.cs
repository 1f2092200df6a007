using System.Globalization;

namespace Reliability.Reporting.Html;

/// <summary>Numbers of topologies as a short text, such as 1–4, 7.</summary>
internal static class Places
{
    /// <summary>Numbers from 1, ascending; all of them are said as such.</summary>
    public static string Of(IReadOnlyList<int> numbers, int all)
    {
        if (numbers.Count == all) return all == 1 ? "1" : "all";
        var parts = new List<string>();
        for (var i = 0; i < numbers.Count;)
        {
            var end = i;
            while (end + 1 < numbers.Count && numbers[end + 1] == numbers[end] + 1) end++;
            var (first, last) = (numbers[i], numbers[end]);
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{first}{(last == first ? "" : last == first + 1 ? $", {last}" : $"–{last}")}"));
            i = end + 1;
        }

        return string.Join(", ", parts);
    }
}
