namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>The kernel of a clock whose law is one of several: their mean.</summary>
/// <param name="states">Number of states.</param>
/// <param name="parts">The kernels with their probabilities.</param>
internal sealed class MixedKernel(int states, (double Probability, FiringKernel Kernel)[] parts) : FiringKernel
{
    public override double RelativeError => parts.Max(p => p.Kernel.RelativeError);

    public override (ArraySegment<double> Fire, ArraySegment<double> Hours) Row(int start, CancellationToken cancellation)
    {
        var (fire, hours) = (new double[states], new double[states]);
        foreach (var (probability, kernel) in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            var (fires, spends) = kernel.Row(start, cancellation);
            if (fires.Count == 0) return ([], []);
            for (var i = 0; i < states; i++)
            {
                fire[i] += probability * fires[i];
                hours[i] += probability * spends[i];
            }
        }

        return (fire, hours);
    }
}
