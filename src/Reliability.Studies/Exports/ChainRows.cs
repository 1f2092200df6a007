using Reliability.Formats.Explicit;
using Reliability.Markov.StateSpaces;

namespace Reliability.Studies.Exports;

/// <summary>The transitions of a state space with arcs between the same states added up, self-loops in their places, and one of rate 1 where nothing leads out.</summary>
internal sealed class ChainRows
{
    private readonly StateSpace space;

    public ChainRows(StateSpace space)
    {
        this.space = space;
        var columns = space.Chain.Rates.Columns;
        var starts = space.Chain.Rates.RowStarts;
        Count = space.Chain.SelfLoopCount + space.Deadlocks.Length;
        for (var i = 0; i < space.Count; i++)
        {
            for (var k = starts[i]; k < starts[i + 1]; k++) Count += k == starts[i] || columns[k] != columns[k - 1] ? 1 : 0;
        }
    }

    /// <summary>The number of transitions.</summary>
    public long Count { get; }

    /// <summary>The transitions by source, then target.</summary>
    public IEnumerable<ExplicitTransition> Transitions()
    {
        var deadlock = 0;
        for (var i = 0; i < space.Count; i++)
        {
            var loop = space.Chain.SelfLoopRate(i);
            if (deadlock < space.Deadlocks.Length && space.Deadlocks[deadlock] == i)
            {
                loop = 1;
                deadlock++;
            }

            var (at, end) = (space.Chain.Rates.RowStarts[i], space.Chain.Rates.RowStarts[i + 1]);
            while (at < end)
            {
                var target = space.Chain.Rates.Columns[at];
                if (loop > 0 && target > i)
                {
                    yield return new ExplicitTransition(i, i, loop);
                    loop = 0;
                }

                var rate = 0.0;
                for (; at < end && space.Chain.Rates.Columns[at] == target; at++) rate += space.Chain.Rates[at];
                yield return new ExplicitTransition(i, target, rate);
            }

            if (loop > 0) yield return new ExplicitTransition(i, i, loop);
        }
    }
}
