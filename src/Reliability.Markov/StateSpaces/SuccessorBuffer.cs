namespace Reliability.Markov.StateSpaces;

/// <summary>Receives the jumps out of states from compiled code: rate, cause, packed target. Reused; not thread-safe.</summary>
internal sealed class SuccessorBuffer
{
    private readonly int wordCount;
    private ulong[] targets;
    private double[] rates = new double[256];
    private int[] causes = new int[256];

    public SuccessorBuffer(int wordCount)
    {
        this.wordCount = wordCount;
        targets = new ulong[256 * wordCount];
    }

    /// <summary>Number of jumps.</summary>
    public int Count { get; private set; }

    /// <summary>The first thing that went wrong; <c>null</c> when nothing did.</summary>
    public SuccessorFault? Fault { get; private set; }

    public double Rate(int jump) => rates[jump];

    public int Cause(int jump) => causes[jump];

    public Span<ulong> Target(int jump) => targets.AsSpan(jump * wordCount, wordCount);

    public void Clear() => Count = 0;

    /// <summary>A jump to a state of one word.</summary>
    public void Add(double rate, int cause, ulong word)
    {
        if (Count == rates.Length) Grow();
        rates[Count] = rate;
        causes[Count] = cause;
        targets[Count++] = word;
    }

    /// <summary>A jump whose target is then filled in word by word with <see cref="Set"/>.</summary>
    public void Start(double rate, int cause)
    {
        if (Count == rates.Length) Grow();
        rates[Count] = rate;
        causes[Count++] = cause;
    }

    public void Set(int word, ulong value) => targets[((Count - 1) * wordCount) + word] = value;

    /// <summary>A rate that is negative, infinite or not a number.</summary>
    public void BadRate(int e, double rate) => Fault ??= new SuccessorFault(SuccessorFaultKind.Rate, e, -1, rate);

    /// <summary>A probability outside 0..1.</summary>
    public void BadProbability(int e, double probability) => Fault ??= new SuccessorFault(SuccessorFaultKind.Probability, e, -1, probability);

    /// <summary>A value outside the range of its variable.</summary>
    public void OutOfRange(int e, int variable, int value) => Fault ??= new SuccessorFault(SuccessorFaultKind.Range, e, variable, value);

    private void Grow()
    {
        Array.Resize(ref rates, rates.Length * 2);
        Array.Resize(ref causes, causes.Length * 2);
        Array.Resize(ref targets, targets.Length * 2);
    }
}

/// <summary>What went wrong when the jumps out of a state were computed.</summary>
internal sealed record SuccessorFault(SuccessorFaultKind Kind, int Event, int Variable, double Value);

/// <summary>Kinds of faults.</summary>
internal enum SuccessorFaultKind
{
    Rate,
    Probability,
    Range,
}
