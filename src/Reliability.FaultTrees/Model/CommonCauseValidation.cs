using System.Collections.Immutable;

namespace Reliability.FaultTrees;

/// <summary>Checks members and factors of common-cause groups.</summary>
internal static class CommonCauseValidation
{
    private const long MaximumCommonEvents = 100_000;

    public static void Check(FaultTree tree, ImmutableArray<string>.Builder errors)
    {
        var events = new Dictionary<string, BasicEvent>(StringComparer.Ordinal);
        foreach (BasicEvent basic in tree.BasicEvents) events.TryAdd(basic.Name, basic);
        var groupNames = new HashSet<string>(StringComparer.Ordinal);
        var groupOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (CommonCauseGroup group in tree.CommonCauseGroups)
        {
            if (!groupNames.Add(group.Name)) errors.Add($"Common-cause group '{group.Name}' is declared more than once.");
            CheckMembers(group, events, groupOf, errors);
            CheckFactors(group, errors);
        }
    }

    private static void CheckMembers(
        CommonCauseGroup group,
        Dictionary<string, BasicEvent> events,
        Dictionary<string, string> groupOf,
        ImmutableArray<string>.Builder errors)
    {
        if (group.Members.Length < 2) errors.Add($"Common-cause group '{group.Name}' has fewer than two members.");
        BasicEvent? first = null;
        foreach (string member in group.Members)
        {
            if (!events.TryGetValue(member, out BasicEvent? basic))
                errors.Add($"Common-cause group '{group.Name}' names '{member}', which is not a basic event.");
            else if (!groupOf.TryAdd(member, group.Name))
                errors.Add($"Basic event '{member}' is a member of common-cause group '{groupOf[member]}' and again of '{group.Name}'.");
            else if (first is not null && basic.Probability != first.Probability)
                errors.Add($"Common-cause group '{group.Name}' has members of unequal probability: '{first.Name}' and '{member}'.");
            first ??= basic;
        }
    }

    private static void CheckFactors(CommonCauseGroup group, ImmutableArray<string>.Builder errors)
    {
        int members = group.Members.Length;
        int most = group.Model switch
        {
            CommonCauseModel.BetaFactor => 1,
            CommonCauseModel.MultipleGreekLetters => members - 1,
            _ => members,
        };
        if (group.Factors.Length < 1 || group.Factors.Length > Math.Max(1, most))
        {
            errors.Add($"Common-cause group '{group.Name}' has {group.Factors.Length} factors; its model takes 1 to {Math.Max(1, most)}.");
            return;
        }

        foreach (double factor in group.Factors)
        {
            if (!(factor is >= 0 and <= 1)) errors.Add($"Common-cause group '{group.Name}' has factor {factor:R}, outside 0 to 1.");
        }

        double sum = group.Factors.Sum();
        if (group.Model == CommonCauseModel.AlphaFactor && sum == 0)
            errors.Add($"Common-cause group '{group.Name}' has alpha factors that are all zero.");
        if (group.Model == CommonCauseModel.PhiFactor && Math.Abs(sum - 1) > 1e-9)
            errors.Add($"Common-cause group '{group.Name}' has phi factors that sum to {sum:R} instead of 1.");
        if (members >= 2 && CountCommonEvents(group) > MaximumCommonEvents)
            errors.Add($"Common-cause group '{group.Name}' would expand to more than {MaximumCommonEvents} common events.");
    }

    private static long CountCommonEvents(CommonCauseGroup group)
    {
        if (group.Model == CommonCauseModel.BetaFactor) return 1;
        int levels = group.Model == CommonCauseModel.MultipleGreekLetters ? group.Factors.Length + 1 : group.Factors.Length;
        double sets = 1;
        double total = 0;
        for (int k = 1; k <= levels && total <= MaximumCommonEvents; k++)
        {
            sets = sets * (group.Members.Length - k + 1) / k;
            total += sets;
        }

        return (long)Math.Min(total, MaximumCommonEvents + 1);
    }
}
