using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>Hours down and outages by cause, by the number of an account: bookings are many, and causes are told apart by their names. Not thread-safe.</summary>
internal sealed class CauseAccounts
{
    private readonly Dictionary<Cause, int> numbers = [];
    private readonly List<(double Hours, double Count, bool IsBooked)> accounts = [];

    /// <summary>The account of a cause.</summary>
    public int Of(Cause cause)
    {
        if (numbers.TryGetValue(cause, out var number)) return number;
        numbers.Add(cause, accounts.Count);
        accounts.Add(default);
        return accounts.Count - 1;
    }

    /// <summary>Books hours and outages.</summary>
    public void Book(int account, double hours, double count)
    {
        var (before, outages, _) = accounts[account];
        accounts[account] = (before + hours, outages + count, true);
    }

    /// <summary>Empties all accounts.</summary>
    public void Clear()
    {
        for (var i = 0; i < accounts.Count; i++) accounts[i] = default;
    }

    /// <summary>What was booked, in report order.</summary>
    public IEnumerable<(Cause Cause, double Hours, double Count)> Booked() =>
        numbers.Where(n => accounts[n.Value].IsBooked).OrderBy(n => n.Key, Cause.ReportOrder).Select(n => (n.Key, accounts[n.Value].Hours, accounts[n.Value].Count));
}
