using Reliability.Markov.Solvers;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>
/// Books downtime to the causes that began it, exactly: downtime(c) = ∫ Σ p_x(t) q_xy^c τ_y(t) dt over moves from up to down, where τ_y(t) is the mean time
/// from down state y at time t until the outage ends or a calendar instant takes it over. τ is one vector for all causes; it is found backward in time.
/// </summary>
internal sealed class OutageAnalysis
{
    private const int MaximumPasses = 20;

    private readonly JointStates joint;
    private readonly IReadOnlyList<ComponentSolution> components;
    private readonly Timeline timeline;
    private readonly int[] down;
    private readonly int[] placeOfDown;
    private readonly List<(int Target, double Rate)>[] inside;
    private readonly double[] exits;
    private readonly List<(int From, int Target, double Rate, int Account)> entries = [];
    private readonly CauseAccounts accounts = new();
    private double entriesPerPeriod;

    private OutageAnalysis(JointStates joint, IReadOnlyList<ComponentSolution> components, Timeline timeline)
    {
        (this.joint, this.components, this.timeline) = (joint, components, timeline);
        down = [.. Enumerable.Range(0, joint.Count).Where(x => joint.IsDown[x])];
        placeOfDown = new int[joint.Count];
        Array.Fill(placeOfDown, -1);
        for (var d = 0; d < down.Length; d++) placeOfDown[down[d]] = d;
        inside = new List<(int, double)>[down.Length];
        exits = new double[down.Length];
        for (var x = 0; x < joint.Count; x++)
        {
            var d = placeOfDown[x];
            if (d >= 0) inside[d] = [];
            joint.Moves(x, (target, rate, cause, part) =>
            {
                var t = target < 0 ? -1 : placeOfDown[target];
                if (d >= 0 && t >= 0) inside[d].Add((t, rate));
                else if (d >= 0) exits[d] += rate;
                else if (t >= 0) entries.Add((x, t, rate, accounts.Of(Space(part).Chain.Causes[cause])));
            });
        }
    }

    /// <summary>Entries into the set per hour, without booking what follows.</summary>
    public static double EntriesPerHour(JointStates joint, IReadOnlyList<ComponentSolution> components, Timeline timeline)
    {
        var analysis = new OutageAnalysis(joint, components, timeline);
        var none = new double[analysis.down.Length];
        if (timeline.IsStationary)
        {
            analysis.Stationary(none);
            return analysis.entriesPerPeriod;
        }

        var fastest = components.Max(c => c.Space.Chain.MaximumExitRate);
        var p = new double[joint.Count];
        for (var k = timeline.Lengths.Length - 1; k >= 0; k--)
        {
            analysis.BeforeBoundary(k, none, book: true);
            var nodes = TimeNodes.Over(timeline.Lengths[k], fastest);
            if (nodes.IsEmpty) continue;
            var laws = components.Select(c => c.At(k, [.. nodes.Select(n => n.Time)])).ToArray();
            for (var n = 0; n < nodes.Length; n++)
            {
                joint.Product([.. laws.Select(l => l[n])], p);
                analysis.Book(p, none, nodes[n].Weight);
            }
        }

        return analysis.entriesPerPeriod / timeline.Period;
    }

    /// <summary>Share of time down by cause, and outages per hour; <c>null</c> when down states can never be left.</summary>
    public static OutageBooking? Run(JointStates joint, IReadOnlyList<ComponentSolution> components, Timeline timeline, CancellationToken cancellation)
    {
        var analysis = new OutageAnalysis(joint, components, timeline);
        if (analysis.down.Length == 0) return new OutageBooking([], 0);
        if (timeline.IsStationary)
        {
            var ones = new double[analysis.down.Length];
            Array.Fill(ones, 1);
            if (FirstPassage.Solve(analysis.inside, analysis.exits, ones, cancellation) is not { } tau) return null;
            analysis.Stationary(tau);
        }
        else
        {
            analysis.Periodic(cancellation);
        }

        return new OutageBooking([.. analysis.accounts.Booked().Select(b => (b.Cause, b.Hours / timeline.Period, b.Count / timeline.Period))], analysis.entriesPerPeriod / timeline.Period);
    }

    private void Stationary(double[] tau)
    {
        var p = new double[joint.Count];
        joint.Product([.. components.Select(c => c.Start(0))], p);
        Book(p, tau, 1);
    }

    private void Book(double[] p, double[] tau, double weight)
    {
        foreach (var (from, target, rate, account) in entries)
        {
            var flow = weight * p[from] * rate;
            if (flow == 0) continue;
            entriesPerPeriod += flow;
            accounts.Book(account, flow * tau[target], flow);
        }
    }

    private void Periodic(CancellationToken cancellation)
    {
        // The remaining time at the start of the period is not known yet: go backward until it repeats. What a pass books is kept only when it did.
        var next = new double[down.Length];
        var mass = Mass(0);
        for (var pass = 0; pass < MaximumPasses; pass++)
        {
            accounts.Clear();
            entriesPerPeriod = 0;
            var start = Backward(next, book: pass > 0, cancellation);
            var (change, size) = (0.0, 0.0);
            for (var d = 0; d < down.Length; d++)
            {
                change += mass[d] * Math.Abs(start[d] - next[d]);
                size += mass[d] * start[d];
            }

            next = start;
            if (pass > 0 && change <= 1e-13 * size) break;
        }
    }

