using System.Text;
using Reliability.Modeling.Collections;
using Reliability.Modeling.Quantities;

namespace Reliability.Modeling.Distributions;

/// <summary>
/// The law of a delay. Lengths are durations, arguments and values are in hours; every law here lives on the numbers from zero on. Immutable, equal by
/// value. Parameters are not checked on construction: <see cref="Problem"/> says what is wrong with them, and the answers of a law with a problem mean nothing.
/// </summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>The expected length; infinite where it does not exist.</summary>
    public abstract Duration Mean { get; }

    /// <summary>The variance in square hours; infinite where it does not exist.</summary>
    public abstract double Variance { get; }

    /// <summary>The lengths that have a probability of their own, ascending; none for a law with a density.</summary>
    public virtual EquatableArray<Atom> Atoms => [];

    /// <summary>The length in hours that is never exceeded; infinite for most laws.</summary>
    public virtual double LongestHours => double.PositiveInfinity;

    /// <summary>The probability that the delay is longer.</summary>
    /// <param name="hours">A time; before zero the answer is 1.</param>
    public abstract double Survival(double hours);

    /// <summary>The logarithm of <see cref="Survival"/>, kept where the probability itself is too small to be a number: minus the cumulative hazard.</summary>
    /// <param name="hours">A time.</param>
    public virtual double LogSurvival(double hours) => Math.Log(Survival(hours));

    /// <summary>The density per hour of the part of the law without <see cref="Atoms"/>.</summary>
    /// <param name="hours">A time; before zero the answer is 0.</param>
    public abstract double Density(double hours);

    /// <summary>The rate per hour at which a delay of this age ends, so far as it has a density.</summary>
    /// <param name="hours">The age, below <see cref="LongestHours"/>.</param>
    public virtual double Hazard(double hours) => Density(hours) / Survival(hours);

    /// <summary>The least time by which the delay has ended with a probability. Where no formula is known, by bisection of the survival to the last digit.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <returns>Hours; infinite for probability 1 of a law without an end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is none.</exception>
    public double Quantile(double probability)
    {
        if (!(probability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is expected.");
        return probability == 1 ? LongestHours : QuantileBelow(probability);
    }

    /// <summary>What is wrong with the parameters, in words; <c>null</c> when nothing is.</summary>
    public abstract string? Problem();

    /// <summary>Says nothing of what is computed, so that a law prints as its parameters.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    private protected virtual double QuantileBelow(double probability)
    {
        bool Ended(double hours) => Survival(hours) <= 1 - probability;
        if (Ended(0)) return 0;
        var mean = Mean.TotalHours;
        var (low, high) = (0.0, IsPositive(mean) ? mean : 1);
        while (!Ended(high) && high < double.MaxValue / 4) (low, high) = (high, 2 * high);
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high) return high;
            if (Ended(middle)) high = middle;
            else low = middle;
        }
    }

    // Far out the hazard may be beyond all numbers where the survival is below them.
    private protected double FromHazard(double hours) => Survival(hours) is > 0 and var survival ? Hazard(hours) * survival : 0;

    private protected static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private protected static string? Positive(double value, string what) => IsPositive(value) ? null : $"{what} is {value}, not a finite number above zero";
}

/// <summary>A length that has a probability of its own.</summary>
/// <param name="Hours">The length in hours.</param>
/// <param name="Probability">Its probability, above zero.</param>
public readonly record struct Atom(double Hours, double Probability);
