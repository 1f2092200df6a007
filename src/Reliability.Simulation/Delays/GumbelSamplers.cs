using Reliability.Modeling.Distributions.Functions;
using Reliability.Simulation.Engine;
using Reliability.Simulation.Random;

namespace Reliability.Simulation.Delays;

/// <summary>The Gumbel law of greatest values, cut off at zero: exp(-(t - location) / scale) is exponential, given that it is below its value at the cut.</summary>
internal sealed class GumbelSampler(double location, double scale) : DelaySampler
{
    private const double WorthInverting = 1;

    public override double Draw(ref Xoshiro256PlusPlus stream) => Left(ref stream, 0);

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        var log = (location - age) / scale;
        var bound = Math.Exp(log);
        if (bound >= WorthInverting)
        {
            while (true)
            {
                var e = ExponentialZiggurat.Next(ref stream);
                if (e < bound) return scale * (log - Math.Log(e));
            }
        }

        // An exponential number below the bound over the bound; where the bound is next to nothing it is uniform.
        var u = stream.NextDoubleOpen0();
        var share = bound < 1e-17 ? u : ElementaryFunctions.Log1p(u * ElementaryFunctions.Expm1(-bound)) / -bound;
        return -scale * Math.Log(Math.Min(1, share));
    }
}

/// <summary>The Gumbel law of least values, cut off at zero: the cumulative hazard exp((t - location) / scale) grows by an exponential number.</summary>
internal sealed class GompertzSampler(double location, double scale) : DelaySampler
{
    private const double Great = 30;

    public override double Draw(ref Xoshiro256PlusPlus stream) => Left(ref stream, 0);

    public override double Left(ref Xoshiro256PlusPlus stream, double age)
    {
        var growth = Math.Log(ExponentialZiggurat.Next(ref stream)) + ((location - age) / scale);
        return scale * (growth > Great ? growth + Math.Exp(-growth) : ElementaryFunctions.Log1p(Math.Exp(growth)));
    }
}
