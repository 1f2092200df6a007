using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine;

/// <summary>
/// Variables that conditions read together, such as those of one pair, in clusters of so few joint values that for each of them it can be remembered which of the conditions hold. After an event, what
/// then holds is compared with what held: only what differs is dealt with. A condition that reads variables of several clusters, or depends on numbers, is in none and is asked. Immutable.
/// </summary>
internal sealed class Clusters
{
    private const int MostStates = 4096;
    private const int MostConditions = 63;
    private const int MostStatesOfAll = 1 << 20;

    // Moves are remembered for as many joint values and outcomes as fit in memory even should all of them be met, a few hundred bytes each, and only where few readers are asked besides.
    private const int MostMoves = 1 << 16;
    private const int MostMovesOfAll = 1 << 22;
    private const int MostOutside = 32;

    /// <summary>Forms the clusters of a plan of which the events, the observers and their supports are there.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="supports">What each item reads.</param>
    public Clusters(SimulationPlan plan, IReadOnlyList<IReadOnlyList<int>> supports)
    {
        var variables = plan.Model.Variables;
        var groups = new Groups(variables);
        foreach (var item in Enumerable.Range(0, supports.Count).Where(i => IsCondition(plan, i) && supports[i].Count > 0).OrderBy(i => supports[i].Count)) groups.Add(item, supports[item]);

        Places = Enumerable.Repeat(Place.None, variables.Count).ToArray();
        Homes = Enumerable.Repeat(Home.None, supports.Count).ToArray();
        var isListed = ListedVariables(plan);
        var all = new List<Cluster>();
        var states = 0;
        foreach (var (members, conditions) in groups.All())
        {
            if (conditions.Count == 0 || (members.Count == 1 && isListed[members[0]])) continue;
            var size = 1;
            foreach (var v in members)
            {
                Places[v] = new Place(all.Count, size);
                size *= variables[v].Maximum - variables[v].Minimum + 1;
            }

            if (states + size > MostStatesOfAll)
            {
                foreach (var v in members) Places[v] = Place.None;
                continue;
            }

            for (var bit = 0; bit < conditions.Count; bit++) Homes[conditions[bit]] = new Home(all.Count, bit, -1);
            all.Add(new Cluster([.. members], states, [.. conditions.Select(i => Effect(plan, i))]));
            states += size;
        }

        All = [.. all];
        States = states;
        ToMoves(plan, supports);
    }

    /// <summary>The clusters.</summary>
    public Cluster[] All { get; }

    /// <summary>How many joint values all have.</summary>
    public int States { get; }

    /// <summary>For each variable its cluster, and what its value counts there.</summary>
    public Place[] Places { get; }

    /// <summary>For each item its cluster, and its bit there.</summary>
    public Home[] Homes { get; }

    // Events that set variables of one cluster to what its joint value decides.
    private void ToMoves(SimulationPlan plan, IReadOnlyList<IReadOnlyList<int>> supports)
    {
        var outside = new int[Places.Length];
        foreach (var v in Enumerable.Range(0, supports.Count).Where(i => Homes[i].Bit < 0).SelectMany(i => supports[i])) outside[v]++;
        var moves = new int[All.Length];
        var remembered = 0L;
        for (var item = 0; item < plan.FirstReward; item++)
        {
            var home = Homes[item];
            var e = plan.Timed(item);
            if (e.Impulses.Length > 0 || e.Outcomes[0].Variables is not [var first, ..]) continue;
            var cluster = Places[first].Cluster;
            if (cluster < 0 || (home.Bit >= 0 && home.Cluster != cluster)) continue;
            if (!e.Outcomes.All(o => o.Variables.Distinct().Count() == o.Variables.Length && o.Variables.All(v => Places[v].Cluster == cluster && outside[v] <= MostOutside && plan.ImmediateReaders.Of(v).Length == 0) && o.Support.All(v => Places[v].Cluster == cluster))) continue;
            var more = (long)StatesOf(cluster) * e.Outcomes.Length;
            if (StatesOf(cluster) * (long)(moves[cluster] + e.Outcomes.Length) > MostMoves || remembered + more > MostMovesOfAll) continue;
            remembered += more;
            Homes[item] = new Home(cluster, home.Bit, moves[cluster]);
            moves[cluster] += e.Outcomes.Length;
        }

        for (var c = 0; c < All.Length; c++) All[c] = All[c] with { Moves = moves[c] };

        int StatesOf(int cluster) => (cluster + 1 < All.Length ? All[cluster + 1].Begin : States) - All[cluster].Begin;
    }

