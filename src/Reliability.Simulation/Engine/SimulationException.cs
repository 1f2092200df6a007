namespace Reliability.Simulation.Engine;

/// <summary>The model cannot be simulated: it does something in a state that no model may do. The message names the event and the state.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SimulationException(string message)
        : base(message)
    {
    }
}
