namespace Reliability.Modeling.Distributions.Functions;

/// <summary>Mean and variance of a smooth density by Gauss's quadrature on equal panels.</summary>
internal static class PanelQuadrature
{
    private const int Points = 16;
    private const int Panels = 100;

    private static readonly (double Node, double Weight)[] Rule = [.. Enumerable.Range(0, Points).Select(Root)];

    /// <summary>Mean and variance of what is distributed with a density over an interval.</summary>
    /// <param name="density">The density, without the constant that makes it one.</param>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end, beyond which nothing counts.</param>
    public static (double Mean, double Variance) Moments(Func<double, double> density, double from, double to)
    {
        var places = new double[Points * Panels];
        var weights = new double[places.Length];
        var half = (to - from) / (2 * Panels);
        var (mass, first) = (0.0, 0.0);
        for (var i = 0; i < places.Length; i++)
        {
            var (node, weight) = Rule[i % Points];
            places[i] = from + (half * ((2 * (i / Points)) + 1 + node));
            weights[i] = weight * density(places[i]);
            mass += weights[i];
            first += weights[i] * places[i];
        }

        var mean = first / mass;
        var second = 0.0;
        for (var i = 0; i < places.Length; i++) second += weights[i] * (places[i] - mean) * (places[i] - mean);
        return (mean, second / mass);
    }

    // Roots of the Legendre polynomial by Newton's method from Tricomi's estimate.
    private static (double Node, double Weight) Root(int index)
    {
        var x = Math.Cos(Math.PI * (index + 0.75) / (Points + 0.5));
        var slope = 1.0;
        for (var step = 0; step < 10; step++)
        {
            var (before, value) = (1.0, x);
            for (var k = 2; k <= Points; k++) (before, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * before)) / k);
            slope = Points * ((x * value) - before) / ((x * x) - 1);
            x -= value / slope;
        }

        return (x, 2 / ((1 - (x * x)) * slope * slope));
    }
}
