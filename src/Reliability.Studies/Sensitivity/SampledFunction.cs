namespace Reliability.Studies.Sensitivity;

/// <summary>A derivative with the estimate of its absolute error.</summary>
internal readonly record struct Estimate(double Value, double Error);

/// <summary>
/// Derivatives of a function from its values at multiples of a step. With both sides by central differences of seven points, h ± 1, 2, 3 (relative error of the
/// order of h⁶ and of rounding by h), once more with twice the step for the error; where only one side can be had by seven points of that side, with
/// six for the error (Fornberg 1988 for the weights).
/// </summary>
internal sealed class SampledFunction
{
    /// <summary>The multiples of the step at which both sides are sampled.</summary>
    public static readonly int[] BothSides = [1, -1, 2, -2, 3, -3, 4, -4, 6, -6];

    /// <summary>The same for functions that take long: five points twice, extrapolated; the error is that of the better five.</summary>
    public static readonly int[] FewPoints = [1, -1, 2, -2, 4, -4];

    /// <summary>The multiples of the step at which one side is sampled, to be given the sign of the side.</summary>
    public static readonly int[] OneSide = [1, 2, 3, 4, 5, 6];

    private static readonly double[] Central = [3 / 4.0, -3 / 20.0, 1 / 60.0];
    private static readonly double[] CentralSecond = [3 / 2.0, -3 / 20.0, 1 / 90.0];
    private static readonly double[] Seven = [-49 / 20.0, 6, -15 / 2.0, 20 / 3.0, -15 / 4.0, 6 / 5.0, -1 / 6.0];
    private static readonly double[] Six = [-137 / 60.0, 5, -5, 10 / 3.0, -5 / 4.0, 1 / 5.0];
    private static readonly double[] SevenSecond = [203 / 45.0, -87 / 5.0, 117 / 4.0, -254 / 9.0, 33 / 2.0, -27 / 5.0, 137 / 180.0];
    private static readonly double[] SixSecond = [15 / 4.0, -77 / 6.0, 107 / 6.0, -13, 61 / 12.0, -5 / 6.0];
    private static readonly double[] Four = [-11 / 6.0, 3, -3 / 2.0, 1 / 3.0];

    private static readonly double[] OneTwoFour = [-7 / 4.0, 8 / 3.0, -1, 0, 1 / 12.0];
    private static readonly double[] FromThree = [8 / 3.0, -2, 0, 1 / 3.0];
    private static readonly double[] FromFour = [4, -6, 4, -1];
    private static readonly double[] FromSix = [6, -15, 20, -15, 6, -1];

    // A smooth function is continued to a millionth of its own change; jumps below the other share do no harm to the digits that are told.
    private const double JumpShare = 1e-3;
    private const double JumpBesideMagnitude = 1e-9;

    private readonly Dictionary<int, double> values;
    private readonly double step;
    private readonly int side;
    private readonly double magnitude;
    private readonly double noise;

    /// <summary>Takes the values.</summary>
    /// <param name="values">The values by multiples of the step, 0 among them.</param>
    /// <param name="step">The step.</param>
    /// <param name="side">0 for both sides, else the sign of the side that is sampled.</param>
    /// <param name="magnitude">Size of what is added up to a value.</param>
    /// <param name="noise">Rounding error of a value.</param>
    public SampledFunction(Dictionary<int, double> values, double step, int side, double magnitude, double noise) =>
        (this.values, this.step, this.side, this.magnitude, this.noise) = (values, step, side, magnitude, noise);

    /// <summary>The first derivative.</summary>
    public Estimate First
    {
        get
        {
            if (side != 0) return OfSide(Seven, Six, side / step);
            if (IsFew) return Extrapolated(Slope(1), Slope(2), 2 * noise / step);
            var fine = Odd(1);
            return new Estimate(fine, Math.Abs(fine - Odd(2)) + (2 * noise / step));
        }
    }

    /// <summary>The second derivative.</summary>
    public Estimate Second
    {
        get
        {
            if (side != 0) return OfSide(SevenSecond, SixSecond, 1 / (step * step));
            if (IsFew) return Extrapolated(Bend(1), Bend(2), 6 * noise / (step * step));
            // Rounding counts by the square of the step, so the wider one is better here.
            var wide = Even(2);
            return new Estimate(wide, Math.Abs(wide - Even(1)) + (2 * noise / (step * step)));
        }
    }

    /// <summary>The derivatives upward and downward where they differ by more than rounding and the length of the step explain, as at a kink or a jump; <c>null</c> where they do not.</summary>
    public (double Upward, double Downward)? Kink()
    {
        if (side != 0) return null;
        var (up, down) = (OfFour(1), OfFour(-1));
        return Math.Abs(up - down) > Math.Max(1e-3 * Math.Max(Math.Abs(up), Math.Abs(down)), 50 * First.Error) ? (up, down) : null;
    }

    /// <summary>Whether the value at the nominal point is where those beside it lead to.</summary>
    public bool IsContinuous => IsFew ? Leads(1, FromThree) && Leads(-1, FromThree) : side == 0 ? Leads(1, FromFour) && Leads(-1, FromFour) : Leads(side, FromSix);

    private bool Leads(int sign, double[] weights)
    {
        var limit = 0.0;
        for (var k = 0; k < weights.Length; k++)
        {
            if (weights[k] != 0) limit += weights[k] * (values[sign * (k + 1)] - values[0]);
        }

        var largest = values.Values.Max(v => Math.Abs(v - values[0]));
        return Math.Abs(limit) <= Math.Max(JumpShare * largest, JumpBesideMagnitude * magnitude);
    }

    private bool IsFew => side == 0 && !values.ContainsKey(3);

    private static Estimate Extrapolated(double fine, double wide, double rounding) => new(fine + ((fine - wide) / 15), (Math.Abs(fine - wide) / 15) + rounding);

    private double Slope(int k) => ((8 * (values[k] - values[-k])) - (values[2 * k] - values[-2 * k])) / (12 * k * step);

    private double Bend(int k) => ((16 * (values[k] - values[0] + (values[-k] - values[0]))) - (values[2 * k] - values[0] + (values[-2 * k] - values[0]))) / (12 * k * step * k * step);

    private double Odd(int scale)
    {
        var sum = 0.0;
        for (var k = 1; k <= 3; k++) sum += Central[k - 1] * (values[k * scale] - values[-k * scale]);
        return sum / (scale * step);
    }

    private double Even(int scale)
    {
        var sum = 0.0;
        for (var k = 1; k <= 3; k++) sum += CentralSecond[k - 1] * (values[k * scale] - values[0] + (values[-k * scale] - values[0]));
        return sum / (scale * step * scale * step);
    }

    private double OfFour(int sign) => sign / step * (IsFew ? OneTwoFour : Four).Select((w, k) => w == 0 ? 0 : w * (values[sign * k] - values[0])).Sum();

    private Estimate OfSide(double[] better, double[] worse, double factor)
    {
        double Of(double[] weights) => factor * weights.Select((w, k) => w * (values[side * k] - values[0])).Sum();
        var value = Of(better);
        return new Estimate(value, Math.Abs(value - Of(worse)) + (Math.Abs(factor) * noise * better.Sum(Math.Abs)));
    }
}
