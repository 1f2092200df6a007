namespace Reliability.Simulation.Engine;

/// <summary>The model cannot be simulated: it does something in a state that no model may do. The message names the event and the state.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in a sentence without a final stop.</param>
    /// <param name="eventName">The event that does it; <c>null</c> for none.</param>
    public SimulationException(string message, string? eventName = null)
        : base(message) => EventName = eventName;

    /// <summary>The name of the event that does what no model may do, to find its place in a file by; <c>null</c> where it is none.</summary>
    public string? EventName { get; }
}
