using Reliability.Markov.Solvers;

namespace Reliability.Markov.ModelChecking;

/// <summary>A number in every state, with what is known about its error. Truth values are 0 and 1, exact.</summary>
internal sealed class StateValues
{
    private readonly Func<int, double> errorOf;

    public StateValues(double[] numbers, bool isTruth, Func<int, double> errorOf, ErrorKind kind, string method) =>
        (Numbers, IsTruth, this.errorOf, Kind, Method) = (numbers, isTruth, errorOf, kind, method);

    /// <summary>The numbers.</summary>
    public double[] Numbers { get; }

    /// <summary>True for truth values.</summary>
    public bool IsTruth { get; }

    /// <summary>How the error is known.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The methods that took part, empty where nothing was solved.</summary>
    public string Method { get; }

    public static StateValues Truth(bool[] set, string method = "")
    {
        var numbers = new double[set.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = set[i] ? 1 : 0;
        return new StateValues(numbers, true, static _ => 0, ErrorKind.Rounding, method);
    }

    public static StateValues Exact(double[] numbers) => new(numbers, false, static _ => 0, ErrorKind.Rounding, "");

    /// <summary>The states whose truth value the errors leave open; <c>null</c> when there are none.</summary>
    public HashSet<int>? Open { get; init; }

    /// <summary>Between what the value in a state lies.</summary>
    public (double Low, double High) Ends(int state)
    {
        if (IsTruth) return Open?.Contains(state) == true ? (0, 1) : (Numbers[state], Numbers[state]);
        var error = errorOf(state);
        return (Numbers[state] - error, Numbers[state] + error);
    }

    /// <summary>The greatest error of the number in a state.</summary>
    public double Error(int state) => errorOf(state);

    /// <summary>The truth values as a set of states.</summary>
    public bool[] ToSet()
    {
        var set = new bool[Numbers.Length];
        for (var i = 0; i < set.Length; i++) set[i] = Numbers[i] != 0;
        return set;
    }

    /// <summary>The weaker of two kinds of error.</summary>
    public static ErrorKind Weaker(ErrorKind a, ErrorKind b) => (ErrorKind)Math.Max((int)a, (int)b);

    /// <summary>Both methods, each once.</summary>
    public static string Methods(string a, string b) => a.Length == 0 || a == b ? b : b.Length == 0 ? a : string.Join(", ", a.Split(", ").Concat(b.Split(", ")).Distinct(StringComparer.Ordinal));
}
