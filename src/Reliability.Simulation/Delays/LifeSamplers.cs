using Reliability.Modeling.Distributions.Functions;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Delays;

/// <summary>The memoryless law: no age makes a difference.</summary>
internal sealed class ExponentialSampler(double mean) : DelaySampler
{
    public override double Draw(ref Xoshiro256PlusPlus stream) => mean * ExponentialZiggurat.Next(ref stream);

    public override double Left(ref Xoshiro256PlusPlus stream, double age) => Draw(ref stream);
}

/// <summary>A Weibull law: the cumulative hazard grows by an exponential number.</summary>
internal sealed class WeibullSampler(double shape, double scale, double location) : DelaySampler
{
    private readonly double power = 1 / shape;

    public override double Draw(ref Xoshiro256PlusPlus stream) => location + (scale * Math.Pow(ExponentialZiggurat.Next(ref stream), power));

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        var worn = age - location;
        var hazard = worn <= 0 ? 0 : Math.Pow(worn / scale, shape);
        if (hazard <= 0) return Math.Max(0, Draw(ref stream) - age);
        return worn * ElementaryFunctions.Expm1(power * ElementaryFunctions.Log1p(ExponentialZiggurat.Next(ref stream) / hazard));
    }
}

/// <summary>A length whose logarithm is normal.</summary>
internal sealed class LogNormalSampler(double median, double sigma) : DelaySampler
{
    private readonly double logMedian = Math.Log(median);

    public override double Draw(ref Xoshiro256PlusPlus stream) => Math.Exp(logMedian + (sigma * NormalZiggurat.Next(ref stream)));

    public override double Left(ref Xoshiro256PlusPlus stream, double age) =>
        age * ElementaryFunctions.Expm1(sigma * TailVariates.NormalExcess(ref stream, (Math.Log(age) - logMedian) / sigma));
}

/// <summary>A length whose logarithm is logistic: the cumulative hazard ln(1 + (t / median)^shape) grows by an exponential number.</summary>
internal sealed class LogLogisticSampler(double shape, double median) : DelaySampler
{
    private readonly double power = 1 / shape;

    public override double Draw(ref Xoshiro256PlusPlus stream) => median * Math.Pow(ElementaryFunctions.Expm1(ExponentialZiggurat.Next(ref stream)), power);

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        var odds = Math.Pow(age / median, shape);
        if (odds <= 0) return Math.Max(0, Draw(ref stream) - age);
        return age * ElementaryFunctions.Expm1(power * ElementaryFunctions.Log1p(ElementaryFunctions.Expm1(ExponentialZiggurat.Next(ref stream)) * (1 + (1 / odds))));
    }
}

/// <summary>A normal law cut off at zero; what is left at an age is the same law cut off there.</summary>
internal sealed class NormalSampler(double location, double deviation) : DelaySampler
{
    private readonly double cut = -location / deviation;

    public override double Draw(ref Xoshiro256PlusPlus stream) => deviation * TailVariates.NormalExcess(ref stream, cut);

    public override double Left(ref Xoshiro256PlusPlus stream, double age) => deviation * TailVariates.NormalExcess(ref stream, cut + (age / deviation));
}

/// <summary>A gamma law, the sum of stages where there are few.</summary>
internal sealed class GammaSampler(double shape, double scale, int stages = int.MaxValue) : DelaySampler
{
    private const int StagesWorthSumming = 8;

    public override double Draw(ref Xoshiro256PlusPlus stream)
    {
        if (stages > StagesWorthSumming) return Variates.Gamma(ref stream, shape, scale);
        var sum = 0.0;
        for (var stage = 0; stage < stages; stage++) sum += ExponentialZiggurat.Next(ref stream);
        return scale * sum;
    }

    public override double Left(ref Xoshiro256PlusPlus stream, double age) =>
        age / scale is > 0 and var bound ? scale * TailVariates.GammaExcess(ref stream, shape, bound) : Draw(ref stream);
}
