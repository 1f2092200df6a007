namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// The kernel of a clock of k exponential stages at rate β, in closed form: with M = (I - Q/β)⁻¹, Fire = M^k and Occupancy = (M + … + M^k) / β. M by
/// elimination without subtraction, powers and sums by doubling, rows kept at sum one. O(n³ log k).
/// </summary>
internal static class StagedKernel
{
    public static DenseKernel Compute(Dictionary<int, double>[] rates, double[] exits, DelayLaw.Staged law, CancellationToken cancellation)
    {
        var n = exits.Length;
        var size = n + 1;
        var stage = Stage(rates, exits, law.Rate);
        var power = (double[])stage.Clone();
        var sum = (double[])stage.Clone();
        var scratch = new double[size * size];
        for (var bit = System.Numerics.BitOperations.Log2((uint)law.Stages) - 1; bit >= 0; bit--)
        {
            cancellation.ThrowIfCancellationRequested();
            TransitionMatrix.Multiply(power, sum, scratch, size);
            Add(sum, scratch);
            TransitionMatrix.Multiply(power, power, scratch, size);
            TransitionMatrix.NormaliseRows(scratch, size);
            (power, scratch) = (scratch, power);
            if (((law.Stages >> bit) & 1) == 0) continue;
            TransitionMatrix.Multiply(power, stage, scratch, size);
            TransitionMatrix.NormaliseRows(scratch, size);
            (power, scratch) = (scratch, power);
            Add(sum, power);
        }

        for (var i = 0; i < sum.Length; i++) sum[i] /= law.Rate;
        return new DenseKernel(n, power, sum);
    }

    private static double[] Stage(Dictionary<int, double>[] rates, double[] exits, double beta)
    {
        var n = exits.Length;
        var dense = new double[n][];
        for (var i = 0; i < n; i++)
        {
            dense[i] = new double[n];
            foreach (var (j, rate) in rates[i]) dense[i][j] = rate;
        }

        // Never null: the clock ends every stay.
        var factors = GthFactorization.Create(dense, [.. exits.Select(e => e + beta)])!;
        var stage = new double[(n + 1) * (n + 1)];
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            Array.Clear(x);
            x[i] = 1;
            var scale = factors.SolveLeft(x);
            for (var j = 0; j < n; j++)
            {
                stage[(i * (n + 1)) + j] = beta * x[j] / scale;
                stage[(i * (n + 1)) + n] += exits[j] * x[j] / scale;
            }
        }

        stage[^1] = 1;
        TransitionMatrix.NormaliseRows(stage, n + 1);
        return stage;
    }

    private static void Add(double[] sum, double[] more)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += more[i];
    }
}
