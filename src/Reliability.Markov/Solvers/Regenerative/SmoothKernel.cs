using Reliability.Markov.Chains;

namespace Reliability.Markov.Solvers.Regenerative;

/// <summary>
/// The kernel of a clock with a density f and survival function S, by quadrature over the law: Fire = ∫ e^{Qt} f(t) dt and Occupancy = ∫ e^{Qt} S(t) dt. Panels
/// double, so the matrices of one octave are the squares of those before; within a panel sums of matrices come first and one product moves them all. Nothing is
/// subtracted. O(n³ panels).
/// </summary>
internal static class SmoothKernel
{
    public static DenseKernel Compute(MarkovChain chain, DelayLaw.Smooth law, DelayPanels panels, CancellationToken cancellation)
    {
        var n = chain.StateCount;
        var head = TransitionMatrix.Compute(chain, law.Least + panels.First, cancellation);
        var (fire, occupancy) = (new double[n * n], (double[])head.S.Clone());
        // What is shorter than the first panel weighs nothing; it keeps the total at one.
        var mass = law.Cumulative(panels.First);
        for (var i = 0; i < fire.Length; i++) fire[i] = mass * head.E[i];
        var here = (double[])head.E.Clone();
        var nodes = new double[panels.Rule.Length][];
        var step = Array.Empty<double>();
        var (firing, staying, scratch) = (new double[n * n], new double[n * n], new double[n * n]);
        for (var k = 0; k < panels.Parts.Length; k++)
        {
            var start = Math.ScaleB(panels.First, k);
            var parts = panels.Parts[k];
            var h = start / parts;
            if (k > 0 && parts == panels.Parts[k - 1])
            {
                step = Square(step);
                for (var j = 0; j < nodes.Length; j++) nodes[j] = Square(nodes[j]);
            }
            else
            {
                step = TransitionMatrix.Compute(chain, h, cancellation).E;
                for (var j = 0; j < nodes.Length; j++) nodes[j] = TransitionMatrix.Compute(chain, h * panels.Rule[j].At, cancellation).E;
            }

            for (var i = 0; i < parts; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                Array.Clear(firing);
                Array.Clear(staying);
                for (var j = 0; j < nodes.Length; j++)
                {
                    var (at, weight) = panels.Rule[j];
                    var u = start + ((i + at) * h);
                    var (f, s) = (weight * h * law.Density(u), weight * h * law.Survival(u));
                    mass += f;
                    for (var e = 0; e < firing.Length; e++)
                    {
                        firing[e] += f * nodes[j][e];
                        staying[e] += s * nodes[j][e];
                    }
                }

                AddProduct(here, firing, fire);
                AddProduct(here, staying, occupancy);
                TransitionMatrix.Multiply(here, step, scratch, n);
                TransitionMatrix.NormaliseRows(scratch, n);
                (here, scratch) = (scratch, here);
            }
        }

        for (var i = 0; i < fire.Length; i++) fire[i] /= mass;
        return new DenseKernel(n - 1, fire, occupancy);

        double[] Square(double[] e)
        {
            cancellation.ThrowIfCancellationRequested();
            var square = new double[e.Length];
            TransitionMatrix.Multiply(e, e, square, n);
            TransitionMatrix.NormaliseRows(square, n);
            return square;
        }

        void AddProduct(double[] a, double[] b, double[] sum)
        {
            TransitionMatrix.Multiply(a, b, scratch, n);
            for (var i = 0; i < sum.Length; i++) sum[i] += scratch[i];
        }
    }
}
