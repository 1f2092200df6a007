using System.Numerics;

namespace Reliability.Simulation.Engine;

/// <summary>
/// Where the clusters of a plan stand on one trajectory, and which of their conditions hold there: found out when a joint value is first met, remembered from then on. Not thread-safe.
/// </summary>
internal sealed class ClusterStates
{
    private const ulong Known = 1UL << 63;

    private readonly SimulationPlan plan;
    private readonly Clusters.Place[] places;
    private readonly Clusters.Home[] homes;
    private readonly Clusters.Cluster[] clusters;
    private readonly ulong[] held;
    private readonly Move?[]?[] moves;
    private readonly ulong[] now;
    private readonly int[] at;
    private readonly bool[] isTouched;
    private readonly int[] touched;
    private int count;

    public ClusterStates(SimulationPlan plan)
    {
        this.plan = plan;
        (places, homes, clusters) = (plan.Clusters.Places, plan.Clusters.Homes, plan.Clusters.All);
        held = new ulong[plan.Clusters.States];
        moves = new Move?[]?[plan.Clusters.States];
        now = new ulong[clusters.Length];
        at = new int[clusters.Length];
        isTouched = new bool[clusters.Length];
        touched = new int[clusters.Length];
    }

    /// <summary>Begins in a state in which nothing is known to hold yet.</summary>
    public void Begin(int[] state)
    {
        count = 0;
        for (var c = 0; c < clusters.Length; c++)
        {
            at[c] = Joint(c, state);
            now[c] = Known;
            isTouched[c] = false;
            Touch(c);
        }
    }

    /// <summary>Goes on from a state in which clocks and observers stand as they do there.</summary>
    public void GoOn(int[] state)
    {
        count = 0;
        for (var c = 0; c < clusters.Length; c++)
        {
            at[c] = Joint(c, state);
            isTouched[c] = false;
            now[c] = Held(c, state);
        }
    }

    /// <summary>A variable changes by so much.</summary>
    public void Change(int variable, int by)
    {
        var place = places[variable];
        if (place.Cluster < 0) return;
        at[place.Cluster] += place.Stride * by;
        Touch(place.Cluster);
    }

    /// <summary>A timed event happens, so its clock no longer runs; false when it is in no cluster.</summary>
    public bool Fire(int item)
    {
        var home = homes[item];
        if (home.Bit < 0) return false;
        now[home.Cluster] &= ~(1UL << home.Bit);
        Touch(home.Cluster);
        return true;
    }

    /// <summary>A cluster in which something may be otherwise than before; -1 when there is none left.</summary>
    /// <param name="state">The state.</param>
    /// <param name="holds">Which of its conditions hold now.</param>
    /// <param name="differ">Which of them did not before, or no longer do.</param>
    public int Next(int[] state, out ulong holds, out ulong differ)
    {
        (holds, differ) = (0, 0);
        if (count == 0) return -1;
        var c = touched[--count];
        isTouched[c] = false;
        holds = Held(c, state);
        differ = holds ^ now[c];
        now[c] = holds;
        return c;
    }

    /// <summary>What comes of a condition of a cluster.</summary>
    public ref readonly Effect Effect(int cluster, int bit) => ref clusters[cluster].Effects[bit];

    /// <summary>What an outcome does where its cluster stands; <c>null</c> when it would leave a range.</summary>
    /// <param name="item">An event that has moves.</param>
    /// <param name="outcome">The outcome that has been selected.</param>
    /// <param name="state">The state before it.</param>
    public Move? MoveOf(int item, PlanOutcome outcome, int[] state)
    {
        ref readonly var home = ref homes[item];
        var known = moves[at[home.Cluster]] ?? (moves[at[home.Cluster]] = new Move?[clusters[home.Cluster].Moves]);
        return known[home.Moves + outcome.Number] ?? (known[home.Moves + outcome.Number] = Learn(item, outcome, state));
    }

    /// <summary>Makes a move; state and clocks are the caller's.</summary>
    public void Go(int item, Move move)
    {
        var cluster = homes[item].Cluster;
        at[cluster] += move.By;
        now[cluster] = move.Holds;
    }

    private Move? Learn(int item, PlanOutcome outcome, int[] state)
    {
        var home = homes[item];
        var values = outcome.Values.Select(value => value(state)).ToArray();
        var by = 0;
        var asked = new SortedSet<int>();
        for (var i = 0; i < values.Length; i++)
        {
            var v = outcome.Variables[i];
            if (values[i] < plan.Minimum[v] || values[i] > plan.Maximum[v]) return null;
            by += places[v].Stride * (values[i] - state[v]);
            if (values[i] != state[v]) asked.UnionWith(plan.Readers.Of(v).ToArray());
        }

        ref var holds = ref held[at[home.Cluster] + by];
        if (holds == 0)
        {
            // Asked where it leads to, and then everything as it was.
            var old = outcome.Variables.Select(v => state[v]).ToArray();
            Set(values);
            holds = Ask(home.Cluster, state);
            Set(old);
        }

        var before = now[home.Cluster];
        if (home.Bit >= 0) before &= ~(1UL << home.Bit);
        else asked.Add(item);
        var effects = new List<Effect>();
        for (var differ = holds ^ before; differ != 0; differ &= differ - 1)
        {
            var bit = BitOperations.TrailingZeroCount(differ);
            effects.Add(clusters[home.Cluster].Effects[bit].When(((holds >> bit) & 1) != 0));
        }

        effects.AddRange(asked.Select(plan.Asking));
        return new Move(by, outcome.Variables, values, outcome.Cause, [.. effects], holds);

        void Set(int[] to)
        {
            for (var i = 0; i < to.Length; i++) state[outcome.Variables[i]] = to[i];
        }
    }

    private int Joint(int cluster, int[] state)
    {
        var joint = clusters[cluster].Begin;
        foreach (var v in clusters[cluster].Variables) joint += places[v].Stride * (state[v] - plan.Minimum[v]);
        return joint;
    }

    private ulong Held(int cluster, int[] state)
    {
        ref var holds = ref held[at[cluster]];
        if (holds == 0) holds = Ask(cluster, state);
        return holds;
    }

    private ulong Ask(int cluster, int[] state)
    {
        var holds = Known;
        var effects = clusters[cluster].Effects;
        for (var bit = 0; bit < effects.Length; bit++)
        {
            var item = effects[bit].Kind == EffectKind.Holds ? plan.FirstCounted + effects[bit].Reader : effects[bit].Reader;
            if (plan.Holds(item, state)) holds |= 1UL << bit;
        }

        return holds;
    }

    private void Touch(int cluster)
    {
        if (isTouched[cluster]) return;
        isTouched[cluster] = true;
        touched[count++] = cluster;
    }
}
