namespace Reliability.Markov.Chains;

/// <summary>
/// The rates of a sparse matrix, one an entry. Loops over entries are generic in this type, so that the compiler makes one machine loop for plain numbers and
/// one for indices into distinct numbers: a matrix of few distinct rates takes 6 bytes an entry in place of 12, and memory is what limits such loops.
/// </summary>
internal interface IRates
{
    /// <summary>The rate of an entry.</summary>
    double this[int entry] { get; }
}

/// <summary>A number an entry.</summary>
internal readonly struct DirectRates(double[] values) : IRates
{
    public double this[int entry] => values[entry];
}

/// <summary>An index an entry into distinct numbers.</summary>
internal readonly struct IndexedRates(ushort[] index, double[] values) : IRates
{
    public double this[int entry] => values[index[entry]];
}

/// <summary>A loop over the entries of a matrix.</summary>
/// <typeparam name="TResult">What it yields.</typeparam>
internal interface IRateLoop<out TResult>
{
    /// <summary>Runs the loop.</summary>
    TResult Run<TRates>(TRates rates)
        where TRates : struct, IRates;
}
