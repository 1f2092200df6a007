using Reliability.Markov.Solvers.Absorption;

namespace Reliability.Markov.Solvers.Sensitivity;

/// <summary>
/// Derivatives by one adjoint pair: the weights of states (time spent in them) and values relative to a reference. A rate from i to j that grows by δ adds
/// weight_i δ (value_j - value_i). Where such a difference cancels, the state that it starts from becomes a further reference, and each arc takes the best.
/// </summary>
internal abstract class AdjointDerivatives(CancellationToken cancellation)
{
    private const int MaximumReferences = 5;
    private const double Wanted = 1e-10;
    private const double Tolerable = 1e4;

    private readonly List<ReferenceState> references = [];
    private readonly List<StateField> fields = [];

    /// <summary>Stops the work.</summary>
    protected CancellationToken Cancellation => cancellation;

    /// <summary>Number of states.</summary>
    protected abstract int Count { get; }

    /// <summary>How errors are known.</summary>
    protected abstract ErrorKind Kind { get; }

    /// <summary>The time spent in a state, or its share.</summary>
    protected abstract double Weight(int state);

    /// <summary>A bound on the relative error of that.</summary>
    protected abstract double WeightError(int state);

    /// <summary>Prepares first-passage quantities for a reference.</summary>
    protected abstract ReferenceState Reference(int state);

    /// <summary>The relative values of the measure itself.</summary>
    protected abstract StateField Values(ReferenceState reference);

    /// <summary>The multiple of the unit vector that belongs to a reward of either sign, and a bound on its error.</summary>
    protected abstract (double Shift, double Error) Shift(ReferenceState reference, double[] reward, double[] rewardError);

    /// <summary>Adds a reference to begin with.</summary>
    protected void Begin(int state) => AddReference(state);

    /// <summary>Sum of weight times change of reward, and of weight times change of rate times difference of values.</summary>
    protected ErrorSum First(ChainDerivative derivative)
    {
        var worst = Contract(derivative, fields, out var sum);
        var tried = 0.0;
        while (worst.Size > Tolerable * Math.Abs(sum.Value) && references.Count < MaximumReferences && sum.Error != tried)
        {
            // A reference that did not help is not followed by another.
            tried = sum.Error;
            if (references.Exists(r => r.State == worst.From)) break;
            AddReference(worst.From);
            worst = Contract(derivative, fields, out sum);
            if (sum.Error > tried / 2) break;
        }

        return sum;
    }

    /// <summary>2 Σ weight Q' value' + Σ weight (Q'' value + reward''), value' being the derivative of the relative values.</summary>
    protected (ErrorSum Sum, double[] Reward, double[] RewardError) Second(ChainDerivative first, ChainDerivative second)
    {
        First(first);
        var reward = new double[Count];
        var error = new double[Count];
        foreach (var (state, value) in first.RewardSpan) reward[state] += value;
        foreach (var d in first.RateSpan)
        {
            var (difference, wrong) = Best(fields, d.From, d.To);
            reward[d.From] += d.Value * difference;
            error[d.From] += Math.Abs(d.Value) * (wrong + (4 * Rounding.Unit * Math.Abs(difference)));
        }

        var seconds = new List<StateField>();
        foreach (var reference in references)
        {
            var (shift, shiftError) = Shift(reference, reward, error);
            seconds.Add(reference.Field(reward, error, shift, shiftError, Cancellation));
        }

        Contract(first with { Rewards = [] }, seconds, out var twice);
        var sum = First(second);
        sum.Add(2 * twice.Value, 2 * twice.Error);
        return (sum, reward, error);
    }

    /// <summary>The best difference of the values of the measure between two states, with a bound on its error.</summary>
    protected (double Difference, double Error) Best(int from, int to) => Best(fields, from, to);

    private static (double Difference, double Error) Best(List<StateField> fields, int from, int to)
    {
        var (difference, error) = (0.0, double.PositiveInfinity);
        foreach (var field in fields)
        {
            var e = field.Error(from, to);
            if (!(e < error)) continue;
            (difference, error) = (field.Difference(from, to), e);
        }

        return (difference, error);
    }

    // The arc whose parts cancel most.
    private (double Size, int From) Contract(ChainDerivative derivative, List<StateField> from, out ErrorSum sum)
    {
        sum = default;
        foreach (var (state, value) in derivative.RewardSpan)
        {
            var term = Weight(state) * value;
            if (term != 0) sum.Add(term, Math.Abs(term) * (WeightError(state) + Rounding.Unit));
        }

        var worst = (Size: 0.0, From: -1);
        foreach (var d in derivative.RateSpan)
        {
            var weight = Weight(d.From);
            if (weight == 0 || d.Value == 0 || d.From == d.To) continue;
            var (difference, error) = Best(from, d.From, d.To);
            var term = weight * d.Value * difference;
            sum.Add(term, (weight * Math.Abs(d.Value) * error) + (Math.Abs(term) * (WeightError(d.From) + (3 * Rounding.Unit))));
            var size = double.PositiveInfinity;
            foreach (var field in from) size = Math.Min(size, field.Size(d.From, d.To));
            size *= weight * Math.Abs(d.Value);
            if (size > worst.Size) worst = (size, d.From);
        }

        return worst;
    }

    private void AddReference(int state)
    {
        var reference = Reference(state);
        references.Add(reference);
        fields.Add(Values(reference));
    }

    /// <summary>A derivative with fewer than ten proved digits once more with 31, where the chain is small enough.</summary>
    protected static SolvedMeasure Refined(SolvedMeasure plain, Lazy<PreciseAdjoint?> precise, Func<PreciseAdjoint, (double Value, double Error)?> derivative)
    {
        if (plain.Error.Absolute <= Wanted * Math.Abs(plain.Value) || precise.Value is not { } adjoint) return plain;
        return derivative(adjoint) is not { } better || !(better.Error < plain.Error.Absolute)
            ? plain
            : new SolvedMeasure(better.Value, new ErrorStatement(ErrorKind.Rounding, better.Error, "elimination without subtraction with 31 digits; a proved bound on the effect of rounding"), "adjoint derivative with 31 digits");
    }

    /// <summary>The statement for a sum.</summary>
    protected SolvedMeasure Measure(ErrorSum sum) => new(
        sum.Value,
        new ErrorStatement(Kind, sum.Error, "an adjoint solution made of positive sums, differences taken towards the nearest reference state; a proved bound on the effect of rounding"),
        "adjoint derivative");
}
