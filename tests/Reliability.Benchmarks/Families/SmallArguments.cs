namespace Reliability.Benchmarks.Families;

/// <summary>ln(1 + x) and e^x - 1 with all their digits near zero, where those of the library subtract (Kahan; Higham, Accuracy and Stability of Numerical Algorithms, 2002, 1.14).</summary>
internal static class SmallArguments
{
    public static double LogP1(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    public static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u == 0 ? -1 : (u - 1) * (x / Math.Log(u));
    }
}
