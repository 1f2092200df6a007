namespace Reliability.Simulation.Random;

/// <summary>
/// Chooses among n items of given weights in constant time, for one word of the stream. Immutable. Source: A. J. Walker, ACM Transactions on Mathematical
/// Software 3 (1977) 253; built in linear time as by M. D. Vose, IEEE Transactions on Software Engineering 17 (1991) 972.
/// </summary>
internal sealed class AliasTable
{
    private readonly double[] shares;
    private readonly int[] others;

    /// <summary>A table of weights, not negative and not all zero.</summary>
    public AliasTable(ReadOnlySpan<double> weights)
    {
        var n = weights.Length;
        var sum = 0.0;
        foreach (var w in weights) sum += w;
        shares = new double[n];
        others = new int[n];
        var (poor, rich) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < n; i++)
        {
            shares[i] = weights[i] / sum * n;
            others[i] = i;
            (shares[i] < 1 ? poor : rich).Push(i);
        }

        while (poor.Count > 0 && rich.TryPop(out var giver))
        {
            var taker = poor.Pop();
            others[taker] = giver;
            shares[giver] -= 1 - shares[taker];
            (shares[giver] < 1 ? poor : rich).Push(giver);
        }

        // What is left over differs from 1 by rounding only; an item without weight never is.
        foreach (var i in poor.Concat(rich)) shares[i] = 1;
    }

    /// <summary>The index of an item, each with a probability proportional to its weight.</summary>
    public int Next(ref Xoshiro256PlusPlus stream)
    {
        var place = stream.NextDouble() * shares.Length;
        var cell = (int)place;
        return place - cell < shares[cell] ? cell : others[cell];
    }
}
