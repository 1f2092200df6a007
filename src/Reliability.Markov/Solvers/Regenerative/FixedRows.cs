using Reliability.Markov.Chains;
using Reliability.Markov.Solvers.Transient;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>Single rows of a clock of fixed length, as transients of the chain: by uniformization, or where it is stiff by shift-invert.</summary>
internal sealed class FixedRows(MarkovChain chain, double length) : FiringKernel
{
    private const double Negligible = 1e-12;

    private double error;

    public override double RelativeError => error;

    public override (ArraySegment<double> Fire, ArraySegment<double> Hours) Row(int start, CancellationToken cancellation)
    {
        var solver = new TransientSolver(chain, new TransientOptions { Precision = 1e-12, MaximumOperations = 3e10 }, cancellation);
        var from = new double[chain.StateCount];
        from[start] = 1;
        if (solver.Law(from, [length]).Solution is not { } law || solver.Accumulated(from, [length]).Solution is not { } hours) return ([], []);
        var n = chain.StateCount - 1;
        for (var i = 0; i < n; i++)
        {
            if (law[0][i] > Negligible) error = Math.Max(error, law.Error(0, i).Absolute / law[0][i]);
            if (hours[0][i] > Negligible * length) error = Math.Max(error, hours.Error(0, i).Absolute / hours[0][i]);
        }

        return (new(law[0], 0, n), new(hours[0], 0, n));
    }
}
