using Reliability.Simulation.RareEvents;

namespace Reliability.Simulation.Tests.RareEvents;

/// <summary>A line of components, down while so many in a row have failed: far too many states to explore.</summary>
internal sealed class Consecutive(int n, int k, double lambda, double mu) : IJumpModel
{
    public int Width => n;

    public int MaximumJumps => n;

    public int StartDistance => k;

    public void Start(Span<int> state) => state.Clear();

    public int Jumps(ReadOnlySpan<int> state, Span<Jump> jumps)
    {
        var distance = Distance(state);
        // A working component counts when some window that has it lacks no more than the distance. The last such window that ended is remembered.
        var (failed, lastStart) = (0, -k);
        Span<bool> near = stackalloc bool[n];
        for (var i = 0; i < n; i++)
        {
            failed += state[i] - (i >= k ? state[i - k] : 0);
            if (i < k - 1 || k - failed != distance) continue;
            for (var j = Math.Max(i - k + 1, lastStart + k); j <= i; j++) near[j] = true;
            lastStart = i - k + 1;
        }

        for (var i = 0; i < n; i++)
        {
            jumps[i] = state[i] == 1
                ? new Jump(mu, JumpKind.Repair, i)
                : new Jump(lambda, near[i] ? JumpKind.ApproachingFailure : JumpKind.Failure, i);
        }

        return n;
    }

    public void Apply(Span<int> state, in Jump jump) => state[jump.Code] = 1 - state[jump.Code];

    public bool IsDown(ReadOnlySpan<int> state) => Distance(state) == 0;

    public bool IsStop(ReadOnlySpan<int> state) => !state.Contains(1);

    public int Distance(ReadOnlySpan<int> state)
    {
        var (failed, most) = (0, 0);
        for (var i = 0; i < n; i++)
        {
            failed += state[i] - (i >= k ? state[i - k] : 0);
            most = Math.Max(most, failed);
        }

        return k - most;
    }
}