    // One pass from the end of the period to its start; returns the remaining times at the start.
    private double[] Backward(double[] next, bool book, CancellationToken cancellation)
    {
        var tau = next;
        for (var k = timeline.Lengths.Length - 1; k >= 0; k--)
        {
            cancellation.ThrowIfCancellationRequested();
            tau = BeforeBoundary(k, tau, book);
            tau = ThroughSegment(k, tau, book, cancellation);
        }

        return tau;
    }

    private double[] BeforeBoundary(int boundary, double[] after, bool book)
    {
        var instants = timeline.Boundaries[boundary];
        if (instants.IsEmpty) return after;
        double[][]? forward = null;
        if (book)
        {
            // The law just before each instant, component by component.
            forward = [.. components.Select((c, i) => EndOf(c, boundary))];
        }

        var before = new double[instants.Length][][];
        for (var j = 0; j < instants.Length && book; j++)
        {
            before[j] = [.. forward!];
            var (component, instant) = instants[j];
            var y = new double[forward![component].Length];
            components[component].Space.Instants[instant].Apply(forward[component], y);
            forward[component] = y;
        }

        var value = after;
        // Of bookings made here, the share that no later instant of the same time takes over: only those are outages of their own.
        var lasting = new double[down.Length];
        Array.Fill(lasting, 1);
        for (var j = instants.Length - 1; j >= 0; j--)
        {
            var (component, instant) = instants[j];
            var part = joint.PartOf(component);
            if (part < 0) continue;
            var map = components[component].Space.Instants[instant];
            if (book) BookInstant(before[j], part, map, value, lasting);
            var earlier = new double[down.Length];
            var lastingEarlier = new double[down.Length];
            for (var d = 0; d < down.Length; d++)
            {
                var state = joint.State(down[d], part);
                if (!map.Fires[state])
                {
                    earlier[d] = value[d];
                    lastingEarlier[d] = lasting[d];
                    continue;
                }

                if (map.Instant.TakesOver) continue;
                foreach (var (target, probability) in map.Targets[state])
                {
                    var y = joint.With(down[d], part, target);
                    var t = y < 0 ? -1 : placeOfDown[y];
                    if (t < 0) continue;
                    earlier[d] += probability * value[t];
                    lastingEarlier[d] += probability * lasting[t];
                }
            }

            value = earlier;
            lasting = lastingEarlier;
        }

        return value;
    }

    private void BookInstant(double[][] distributions, int part, InstantMap map, double[] value, double[] lasting)
    {
        var p = new double[joint.Count];
        joint.Product(distributions, p);
        var account = accounts.Of(map.Instant.Cause);
        for (var x = 0; x < p.Length; x++)
        {
            var state = joint.State(x, part);
            if (p[x] == 0 || !map.Fires[state]) continue;
            var wasDown = joint.IsDown[x];
            if (wasDown && !map.Instant.TakesOver) continue;
            foreach (var (target, probability) in map.Targets[state])
            {
                var y = joint.With(x, part, target);
                var t = y < 0 ? -1 : placeOfDown[y];
                if (t < 0) continue;
                if (!wasDown) entriesPerPeriod += p[x] * probability;
                accounts.Book(account, p[x] * probability * value[t], p[x] * probability * lasting[t]);
            }
        }
    }

    private readonly Dictionary<(ComponentSolution, int), double[]> ends = [];

    private double[] EndOf(ComponentSolution component, int segment)
    {
        if (component.IsStationary) return component.Start(0);
        if (!ends.TryGetValue((component, segment), out var end)) ends[(component, segment)] = end = component.At(segment, [timeline.Lengths[segment]])[0];
        return end;
    }

    // dτ/ds = 1 + A τ with s the time to the end of the segment.
    private double[] ThroughSegment(int segment, double[] end, bool book, CancellationToken cancellation)
    {
        var length = timeline.Lengths[segment];
        if (length <= 0) return end;
        var fastest = components.Max(c => c.Space.Chain.MaximumExitRate);
        var nodes = TimeNodes.Over(length, fastest);
        double[][][]? laws = book ? [.. components.Select(c => c.At(segment, [.. nodes.Select(n => n.Time)]))] : null;
        var times = new BackwardTimes(inside, exits, end, Mass(segment));
        var p = book ? new double[joint.Count] : null;
        var s = 0.0;
        for (var k = nodes.Length - 1; k >= 0; k--)
        {
            cancellation.ThrowIfCancellationRequested();
            times.Advance(length - nodes[k].Time - s);
            s = length - nodes[k].Time;
            if (!book) continue;
            joint.Product([.. laws!.Select(l => l[k])], p!);
            Book(p!, times.Values, nodes[k].Weight);
        }

        times.Advance(length - s);
        return times.Values;
    }

    // How much a down state matters in a segment: the remaining time need have settled only where there is mass.
    private double[] Mass(int segment)
    {
        var joined = new double[joint.Count];
        joint.Product([.. components.Select(c => c.IsStationary ? c.Start(0) : c.At(segment, [timeline.Lengths[segment] / 2])[0])], joined);
        return [.. down.Select(x => joined[x])];
    }

    private StateSpace Space(int part) => components[joint.Parts[part]].Space;
}
