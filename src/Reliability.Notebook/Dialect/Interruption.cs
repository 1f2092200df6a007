using System.Runtime.CompilerServices;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Dialect;

/// <summary>What the kernel weaves into the loops and methods of a cell, so that an interrupt stops them. Not meant to be called by hand.</summary>
public static class Interruption
{
    // How many interrupted cells are still running, in the whole process: nearly always none, so a turn of a loop costs one read.
    private static int s_interrupted;

    /// <summary>At every turn of a loop: ends the cell when it is interrupted.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (Volatile.Read(ref s_interrupted) != 0) CellContext.Current?.Interrupted.ThrowIfCancellationRequested();
    }

    /// <summary>On entry to a method: as <see cref="Check"/>, and ends a recursion without end before the stack does, which would end the process.</summary>
    /// <exception cref="OperationCanceledException">The cell is interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Check();
    }

    internal static void Begin() => Interlocked.Increment(ref s_interrupted);

    internal static void End() => Interlocked.Decrement(ref s_interrupted);
}
