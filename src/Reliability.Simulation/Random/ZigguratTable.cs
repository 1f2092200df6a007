namespace Reliability.Simulation.Random;

/// <summary>
/// The 256 layers of equal area that cover a decreasing density on the positive half-line. Source: G. Marsaglia and W. W. Tsang, "The
/// ziggurat method for generating random variables", Journal of Statistical Software 5 (2000) 8.
/// </summary>
internal sealed class ZigguratTable
{
    /// <summary>
    /// How many layers there are; the lowest, number 0, contains the tail.
    /// </summary>
    public const int Layers = 256;

    /// <summary>
    /// Positions within a layer run from 0 to this number, exclusive.
    /// </summary>
    public const double Positions = 1UL << 53;

    /// <summary>
    /// Cuts a density into layers.
    /// </summary>
    /// <param name="tailStart">Where the tail begins, chosen so that the topmost layer ends at zero.</param>
    /// <param name="layerArea">The area of each layer: the rectangle left of the tail together with the tail.</param>
    /// <param name="density">The density, not normalised, with value 1 at zero.</param>
    /// <param name="inverse">The inverse of the density.</param>
    /// <exception cref="InvalidOperationException">The layers do not close at the peak of the density.</exception>
    public ZigguratTable(double tailStart, double layerArea, Func<double, double> density, Func<double, double> inverse)
    {
        TailStart = tailStart;
        var edges = new double[Layers + 1];
        edges[0] = layerArea / density(tailStart);
        edges[1] = tailStart;
        for (var layer = 2; layer < Layers; layer++)
            edges[layer] = inverse(layerArea / edges[layer - 1] + density(edges[layer - 1]));
        var peak = layerArea / edges[Layers - 1] + density(edges[Layers - 1]);
        if (Math.Abs(peak - 1) > 1e-12)
            throw new InvalidOperationException($"The ziggurat closes at {peak} instead of 1.");

        for (var layer = 0; layer < Layers; layer++)
        {
            Widths[layer] = edges[layer] / Positions;
            Inner[layer] = (ulong)(edges[layer + 1] / edges[layer] * Positions);
            Heights[layer] = density(edges[layer]);
        }

        Heights[Layers] = 1;
    }

    /// <summary>
    /// The left end of the tail.
    /// </summary>
    public double TailStart { get; }

    /// <summary>
    /// The length of one position in each layer.
    /// </summary>
    public double[] Widths { get; } = new double[Layers];

    /// <summary>
    /// In each layer, the position below which the layer lies wholly under the density.
    /// </summary>
    public ulong[] Inner { get; } = new ulong[Layers];

    /// <summary>
    /// The density at the right edge of each layer, and 1 at the end.
    /// </summary>
    public double[] Heights { get; } = new double[Layers + 1];
}
