namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// What happens while one clock lives: the nodes in which it runs, and, where it keeps its age, those in which it stands still until it runs again. On the scale
/// of its own time the clock only sees the running nodes: the chain is Q_RR + Q_RS (-Q_SS)⁻¹ Q_SR, and an hour in r is followed by Q_RS (-Q_SS)⁻¹ hours in the
/// standing nodes. A node from which the clock can never run again is a way out, as is every node where a clock that keeps nothing does not run.
/// </summary>
internal sealed class SubordinatedChain
{
    private readonly ClockGraph graph;
    private readonly bool[] stops;
    private readonly int[] running;
    private readonly int[] standing;
    private readonly int[] placeOfRunning;
    private readonly int[] placeOfStanding;
    private readonly Dictionary<int, double>[] rates;
    private readonly double[] exitTotals;
    private readonly Dictionary<int, double>[] exits;
    private readonly double[]?[] standingHours;
    private readonly double[] next;
    private readonly double[] hoursIn;
    private FiringKernel? kernel;

    private SubordinatedChain(ClockGraph graph, int clock, bool resumes, bool[] stops)
    {
        (this.graph, this.stops) = (graph, stops);
        running = [.. Enumerable.Range(0, graph.Count).Where(i => graph.Clock[i] == clock && !stops[i])];
        placeOfRunning = Places(running, graph.Count);
        standing = resumes ? Standing(clock) : [];
        placeOfStanding = Places(standing, graph.Count);
        rates = [.. running.Select(_ => new Dictionary<int, double>())];
        exits = [.. running.Select(_ => new Dictionary<int, double>())];
        standingHours = new double[running.Length][];
        exitTotals = new double[running.Length];
        (next, hoursIn) = (new double[graph.Count], new double[graph.Count]);
    }

    /// <summary>A node where another clock runs while this one has kept its age; -1 for none.</summary>
    public int Conflict { get; private set; } = -1;

    /// <summary>By how much the probabilities of what ends a life missed one.</summary>
    public double Defect { get; private set; }

    /// <summary>Builds the chain and its kernel; <see cref="Ready"/> is false when it would take too long, and there is nothing but <see cref="Conflict"/> where there is one.</summary>
    public static SubordinatedChain Create(ClockGraph graph, int clock, bool resumes, DelayLaw law, bool[] stops, int order, CancellationToken cancellation)
    {
        var chain = new SubordinatedChain(graph, clock, resumes, stops);
        if (chain.Conflict >= 0) return chain;
        chain.Fill();
        chain.kernel = FiringKernel.Create(chain.rates, chain.exitTotals, law, chain.Entries(clock), order, cancellation);
        return chain;
    }

    /// <summary>Whether there are rows.</summary>
    public bool Ready => kernel is not null;

    /// <summary>Number of nodes in which the clock runs.</summary>
    public int RunningCount => running.Length;

    /// <summary>How wrong the rows may be beside rounding, as the kernel knows.</summary>
    public double RelativeError => kernel?.RelativeError ?? 0;

    /// <summary>What follows when the clock starts anew in a node; <c>null</c> when that would take too long.</summary>
    public RegenerationRow? Row(int node, CancellationToken cancellation)
    {
        var (fire, hours) = kernel!.Row(placeOfRunning[node], cancellation);
        if (fire.Count == 0) return null;
        var firings = new List<(int, double)>();
        var (total, disturbed) = (0.0, false);
        for (var r = 0; r < running.Length; r++)
        {
            if (fire[r] > 0)
            {
                total += fire[r];
                firings.Add((running[r], fire[r]));
                foreach (var arc in graph.Firing[running[r]]) next[arc.Target] += fire[r] * arc.Weight;
            }

            if (hours[r] <= 0) continue;
            hoursIn[running[r]] += hours[r];
            disturbed |= exits[r].Count > 0 || standingHours[r] is not null;
            foreach (var (target, rate) in exits[r])
            {
                next[target] += hours[r] * rate;
                total += hours[r] * rate;
            }

            if (standingHours[r] is not { } beside) continue;
            for (var s = 0; s < beside.Length; s++) hoursIn[standing[s]] += hours[r] * beside[s];
        }

        Defect = Math.Max(Defect, Math.Abs(total - 1));
        return new RegenerationRow(RegenerationRow.Take(next), RegenerationRow.Take(hoursIn), [.. firings], disturbed);
    }

