namespace Reliability.Simulation.Engine;

/// <summary>Reports the share of the greatest number of replications or events that is done, a few times a second. Thread-safe.</summary>
internal sealed class ProgressMeter(IProgress<double>? progress, SimulationOptions options)
{
    private const long Pause = 250;

    private readonly Lock gate = new();
    private long replications;
    private long events;
    private long reported = Environment.TickCount64;

    public void Count(long newEvents)
    {
        if (progress is null) return;
        lock (gate)
        {
            replications++;
            events += newEvents;
            var now = Environment.TickCount64;
            if (now - reported < Pause) return;
            reported = now;
            progress.Report(Math.Min(1, Math.Max((double)replications / options.MaximumReplications, (double)events / options.MaximumEvents)));
        }
    }
}
