using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>A model whose states are made on the way, to be split by its distance to the down states.</summary>
/// <param name="model">The model.</param>
/// <param name="sampled">True for random stays, false for their means.</param>
internal sealed class JumpSplitting(IJumpModel model, bool sampled) : ISplittingModel
{
    // Beyond this many numbers the memory of a step comes from the heap.
    private const int OnStack = 256;

    public int Width => model.Width;

    public int Top { get; } = model.StartDistance;

    public void Start(Span<double> state, ref Xoshiro256PlusPlus stream)
    {
        Span<int> numbers = model.Width <= OnStack ? stackalloc int[model.Width] : new int[model.Width];
        model.Start(numbers);
        for (var i = 0; i < numbers.Length; i++) state[i] = numbers[i];
    }

    public double Step(Span<double> state, ref Xoshiro256PlusPlus stream)
    {
        Span<int> numbers = model.Width <= OnStack ? stackalloc int[model.Width] : new int[model.Width];
        Span<Jump> jumps = model.MaximumJumps <= OnStack ? stackalloc Jump[model.MaximumJumps] : new Jump[model.MaximumJumps];
        Read(state, numbers);
        var (count, exit) = (model.Jumps(numbers, jumps), 0.0);
        for (var k = 0; k < count; k++) exit += jumps[k].Rate;
        if (count == 0) return double.PositiveInfinity;
        var (u, taken) = (stream.NextDouble() * exit, 0);
        while (taken < count - 1 && u >= jumps[taken].Rate) u -= jumps[taken++].Rate;
        model.Apply(numbers, jumps[taken]);
        for (var i = 0; i < numbers.Length; i++) state[i] = numbers[i];
        return sampled ? ExponentialZiggurat.Next(ref stream) / exit : 1 / exit;
    }

    public int Importance(ReadOnlySpan<double> state)
    {
        Span<int> numbers = model.Width <= OnStack ? stackalloc int[model.Width] : new int[model.Width];
        Read(state, numbers);
        return Top - model.Distance(numbers);
    }

    public bool IsStop(ReadOnlySpan<double> state)
    {
        Span<int> numbers = model.Width <= OnStack ? stackalloc int[model.Width] : new int[model.Width];
        Read(state, numbers);
        return model.IsStop(numbers);
    }

    private void Read(ReadOnlySpan<double> state, Span<int> numbers)
    {
        for (var i = 0; i < model.Width; i++) numbers[i] = (int)state[i];
    }
}