    // In how many of its nodes the clock can start.
    private int Entries(int clock)
    {
        var entered = new bool[graph.Count];
        foreach (var (node, _) in graph.Start) entered[node] = true;
        for (var i = 0; i < graph.Count; i++)
        {
            foreach (var arc in graph.Firing[i]) entered[arc.Target] = true;
            if (graph.Clock[i] == clock) continue;
            foreach (var arc in graph.Exponential[i]) entered[arc.Target] = true;
        }

        return running.Count(r => entered[r]);
    }

    private static int[] Places(int[] nodes, int count)
    {
        var place = new int[count];
        Array.Fill(place, -1);
        for (var k = 0; k < nodes.Length; k++) place[nodes[k]] = k;
        return place;
    }

    // The nodes reached while the clock has an age and does not run, from which it can run again.
    private int[] Standing(int clock)
    {
        var returns = CanReach();
        var seen = new bool[graph.Count];
        var found = new List<int>();
        var work = new Stack<int>(running);
        while (work.TryPop(out var node))
        {
            foreach (var arc in graph.Exponential[node])
            {
                var target = arc.Target;
                if (seen[target] || stops[target] || !returns[target] || graph.Clock[target] == clock) continue;
                seen[target] = true;
                if (graph.Clock[target] >= 0)
                {
                    Conflict = target;
                    return [];
                }

                found.Add(target);
                work.Push(target);
            }
        }

        found.Sort();
        return [.. found];
    }

    private bool[] CanReach()
    {
        var before = new List<int>[graph.Count];
        for (var i = 0; i < graph.Count; i++) before[i] = [];
        for (var i = 0; i < graph.Count; i++)
        {
            if (stops[i]) continue;
            foreach (var arc in graph.Exponential[i]) before[arc.Target].Add(i);
            foreach (var arc in graph.Firing[i]) before[arc.Target].Add(i);
        }

        var reaches = new bool[graph.Count];
        var work = new Stack<int>();
        foreach (var r in running)
        {
            reaches[r] = true;
            work.Push(r);
        }

        while (work.TryPop(out var node))
        {
            foreach (var i in before[node])
            {
                if (reaches[i]) continue;
                reaches[i] = true;
                work.Push(i);
            }
        }

        return reaches;
    }

    private void Fill()
    {
        var away = Standstill(out var leave);
        for (var r = 0; r < running.Length; r++)
        {
            double[]? entry = null;
            foreach (var arc in graph.Exponential[running[r]])
            {
                if (placeOfStanding[arc.Target] is var s && s >= 0) (entry ??= new double[standing.Length])[s] += arc.Weight;
                else Move(r, arc.Target, arc.Weight);
            }

            if (entry is null) continue;
            var scale = away!.SolveLeft(entry);
            for (var s = 0; s < entry.Length; s++)
            {
                entry[s] /= scale;
                foreach (var arc in leave[s]) Move(r, arc.Target, entry[s] * arc.Weight);
            }

            standingHours[r] = entry;
        }
    }

    private void Move(int from, int target, double rate)
    {
        var r = placeOfRunning[target];
        if (r == from || rate == 0) return;
        if (r >= 0)
        {
            rates[from][r] = rates[from].GetValueOrDefault(r) + rate;
            return;
        }

        exits[from][target] = exits[from].GetValueOrDefault(target) + rate;
        exitTotals[from] += rate;
    }

    // The factors of -Q_SS and the arcs out of S.
    private GthFactorization? Standstill(out List<ClockArc>[] leave)
    {
        leave = [.. standing.Select(_ => new List<ClockArc>())];
        if (standing.Length == 0) return null;
        var inside = new double[standing.Length][];
        var outward = new double[standing.Length];
        for (var s = 0; s < standing.Length; s++)
        {
            inside[s] = new double[standing.Length];
            foreach (var arc in graph.Exponential[standing[s]])
            {
                if (placeOfStanding[arc.Target] is var to && to >= 0)
                {
                    inside[s][to] += arc.Weight;
                    continue;
                }

                leave[s].Add(arc);
                outward[s] += arc.Weight;
            }
        }

        // Never null: from every standing node the clock can run again.
        return GthFactorization.Create(inside, outward);
    }
}
