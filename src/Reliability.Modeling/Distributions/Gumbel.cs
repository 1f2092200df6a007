using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>Which extreme a Gumbel law is the limit of.</summary>
public enum Extreme
{
    /// <summary>The greatest of many: distribution exp(-exp(-(t - location) / scale)), a long tail to the right.</summary>
    Greatest,

    /// <summary>The least of many: survival exp(-exp((t - location) / scale)), whose hazard grows exponentially; cut at zero it is the law of Gompertz.</summary>
    Least,
}

/// <summary>The Gumbel law, given that the length is not negative: what lies below zero is cut off and the rest scaled up, because a delay is no negative time.</summary>
/// <param name="Location">The mode before the cut, of either sign.</param>
/// <param name="Scale">Its scale, positive; the standard deviation before the cut is 1.28 times as great.</param>
/// <param name="Extreme">Which extreme it is the law of.</param>
public sealed record Gumbel(Duration Location, Duration Scale, Extreme Extreme = Extreme.Greatest) : Distribution
{
    // Beyond these standardised places the densities are below the last digit of what is integrated.
    private const double Reach = 50;
    private const double SteepReach = -6;

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours((Cut > 0 ? 0 : Location.TotalHours) + (Scale.TotalHours * Standardised().Mean));

    /// <inheritdoc />
    public override double Variance => Scale.TotalHours * Scale.TotalHours * Standardised().Variance;

    private double Cut => -Location.TotalHours / Scale.TotalHours;

    /// <inheritdoc />
    public override double Survival(double hours) => Math.Exp(LogSurvival(hours));

    /// <inheritdoc />
    public override double LogSurvival(double hours)
    {
        if (hours <= 0) return 0;
        var r = hours / Scale.TotalHours;
        return Extreme == Extreme.Least ? -Growth(r) : LogBeyond(Cut + r) - LogBeyond(Cut);
    }

    /// <inheritdoc />
    public override double Density(double hours) => hours < 0 ? 0 : FromHazard(hours);

    /// <inheritdoc />
    public override double Hazard(double hours)
    {
        var y = Cut + (hours / Scale.TotalHours);
        if (Extreme == Extreme.Least) return Math.Exp(y) / Scale.TotalHours;
        var w = Math.Exp(-y);
        // w / (e^w - 1), which tends to 1 as w vanishes.
        return (w == 0 ? 1 : w / ElementaryFunctions.Expm1(w)) / Scale.TotalHours;
    }

    /// <inheritdoc />
    public override string? Problem()
    {
        if (Positive(Scale.TotalHours, "the scale") is { } problem) return problem;
        if (!double.IsFinite(Cut)) return "the location is not a finite time";
        return Extreme == Extreme.Least && Cut > 700 ? "next to nothing of the law lies above zero" : null;
    }

    // ln(1 - exp(-e^-y)): the probability beyond y before the cut.
    private static double LogBeyond(double y)
    {
        var w = Math.Exp(-y);
        return w < 1e-16 ? -y : w < 0.7 ? Math.Log(-ElementaryFunctions.Expm1(-w)) : ElementaryFunctions.Log1p(-Math.Exp(-w));
    }

    // e^(cut + r) - e^cut
    private double Growth(double r) => Cut > -700 && r < 1 ? Math.Exp(Cut) * ElementaryFunctions.Expm1(r) : Math.Exp(Cut + r) - Math.Exp(Cut);

    // Of (T - location) / scale, or of T / scale when the cut is to the right of the location.
    private (double Mean, double Variance) Standardised()
    {
        var cut = Cut;
        if (Extreme == Extreme.Greatest)
        {
            return cut > 0
                ? PanelQuadrature.Moments(r => Math.Exp(-r - Math.Exp(-r - cut)), 0, Reach)
                : PanelQuadrature.Moments(y => Math.Exp(-y - Math.Exp(-y)), Math.Max(cut, SteepReach), Reach);
        }

        var hazard = Math.Exp(cut);
        if (cut > 0) return PanelQuadrature.Moments(r => Math.Exp(r - (hazard * ElementaryFunctions.Expm1(r))), 0, ElementaryFunctions.Log1p(Reach / hazard));
        return PanelQuadrature.Moments(y => Math.Exp(y - (y < cut + 1 ? hazard * ElementaryFunctions.Expm1(y - cut) : Math.Exp(y) - hazard)), Math.Max(cut, -Reach), Math.Log(hazard + Reach));
    }
}
