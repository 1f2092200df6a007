using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>The normal law, given that the length is not negative: what lies below zero is cut off and the rest scaled up.</summary>
/// <param name="Location">Mean of the normal law before the cut, of either sign. The mean of what is left is greater.</param>
/// <param name="Deviation">Its standard deviation before the cut, positive.</param>
public sealed record TruncatedNormal(Duration Location, Duration Deviation) : Distribution
{
    private const double HeavyCut = 1;

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Cut < HeavyCut
        ? Location.TotalHours + (Deviation.TotalHours * NormalTail.Hazard(Cut))
        : Deviation.TotalHours * Excess().Mean);

    /// <inheritdoc />
    public override double Variance
    {
        get
        {
            var square = Deviation.TotalHours * Deviation.TotalHours;
            if (Cut >= HeavyCut) return square * Excess().Variance;
            var hazard = NormalTail.Hazard(Cut);
            return square * (1 + (hazard * (Cut - hazard)));
        }
    }

    private double Cut => -Location.TotalHours / Deviation.TotalHours;

    /// <inheritdoc />
    public override double Survival(double hours) => Math.Exp(LogSurvival(hours));

    /// <inheritdoc />
    public override double LogSurvival(double hours) => hours <= 0 ? 0 : NormalTail.LogConditional(Cut, hours / Deviation.TotalHours);

    /// <inheritdoc />
    public override double Density(double hours) => hours < 0 ? 0 : FromHazard(hours);

    /// <inheritdoc />
    public override double Hazard(double hours) => NormalTail.Hazard(Cut + (hours / Deviation.TotalHours)) / Deviation.TotalHours;

    /// <inheritdoc />
    public override string? Problem() => Positive(Deviation.TotalHours, "the deviation") ?? (double.IsFinite(Cut) ? null : "the mean is not a finite time");

    // Where the cut leaves only a tail, the formulas are differences of nearly equal numbers; the density of what exceeds the cut is integrated instead.
    private (double Mean, double Variance) Excess()
    {
        var cut = Cut;
        return PanelQuadrature.Moments(r => Math.Exp(-r * (cut + (r / 2))), 0, 100 / (cut + Math.Sqrt((cut * cut) + 100)));
    }
}
