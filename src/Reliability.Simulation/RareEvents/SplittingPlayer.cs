using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>
/// One run of fixed-effort splitting: from each level to the next the same number of trials, started from the states in which the last level was entered. The
/// product of the shares that succeed is unbiased. For one thread. Source: Garvels 2000, chapter 2.
/// </summary>
internal sealed class SplittingPlayer
{
    /// <summary>Trials for each level.</summary>
    public const int Effort = 512;

    private const double ShareAimedAt = 0.2;

    private readonly ISplittingModel model;
    private readonly RareEventQuestion question;
    private readonly int[] levels;

    // A state and the hours that have passed.
    private readonly int width;
    private readonly double[] state;
    private double[] from;
    private double[] to;
    private readonly CancellationToken cancellation;
    private bool ended;
    private int steps;

    public SplittingPlayer(ISplittingModel model, RareEventQuestion question, int[] levels, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        (this.model, this.question, this.levels, width) = (model, question, levels, model.Width + 1);
        (state, from, to) = (new double[width], new double[width * Effort], new double[width * Effort]);
    }

    /// <summary>Chooses levels so that about one trial in five succeeds, by a run over all of them with numbers of its own.</summary>
    public static int[] Levels(ISplittingModel model, RareEventQuestion question, Xoshiro256PlusPlus stream, CancellationToken cancellation)
    {
        var start = new double[model.Width];
        model.Start(start, ref stream);
        int[] all = [.. Enumerable.Range(model.Importance(start) + 1, Math.Max(1, model.Top - model.Importance(start)))];
        var pilot = new SplittingPlayer(model, question, all, cancellation);
        var shares = new double[all.Length];
        pilot.Climb(ref stream, shares);
        var (chosen, product) = (new List<int>(), 1.0);
        for (var k = 0; k < all.Length; k++)
        {
            product *= shares[k];
            // Not seen by the pilot: every level, to be safe.
            if (product > ShareAimedAt && k < all.Length - 1) continue;
            chosen.Add(all[k]);
            product = 1;
        }

        return [.. chosen];
    }

    /// <summary>One run; its score is the estimate of the measure, or of its numerator.</summary>
    public Sample Run(ref Xoshiro256PlusPlus stream)
    {
        (ended, steps) = (false, 0);
        var probability = Climb(ref stream, null);
        if (probability > 0 && question.Measure is RareEventMeasure.Unavailability or RareEventMeasure.InterruptionFrequency) probability *= AfterFailure(ref stream);
        return new Sample(probability, 1, steps, ended);
    }

    private double Climb(ref Xoshiro256PlusPlus stream, double[]? shares)
    {
        var (entered, product) = (0, 1.0);
        for (var k = 0; k < levels.Length; k++)
        {
            // A random first state makes every state as likely to have one trial more.
            var (reached, first) = (0, k == 0 ? 0 : stream.NextBelow(entered));
            for (var trial = 0; trial < Effort; trial++)
            {
                if (k == 0)
                {
                    model.Start(state.AsSpan(0, width - 1), ref stream);
                    state[^1] = 0;
                }
                else
                {
                    from.AsSpan((first + trial) % entered * width, width).CopyTo(state);
                    model.Renew(state.AsSpan(0, width - 1), ref stream);
                }

                if (Reaches(levels[k], k == 0, ref stream)) state.CopyTo(to.AsSpan(reached++ * width));
            }

            product *= (double)reached / Effort;
            if (shares is not null) shares[k] = (double)reached / Effort;
            if (reached == 0) return 0;
            (from, to, entered) = (to, from, reached);
        }

        last = entered;
        return product;
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
