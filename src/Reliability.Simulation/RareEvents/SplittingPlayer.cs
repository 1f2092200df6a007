using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>
/// One run of fixed-effort splitting: from each level to the next the same number of trials, started from the states in which the last level was entered. The
/// product of the shares that succeed is unbiased. For one thread. Source: Garvels 2000, chapter 2.
/// </summary>
internal sealed class SplittingPlayer
{
    /// <summary>Trials for each level of which one in 50 succeeds.</summary>
    public const int Effort = 512;

    // Of a level that is reached more seldom, so many trials should succeed: with few, the run dies out.
    private const int SuccessesAimedAt = 10;
    private const int MostEffort = 1 << 15;
    private const double ShareAimedAt = 0.2;

    private readonly ISplittingModel model;
    private readonly RareEventQuestion question;
    private readonly SplittingPlan plan;
    private readonly StationaryPath? path;

    // A state and the hours that have passed.
    private readonly int width;
    private readonly double[] state;
    private readonly CancellationToken cancellation;
    private double[] from;
    private double[] to;
    private bool ended;
    private int steps;

    public SplittingPlayer(ISplittingModel model, RareEventQuestion question, SplittingPlan plan, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        (this.model, this.question, this.plan, width) = (model, question, plan, model.Width + 1);
        (state, from, to) = (new double[width], new double[width * Effort], new double[width * Effort]);
        path = model is ModelSplitting { IsStationary: true } stationary ? new StationaryPath(stationary) : null;
    }

    /// <summary>Chooses levels so that about one trial in five succeeds where there are levels enough, by a run over all of them with numbers of its own, and more trials where fewer do.</summary>
    public static SplittingPlan Plan(ISplittingModel model, RareEventQuestion question, Xoshiro256PlusPlus stream, CancellationToken cancellation)
    {
        var start = new double[model.Width];
        model.Start(start, ref stream);
        int[] all = [.. Enumerable.Range(model.Importance(start) + 1, Math.Max(1, model.Top - model.Importance(start)))];
        var pilot = new SplittingPlayer(model, question, new SplittingPlan(all, [.. all.Select(_ => MostEffort)], IsClimbed: false), cancellation);
        var shares = new double[all.Length];
        pilot.Climb(ref stream, shares);
        var (chosen, efforts, product) = (new List<int>(), new List<int>(), 1.0);
        for (var k = 0; k < all.Length; k++)
        {
            product *= shares[k];
            // Not seen by the pilot: every level, to be safe.
            if (product > ShareAimedAt && k < all.Length - 1) continue;
            chosen.Add(all[k]);
            efforts.Add((int)Math.Clamp(SuccessesAimedAt / product, Effort, MostEffort));
            product = 1;
        }

        return new SplittingPlan([.. chosen], [.. efforts], shares[^1] > 0);
    }

    /// <summary>One run; its score is the estimate of the measure, or of its numerator.</summary>
    public Sample Run(ref Xoshiro256PlusPlus stream)
    {
        (ended, steps) = (false, 0);
        var probability = Climb(ref stream, null);
        if (probability > 0 && question.Measure is RareEventMeasure.Unavailability or RareEventMeasure.InterruptionFrequency) probability *= AfterFailure(ref stream);
        return new Sample(probability, 1, steps, ended);
    }

    // A pilot goes on from a level as soon as enough trials have succeeded.
    private double Climb(ref Xoshiro256PlusPlus stream, double[]? shares)
    {
        if (path is not null)
        {
            path.Steps = 0;
            ended = !path.Begin(ref stream, cancellation);
            steps += path.Steps;
        }

        var (entered, product) = (0, 1.0);
        for (var k = 0; k < plan.Levels.Length && !ended; k++)
        {
            // A random first state makes every state as likely to have one trial more.
            var (reached, first, trial) = (0, k == 0 ? 0 : stream.NextBelow(entered), 0);
            for (; trial < plan.Efforts[k] && (shares is null || trial < Effort || reached < SuccessesAimedAt); trial++)
            {
                if (!(k == 0 ? Enters(ref stream) : Climbs((first + trial) % entered, plan.Levels[k], ref stream))) continue;
                if ((reached + 1) * width > to.Length) Array.Resize(ref to, 2 * to.Length);
                state.CopyTo(to.AsSpan(reached++ * width));
            }

            var share = (double)reached / trial;
            product *= share;
            if (shares is not null) shares[k] = share;
            if (reached == 0) return 0;
            (from, to, entered) = (to, from, reached);
        }

        last = entered;
        return product;
    }

    // From the start, or on the way without end, to the first level.
    private bool Enters(ref Xoshiro256PlusPlus stream)
    {
        state[^1] = 0;
        if (path is null)
        {
            model.Start(state.AsSpan(0, width - 1), ref stream);
            return Reaches(plan.Levels[0], fresh: true, ref stream);
        }

        path.Steps = 0;
        ended |= !(path.Cycle(plan.Levels[0], state.AsSpan(0, width - 1), out var reached, ref stream) < double.PositiveInfinity);
        steps += path.Steps;
        return reached && !ended;
    }

    private bool Climbs(int source, int level, ref Xoshiro256PlusPlus stream)
    {
        from.AsSpan(source * width, width).CopyTo(state);
        model.Renew(state.AsSpan(0, width - 1), ref stream);
        return Reaches(level, fresh: false, ref stream);
    }

    private int last;

    private bool Reaches(int level, bool fresh, ref Xoshiro256PlusPlus stream)
    {
        var span = state.AsSpan(0, width - 1);
        var timed = question.Measure == RareEventMeasure.Unreliability;
        for (var played = 0; played < CyclePlayer.MostSteps; played++)
        {
            if (model.Importance(span) >= level) return true;
            // The stop states may be left at the very beginning; up to a time they do not matter.
            if (!timed && !(fresh && played == 0) && model.IsStop(span)) return false;
            if ((++steps & 0x3FFF) == 0) cancellation.ThrowIfCancellationRequested();
            var hours = model.Step(span, ref stream);
            state[^1] += hours;
            if (double.IsPositiveInfinity(hours) || (timed && state[^1] > question.Time)) return false;
        }

        ended = true;
        return false;
    }

    private double AfterFailure(ref Xoshiro256PlusPlus stream)
    {
        var (sum, first) = (0.0, stream.NextBelow(last));
        var span = state.AsSpan(0, width - 1);
        for (var trial = 0; trial < Effort; trial++)
        {
            from.AsSpan((first + trial) % last * width, width).CopyTo(state);
            model.Renew(span, ref stream);
            var (wasDown, played) = (false, 0);
            while (!model.IsStop(span))
            {
                var isDown = model.Importance(span) >= model.Top;
                if ((++steps & 0x3FFF) == 0) cancellation.ThrowIfCancellationRequested();
                var hours = model.Step(span, ref stream);
                if (double.IsPositiveInfinity(hours) || played++ > CyclePlayer.MostSteps)
                {
                    ended = true;
                    return 0;
                }

                if (isDown) sum += question.Measure == RareEventMeasure.Unavailability ? hours : wasDown ? 0 : 1;
                wasDown = isDown;
            }
        }

        return sum / Effort;
    }
}
