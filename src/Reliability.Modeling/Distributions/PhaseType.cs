using Reliability.Modeling.Collections;
using Reliability.Modeling.Distributions.Functions;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>
/// The time until a Markov chain leaves a set of phases. Source: M. F. Neuts, "Matrix-Geometric Solutions in Stochastic Models", Johns Hopkins University
/// Press 1981, chapter 2.
/// </summary>
public sealed record PhaseType : Distribution
{
    /// <summary>The greatest number of phases.</summary>
    public const int MaximumPhases = 64;

    /// <summary>How many phases a delay may pass through on average, so that drawing one takes no noticeable time.</summary>
    public const int MaximumVisits = 100_000;

    private const double SumTolerance = 1e-9;
    private const double RowTolerance = 1e-12;

    private readonly Lazy<PhaseTransients> transients;

    /// <summary>The law of a chain.</summary>
    /// <param name="start">The probability of each phase at the beginning; they sum to 1.</param>
    /// <param name="rates">The sub-generator per hour, row after row: rates from phase to phase, and on the diagonal minus the rate of leaving, so that no row sums to more than 0.</param>
    public PhaseType(EquatableArray<double> start, EquatableArray<double> rates)
    {
        (Start, Rates) = (start, rates);
        transients = new Lazy<PhaseTransients>(() => new PhaseTransients(this));
    }

    /// <summary>The probability of each phase at the beginning.</summary>
    public EquatableArray<double> Start { get; }

    /// <summary>The sub-generator per hour, row after row.</summary>
    public EquatableArray<double> Rates { get; }

    /// <inheritdoc />
    public override Duration Mean => Duration.FromHours(Weighted(Sojourn(Ones())));

    /// <inheritdoc />
    public override double Variance
    {
        get
        {
            var first = Sojourn(Ones());
            var mean = Weighted(first);
            return (2 * Weighted(Sojourn(first))) - (mean * mean);
        }
    }

    /// <inheritdoc />
    public override double Survival(double hours) => Math.Exp(LogSurvival(hours));

    /// <inheritdoc />
    public override double LogSurvival(double hours)
    {
        Span<double> phases = stackalloc double[Start.Count];
        return hours <= 0 ? 0 : PhasesAt(hours, phases);
    }

    /// <summary>Fills in the probabilities of the phases at an age, given that the delay lasts. Costs a product of vector and matrix for each binary digit of the age; nothing is allocated after the first call.</summary>
    /// <param name="hours">The age, not negative.</param>
    /// <param name="phases">Receives one probability for each phase.</param>
    /// <returns>The logarithm of the probability that the delay lasts so long.</returns>
    public double PhasesAt(double hours, Span<double> phases) => transients.Value.At(hours, phases);

    /// <inheritdoc />
    public override double Density(double hours) => hours < 0 ? 0 : FromHazard(hours);

    /// <inheritdoc />
    public override double Hazard(double hours)
    {
        Span<double> phases = stackalloc double[Start.Count];
        PhasesAt(Math.Max(0, hours), phases);
        var sum = 0.0;
        for (var i = 0; i < phases.Length; i++) sum += phases[i] * ExitRate(i);
        return sum;
    }

