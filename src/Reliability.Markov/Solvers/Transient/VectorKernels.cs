using System.Numerics;

namespace Reliability.Markov.Solvers.Transient;

/// <summary>Loops over vectors.</summary>
internal static class VectorKernels
{
    /// <summary>y += a x.</summary>
    public static void AddScaled(double[] y, double a, double[] x)
    {
        var width = Vector<double>.Count;
        var wide = new Vector<double>(a);
        var i = 0;
        for (; i <= x.Length - width; i += width) (new Vector<double>(y, i) + (wide * new Vector<double>(x, i))).CopyTo(y, i);
        for (; i < x.Length; i++) y[i] += a * x[i];
    }

    /// <summary>The inner product.</summary>
    public static double Dot(double[] x, double[] y)
    {
        var width = Vector<double>.Count;
        var wide = Vector<double>.Zero;
        var i = 0;
        for (; i <= x.Length - width; i += width) wide += new Vector<double>(x, i) * new Vector<double>(y, i);
        var sum = Vector.Sum(wide);
        for (; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>The sum of absolute values.</summary>
    public static double Norm1(double[] x)
    {
        var sum = 0.0;
        foreach (var value in x) sum += Math.Abs(value);
        return sum;
    }

    /// <summary>The greatest absolute value.</summary>
    public static double NormMax(double[] x)
    {
        var max = 0.0;
        foreach (var value in x) max = Math.Max(max, Math.Abs(value));
        return max;
    }
}