    // What holds or does not; the rate of a reward, and an event whose rate the state decides, are numbers.
    private static bool IsCondition(SimulationPlan plan, int item) =>
        item < plan.FirstReward ? plan.Cores[item].IsFixed : item >= plan.FirstCounted;

    // Variables of which the table of firings knows all there is to know: of the hundred thousand like units of a large model.
    private static bool[] ListedVariables(SimulationPlan plan)
    {
        var isListed = Enumerable.Range(0, plan.Model.Variables.Count).Select(v => plan.ImmediateReaders.Of(v).Length == 0).ToArray();
        for (var item = 0; item < plan.FirstReward; item++)
        {
            var core = plan.Cores[item];
            if (core.TargetVariable >= 0 && core.IsForgetful && core.IsFixed && core.Guard.Exists) continue;
            foreach (var v in plan.Timed(item).Outcomes.SelectMany(o => o.Variables)) isListed[v] = false;
        }

        return isListed;
    }

    private static Effect Effect(SimulationPlan plan, int item)
    {
        if (item >= plan.FirstCounted) return new Effect(0, item - plan.FirstCounted, EffectKind.Holds, (ushort)plan.CounterOf[item - plan.FirstCounted]);
        var core = plan.Cores[item];
        if (!core.IsForgetful) return new Effect(0, item, EffectKind.Ask, 0);
        return item < plan.Exponential.Length ? new Effect(core.Mean, item, EffectKind.RunExponential, 0) : new Effect(0, item, EffectKind.RunGeneral, core.Sampler);
    }

    /// <summary>Variables that are read together.</summary>
    /// <param name="Variables">The variables.</param>
    /// <param name="Begin">Where its joint values begin among those of all clusters.</param>
    /// <param name="Effects">For each condition what comes of it when it begins to hold.</param>
    /// <param name="Moves">How many outcomes its events have that stay in it.</param>
    internal sealed record Cluster(ImmutableArray<int> Variables, int Begin, Effect[] Effects, int Moves = 0);

    /// <summary>Where a variable belongs.</summary>
    /// <param name="Cluster">The cluster; -1 for none.</param>
    /// <param name="Stride">How many joint values on the next value of the variable is.</param>
    internal readonly record struct Place(int Cluster, int Stride)
    {
        public static readonly Place None = new(-1, 0);
    }

    /// <summary>Where an item belongs.</summary>
    /// <param name="Cluster">The cluster; -1 for none.</param>
    /// <param name="Bit">Its number among the conditions there; -1 for none of them.</param>
    /// <param name="Moves">The number of its first outcome, of an event that sets variables of the cluster to what its joint value decides; else -1.</param>
    internal readonly record struct Home(int Cluster, int Bit, int Moves)
    {
        public static readonly Home None = new(-1, -1, -1);
    }

    // Sets of variables that grow together as long as their joint values and conditions are few.
    private sealed class Groups(IReadOnlyList<Variable> variables)
    {
        private readonly int[] root = Enumerable.Range(0, variables.Count).ToArray();
        private readonly long[] states = [.. variables.Select(v => (long)v.Maximum - v.Minimum + 1)];
        private readonly List<int>[] members = [.. Enumerable.Range(0, variables.Count).Select(v => new List<int>(1) { v })];
        private readonly List<int>?[] conditions = new List<int>?[variables.Count];

        public void Add(int item, IReadOnlyList<int> support)
        {
            var roots = support.Select(Root).Distinct().ToList();
            var (size, count) = (1L, 1);
            foreach (var r in roots)
            {
                size *= Math.Min(states[r], MostStates + 1);
                count += conditions[r]?.Count ?? 0;
                if (size > MostStates || count > MostConditions) return;
            }

            var into = roots.MaxBy(r => members[r].Count);
            foreach (var r in roots.Where(r => r != into))
            {
                root[r] = into;
                states[into] *= states[r];
                members[into].AddRange(members[r]);
                (conditions[into] ??= []).AddRange(conditions[r] ?? []);
            }

            (conditions[into] ??= []).Add(item);
        }

        public IEnumerable<(List<int> Members, List<int> Conditions)> All()
        {
            for (var v = 0; v < root.Length; v++)
            {
                if (root[v] != v) continue;
                members[v].Sort();
                conditions[v]?.Sort();
                yield return (members[v], conditions[v] ?? []);
            }
        }

        private int Root(int v)
        {
            while (root[v] != v) v = root[v] = root[root[v]];
            return v;
        }
    }
}
