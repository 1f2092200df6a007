using System.Runtime.InteropServices;

namespace Reliability.Simulation.Engine;

/// <summary>What is done to the clock of an event.</summary>
/// <param name="Number">The mean of an exponential delay that starts, in hours; or its rate.</param>
/// <param name="Item">The event.</param>
/// <param name="Kind">What is done.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClockChange(double Number, int Item, ClockChangeKind Kind);

/// <summary>The kinds of change.</summary>
internal enum ClockChangeKind : byte
{
    /// <summary>An event that remembers nothing is no longer enabled.</summary>
    Stop,

    /// <summary>An exponential event of a fixed rate is enabled.</summary>
    RunExponential,

    /// <summary>A general event that remembers nothing is enabled.</summary>
    RunGeneral,

    /// <summary>An exponential event has another rate.</summary>
    SetRate,

    /// <summary>A general event that may remember is enabled.</summary>
    Enable,

    /// <summary>A general event that may remember is no longer enabled.</summary>
    Disable,
}
