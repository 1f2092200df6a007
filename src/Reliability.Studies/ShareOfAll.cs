namespace Reliability.Studies;

/// <summary>Turns the progress of one of several models into that of all.</summary>
internal sealed class ShareOfAll(double[] shares, int place, IProgress<double> all) : IProgress<double>
{
    public void Report(double value)
    {
        Volatile.Write(ref shares[place], value);
        all.Report(shares.Average());
    }
}
