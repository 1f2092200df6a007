namespace Reliability.Modeling.Distributions.Functions;

/// <summary>
/// Exponential near 0 and logarithm near 1 to the last digits. Expm1 of MathNet.Numerics 5.0.0 loses half of them between 1e-3 and 0.1.
/// Source: the error in 1 + x is the same above and below the line and cancels (W. Kahan; N. J. Higham, "Accuracy and Stability of Numerical Algorithms",
/// SIAM 2002, section 1.14).
/// </summary>
public static class ElementaryFunctions
{
    /// <summary>ln(1 + x) within a few units of the last digit.</summary>
    /// <param name="x">A number, -1 or above.</param>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) || u == 0 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>e^x - 1 within a few units of the last digit.</summary>
    /// <param name="x">Any number.</param>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 1) return Math.Exp(x) - 1;
        var u = Math.Exp(x);
        return u == 1 ? x : (u - 1) * (x / Math.Log(u));
    }
}