    /// <inheritdoc />
    public override string? Problem()
    {
        var n = Start.Count;
        if (n is < 1 or > MaximumPhases) return $"there are {n} phases, not 1 to {MaximumPhases}";
        if (Rates.Count != n * n) return $"{n} phases need {n} rows of {n} rates";
        if (Start.Any(p => !(p is >= 0 and <= 1))) return "a probability at the beginning is outside 0..1";
        var sum = Start.Sum();
        if (Math.Abs(sum - 1) > SumTolerance) return $"the probabilities at the beginning sum to {sum}, not to 1";
        for (var i = 0; i < n; i++)
        {
            if (!(Rates[(i * n) + i] < 0) || !double.IsFinite(Rates[(i * n) + i])) return $"the diagonal of row {i + 1} is not below zero: it is minus the rate of leaving the phase";
            var others = 0.0;
            for (var j = 0; j < n; j++)
            {
                if (j == i) continue;
                if (!(Rates[(i * n) + j] >= 0)) return $"a rate off the diagonal of row {i + 1} is below zero";
                others += Rates[(i * n) + j];
            }

            if (others > -Rates[(i * n) + i] * (1 + RowTolerance)) return $"row {i + 1} sums to more than zero: phases are left faster than the diagonal says";
        }

        if (!Enumerable.Range(0, n).All(i => Start[i] == 0 || EndsFrom(i)) || !double.IsFinite(Mean.TotalHours)) return "some phases are never left, so the delay may never end";
        var visits = Weighted(Sojourn([.. Enumerable.Range(0, n).Select(i => -Rates[(i * n) + i])]));
        return visits <= MaximumVisits ? null : $"a delay passes through {visits:0.#E+0} phases on average, more than {MaximumVisits}";
    }

    /// <summary>True when both are the same chain.</summary>
    public bool Equals(PhaseType? other) => other is not null && Start == other.Start && Rates == other.Rates;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Start, Rates);

    /// <summary>The rate per hour at which a phase ends the delay.</summary>
    /// <param name="phase">Index of the phase, from 0.</param>
    public double ExitRate(int phase)
    {
        var n = Start.Count;
        var leave = -Rates[(phase * n) + phase];
        var exit = leave;
        for (var j = 0; j < n; j++)
        {
            if (j != phase) exit -= Rates[(phase * n) + j];
        }

        // What is left of a row that sums to zero is rounding.
        return exit < leave * RowTolerance ? 0 : exit;
    }

    private bool EndsFrom(int start)
    {
        var n = Start.Count;
        var seen = new bool[n];
        var open = new Stack<int>([start]);
        seen[start] = true;
        while (open.TryPop(out var i))
        {
            // Every phase that can be reached must have a way out; one without makes the elimination divide by zero.
            for (var j = 0; j < n; j++)
            {
                if (j == i || seen[j] || Rates[(i * n) + j] == 0) continue;
                seen[j] = true;
                open.Push(j);
            }
        }

        var ends = new bool[n];
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < n; i++)
            {
                if (ends[i] || !(ExitRate(i) > 0 || Enumerable.Range(0, n).Any(j => j != i && ends[j] && Rates[(i * n) + j] > 0))) continue;
                ends[i] = changed = true;
            }
        }

        return Enumerable.Range(0, n).All(i => !seen[i] || ends[i]);
    }

    private double[] Ones() => [.. Enumerable.Repeat(1.0, Start.Count)];

    private double Weighted(double[] x) => Start.Select((p, i) => p * x[i]).Sum();

    // Solves -T x = b by elimination without subtraction (W. K. Grassmann, M. I. Taksar and D. P. Heyman, Operations Research 33, 1985, 1107).
    private double[] Sojourn(double[] b)
    {
        var n = Start.Count;
        var r = Rates.Span.ToArray();
        var exit = Enumerable.Range(0, n).Select(ExitRate).ToArray();
        var x = (double[])b.Clone();
        var pivots = new double[n];
        for (var k = n - 1; k >= 0; k--)
        {
            pivots[k] = exit[k];
            for (var j = 0; j < k; j++) pivots[k] += r[(k * n) + j];
            for (var i = 0; i < k; i++)
            {
                var share = r[(i * n) + k] == 0 ? 0 : r[(i * n) + k] / pivots[k];
                if (share == 0) continue;
                for (var j = 0; j < k; j++)
                {
                    if (j != i) r[(i * n) + j] += share * r[(k * n) + j];
                }

                exit[i] += share * exit[k];
                x[i] += share * x[k];
            }
        }

        for (var k = 0; k < n; k++)
        {
            for (var j = 0; j < k; j++) x[k] += r[(k * n) + j] * x[j];
            x[k] = x[k] == 0 ? 0 : x[k] / pivots[k];
        }

        return x;
    }
}
