using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Delays;

/// <summary>A fixed length.</summary>
internal sealed class DeterministicSampler(double length) : DelaySampler
{
    public override double Draw(ref Xoshiro256PlusPlus stream) => length;

    public override double Left(ref Xoshiro256PlusPlus stream, double age) => Math.Max(0, length - age);
}

/// <summary>One of the lengths of an ascending list.</summary>
internal sealed class EmpiricalSampler(double[] lengths) : DelaySampler
{
    public override double Draw(ref Xoshiro256PlusPlus stream) => lengths[stream.NextBelow(lengths.Length)];

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        var (low, high) = (0, lengths.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (lengths[middle] <= age) low = middle + 1;
            else high = middle;
        }

        return low == lengths.Length ? 0 : lengths[low + stream.NextBelow(lengths.Length - low)] - age;
    }
}

/// <summary>Any length between two bounds.</summary>
internal sealed class UniformSampler(double least, double greatest) : DelaySampler
{
    public override double Draw(ref Xoshiro256PlusPlus stream)
    {
        var u = stream.NextDouble();
        return Math.Min(greatest, (least * (1 - u)) + (greatest * u));
    }

    public override double Left(ref Xoshiro256PlusPlus stream, double age) =>
        age <= least ? Draw(ref stream) - age : Math.Max(0, greatest - age) * stream.NextDouble();
}

/// <summary>A triangular density, by inversion from the nearer end.</summary>
internal sealed class TriangularSampler(double least, double mode, double greatest) : DelaySampler
{
    private readonly double width = greatest - least;
    private readonly double rise = mode - least;
    private readonly double fall = greatest - mode;

    public override double Draw(ref Xoshiro256PlusPlus stream) => At(stream.NextDouble() * width);

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        if (age <= least) return Draw(ref stream) - age;
        // The share that has ended by then, times the width.
        if (age >= mode) return Math.Max(0, greatest - age) * (1 - Math.Sqrt(stream.NextDoubleOpen0()));
        var ended = (age - least) * (age - least) / rise;
        return Math.Max(0, At(ended + (stream.NextDouble() * (width - ended))) - age);
    }

    private double At(double area) => area < rise ? least + Math.Sqrt(area * rise) : greatest - Math.Sqrt(Math.Max(0, width - area) * fall);
}
