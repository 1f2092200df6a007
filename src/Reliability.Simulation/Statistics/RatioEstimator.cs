namespace Reliability.Simulation.Statistics;

/// <summary>
/// Estimates E[x] / E[y] from one pair for each independent replication, such as hours down and hours observed, with the standard error
/// of the delta method: sqrt(s_xx - 2 r s_xy + r^2 s_yy) / (mean of y x sqrt(n)). Not safe for several threads: give each its own and
/// merge them by index. Source: W. G. Cochran, "Sampling Techniques", 3rd edition, 1977, section 6.4.
/// </summary>
public sealed class RatioEstimator
{
    private RunningMoments _x;
    private RunningMoments _y;
    private CompensatedSum _sumY;
    private double _products;

    /// <summary>
    /// How many pairs were added.
    /// </summary>
    public long Count => _x.Count;

    /// <summary>
    /// How many outages the replications contained together.
    /// </summary>
    public long OutagesSeen { get; private set; }

    /// <summary>
    /// The moments of the numerators.
    /// </summary>
    public RunningMoments Numerator => _x;

    /// <summary>
    /// The moments of the denominators.
    /// </summary>
    public RunningMoments Denominator => _y;

    /// <summary>
    /// The unbiased covariance of the pairs; not a number for fewer than two.
    /// </summary>
    public double Covariance => Count > 1 ? _products / (Count - 1) : double.NaN;

    /// <summary>
    /// The mean of x over the mean of y; not a number without pairs. Its bias is of order 1 / count.
    /// </summary>
    public double Estimate => _x.Mean / _y.Mean;

    /// <summary>
    /// The standard error of <see cref="Estimate"/> by the delta method; not a number for fewer than two pairs.
    /// </summary>
    public double StandardError
    {
        get
        {
            var ratio = Estimate;
            var spread = _x.Variance - 2 * ratio * Covariance + ratio * ratio * _y.Variance;
            // Where x is proportional to y the terms cancel, and rounding may leave a negative crumb.
            return Math.Sqrt(double.IsNaN(spread) ? double.NaN : Math.Max(0, spread) / Count) / Math.Abs(_y.Mean);
        }
    }

    /// <summary>
    /// Adds the pair of one replication.
    /// </summary>
    /// <param name="x">The numerator, finite.</param>
    /// <param name="y">The denominator, finite and not negative.</param>
    /// <param name="outages">How many outages the replication contained, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range; then nothing was added.</exception>
    public void Add(double x, double y, long outages)
    {
        if (!double.IsFinite(x))
            throw new ArgumentOutOfRangeException(nameof(x), x, "The numerator must be finite.");
        if (!double.IsFinite(y) || y < 0)
            throw new ArgumentOutOfRangeException(nameof(y), y, "The denominator must be finite and not negative.");
        ArgumentOutOfRangeException.ThrowIfNegative(outages);
        var before = _x.Count == 0 ? 0 : x - _x.Mean;
        _x.Add(x);
        _y.Add(y);
        _products += before * (y - _y.Mean);
        _sumY.Add(y);
        OutagesSeen += outages;
    }

    /// <summary>
    /// Adds all pairs of another estimator.
    /// </summary>
    /// <param name="other">The other estimator, left as it is; it may be empty.</param>
    /// <exception cref="ArgumentNullException">There is no other estimator.</exception>
    public void Merge(RatioEstimator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count > 0 && Count > 0)
        {
            var weight = (double)Count * other.Count / (Count + other.Count);
            _products += other._products + (other._x.Mean - _x.Mean) * (other._y.Mean - _y.Mean) * weight;
        }
        else if (Count == 0)
        {
            _products = other._products;
        }

        _x.Merge(other._x);
        _y.Merge(other._y);
        _sumY.Add(other._sumY);
        OutagesSeen += other.OutagesSeen;
    }

    /// <summary>
    /// The interval of Student t with count - 1 degrees of freedom. When every numerator is zero and no outage was seen, the estimate is 0
    /// and the upper end is the one-sided bound -ln(1 - confidence) / (sum of y) on outages, times the size of one outage.
    /// </summary>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    /// <param name="outageSize">What one outage adds to x, greater than zero, used only when none was seen: 1 where x counts outages;
    /// where x adds up hours or energy, an upper guess of what an outage would bring; infinite where nothing is known.</param>
    /// <returns>The interval, in the unit of x over that of y; its lower end is cut at zero where no numerator was negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two pairs (one suffices when no outage was seen), or all
    /// denominators are zero.</exception>
    public ConfidenceInterval Interval(double confidence, double outageSize)
    {
        StudentInterval.Check(outageSize);
        if (!(_sumY.Value > 0))
            throw new InvalidOperationException("There is no replication with a denominator above zero.");
        return OutagesSeen == 0 && _x.Minimum == 0 && _x.Maximum == 0
            ? StudentInterval.WithoutOutage(_sumY.Value, outageSize, confidence, Count)
            : StudentInterval.Around(Estimate, StandardError, confidence, Count, OutagesSeen, neverNegative: _x.Minimum >= 0);
    }
}
