namespace Reliability.Simulation.Statistics;

/// <summary>
/// Count, mean, variance and extremes of a sample, gathered in one pass without keeping the sample. A mutable value: <c>default</c> is the
/// empty sample. Merging gives the same up to rounding in whatever order; for results that are the same to the last bit, merge by index.
/// Sources: B. P. Welford, Technometrics 4 (1962) 419; P. Pébay, "Formulas for robust, one-pass parallel computation of covariances and
/// arbitrary-order statistical moments", Sandia report SAND2008-6212.
/// </summary>
public struct RunningMoments
{
    private double _mean;
    private double _squares;
    private double _minimum;
    private double _maximum;

    /// <summary>
    /// How many values were added.
    /// </summary>
    public long Count { get; private set; }

    /// <summary>
    /// The mean of the values, in their unit; not a number for an empty sample.
    /// </summary>
    public readonly double Mean => Count > 0 ? _mean : double.NaN;

    /// <summary>
    /// The unbiased variance (divisor count - 1), in their unit squared; not a number for fewer than two values.
    /// </summary>
    public readonly double Variance => Count > 1 ? _squares / (Count - 1) : double.NaN;

    /// <summary>
    /// The square root of <see cref="Variance"/>, in the unit of the values.
    /// </summary>
    public readonly double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>
    /// The standard error of <see cref="Mean"/>, in the unit of the values; not a number for fewer than two values.
    /// </summary>
    public readonly double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>
    /// The least value; not a number for an empty sample.
    /// </summary>
    public readonly double Minimum => Count > 0 ? _minimum : double.NaN;

    /// <summary>
    /// The greatest value; not a number for an empty sample.
    /// </summary>
    public readonly double Maximum => Count > 0 ? _maximum : double.NaN;

    /// <summary>
    /// Adds one value.
    /// </summary>
    /// <param name="value">The value, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "The value must be finite.");
        _minimum = Count == 0 ? value : Math.Min(_minimum, value);
        _maximum = Count == 0 ? value : Math.Max(_maximum, value);
        Count++;
        var before = value - _mean;
        _mean += before / Count;
        _squares += before * (value - _mean);
    }

    /// <summary>
    /// Adds all values of another sample.
    /// </summary>
    /// <param name="other">The other sample, left as it is; it may be empty.</param>
    public void Merge(RunningMoments other)
    {
        if (other.Count == 0)
            return;
        if (Count == 0)
        {
            this = other;
            return;
        }

        var total = Count + other.Count;
        var apart = other._mean - _mean;
        var share = (double)other.Count / total;
        _squares += other._squares + apart * apart * Count * share;
        _mean += apart * share;
        _minimum = Math.Min(_minimum, other._minimum);
        _maximum = Math.Max(_maximum, other._maximum);
        Count = total;
    }
}
