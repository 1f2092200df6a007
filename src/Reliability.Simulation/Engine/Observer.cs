namespace Reliability.Simulation.Engine;

/// <summary>
/// Watches one replication. Hours are added up only when something observed changes, so an event that changes nothing observed costs nothing here.
/// </summary>
internal sealed class Observer(SimulationPlan plan)
{
    private double warmUp = plan.WarmUpHours;
    private double end = plan.EndHours;
    private readonly double[] times = plan.Times;
    private readonly bool[] isScheduled = plan.IsScheduled;
    private readonly double[] ownRates = new double[plan.RewardRates.Length];

    // Its own, or for the moment those of a sight, which are not to be changed.
    private double[] rates = [];
    private readonly bool[] holds = new bool[plan.Counted.Length];
    private readonly int[] counts = new int[plan.Counters];
    private ReplicationRecord record = null!;
    private bool down;
    private bool lost;
    private bool areRewardsInDoubt;
    private bool hasFailed;
    private bool hasLost;
    private int cause;
    private int nextTime;
    private int copiesDown;
    private double since;
    private double outageBegin;

    /// <summary>When the replication ends, in hours.</summary>
    public double Horizon { get; private set; } = plan.HorizonHours;

    /// <summary>Observes the replications that begin from now on later by so many hours.</summary>
    public void Delay(double hours) => (warmUp, end, Horizon) = (plan.WarmUpHours + hours, plan.EndHours + hours, Math.Max(plan.HorizonHours, plan.EndHours + hours));

    /// <summary>Begins a replication in its first state in which time passes.</summary>
    public void Begin(ReplicationRecord newRecord, int[] state)
    {
        record = newRecord;
        since = 0;
        outageBegin = 0;
        nextTime = 0;
        cause = plan.UnknownCause;
        Count(state);
        copiesDown = CopiesDown;
        areRewardsInDoubt = false;
        down = hasFailed = !plan.Up.Holds(counts);
        lost = hasLost = plan.DataLoss is { } loss && loss.Holds(counts);
        if (down) record.FirstFailure = 0;
        rates = ownRates;
        for (var i = 0; i < rates.Length; i++) rates[i] = RateOf(i, state, 0);
    }

    /// <summary>What is seen now; made of what has been looked at, so to be asked for where nothing is in doubt.</summary>
    public Sight Seen() => new(down, lost, [.. rates]);

    /// <summary>Goes on from a state that was come to by <see cref="Look(double, KnownTransition)"/>.</summary>
    public void GoOn(int[] state)
    {
        Count(state);
        rates.CopyTo(ownRates, 0);
        rates = ownRates;
    }

    private int CopiesDown => plan.Copies == 0 ? 0 : plan.Copies - counts[plan.CopiesCounter];

    /// <summary>A counted condition holds or does not; tells whether that is new.</summary>
    public bool Recount(int condition, int counter, bool isHeld)
    {
        ref var held = ref holds[condition];
        if (held == isHeld) return false;
        held = isHeld;
        counts[counter] += isHeld ? 1 : -1;
        return true;
    }

    /// <summary>What the rate of a reward reads has changed.</summary>
    public void DoubtRewards() => areRewardsInDoubt = true;

    /// <summary>Something observed may have changed, or an instant has fired.</summary>
    /// <param name="time">Now.</param>
    /// <param name="state">The state after the change, immediate events resolved.</param>
    /// <param name="newCause">The cause of the change.</param>
    /// <param name="takesOver">True for an instant, to which an outage that it leaves is booked.</param>
    public void Look(double time, int[] state, int newCause, bool takesOver)
    {
        var isDown = !plan.Up.Holds(counts);
        var isLost = plan.DataLoss is { } loss && loss.Holds(counts);
        var observed = IsObserved(time);
        if (areRewardsInDoubt) LookAtRewards(time, state, observed);

        if (CopiesDown != copiesDown)
        {
            Flush(time);
            if (observed)
            {
                for (var k = copiesDown + 1; k <= CopiesDown; k++) record.Rises[k]++;
            }

            copiesDown = CopiesDown;
        }

        Turn(time, isDown, isLost, newCause, takesOver);
    }

    /// <summary>What is seen becomes known without asking, in a plan without copies.</summary>
    public void Look(double time, KnownTransition transition)
    {
        var next = transition.Target.Sight;
        if (transition.ChangedRewards is { Length: > 0 } changed)
        {
            Flush(time);
            rates = next.Rates;
            if (IsObserved(time))
            {
                var changes = record.RewardChanges;
                foreach (var reward in changed) changes[reward]++;
            }
        }

        Turn(time, next.IsDown, next.IsLost, transition.Cause, transition.TakesOver);
    }

    private bool IsObserved(double time) => time >= warmUp && time < end;

    private void Count(int[] state)
    {
        Array.Clear(counts);
        for (var i = 0; i < holds.Length; i++)
        {
            holds[i] = plan.Counted[i](state);
            if (holds[i]) counts[plan.CounterOf[i]]++;
        }
    }

    private void Turn(double time, bool isDown, bool isLost, int newCause, bool takesOver)
    {
        var books = isDown && (!down || (takesOver && newCause != cause));
        if (!books && isDown == down && isLost == lost) return;
        Flush(time);
        var observed = IsObserved(time);
        if (isDown && !down)
        {
            outageBegin = time;
            if (observed) record.Interruptions++;
            if (!hasFailed) record.FirstFailure = time;
            hasFailed = true;
        }
        else if (down && !isDown)
        {
            EndOutage(time);
        }

        if (books)
        {
            cause = newCause;
            if (observed) record.Bookings[cause]++;
        }

        if (isLost && !lost)
        {
            hasLost = true;
            if (observed) record.Losses++;
        }

        (down, lost) = (isDown, isLost);
    }

    private void LookAtRewards(double time, int[] state, bool observed)
    {
        areRewardsInDoubt = false;
        for (var i = 0; i < rates.Length; i++)
        {
            SetRate(i, RateOf(i, state, time), time, observed);
        }
    }

    private double RateOf(int reward, int[] state, double time)
    {
        var rate = plan.RewardRates[reward](state);
        return double.IsFinite(rate) ? rate : throw plan.Fault(null, $"reward '{plan.RewardNames[reward]}' has the rate {rate}; a rate is a finite number", state, time);
    }

    private void SetRate(int reward, double rate, double time, bool observed)
    {
        if (rate == rates[reward]) return;
        Flush(time);
        rates[reward] = rate;
        if (observed) record.RewardChanges[reward]++;
    }

    /// <summary>An event has happened that earns impulses; the state is the one before it.</summary>
    public void Earn(double time, PlanEvent e, int[] before)
    {
        if (!IsObserved(time)) return;
        foreach (var impulse in e.Impulses) Earn(impulse.Reward, impulse.Amount(before));
    }

    /// <summary>An event has happened that earns what is known.</summary>
    public void Earn(double time, (int Reward, double Amount)[] impulses)
    {
        if (!IsObserved(time)) return;
        foreach (var (reward, amount) in impulses) Earn(reward, amount);
    }

    private void Earn(int reward, double amount)
    {
        record.Rewards[reward] += amount;
        record.RewardChanges[reward]++;
    }

    /// <summary>True while the service is down.</summary>
    public bool IsDown => down;

    /// <summary>Ends a piece of the run, of which the next record goes on.</summary>
    public void Cut(double time, ReplicationRecord next)
    {
        Flush(time);
        record = next;
    }

    /// <summary>Ends the replication at the horizon.</summary>
    public void End()
    {
        Flush(Horizon);
        if (down) EndOutage(Horizon);
    }

    private void EndOutage(double time)
    {
        var length = Math.Min(time, end) - Math.Max(outageBegin, warmUp);
        record.LongestOutage = Math.Max(record.LongestOutage, length);
    }

    private void Flush(double time)
    {
        for (; nextTime < times.Length && times[nextTime] < time; nextTime++)
        {
            record.HasFailed[nextTime] = hasFailed;
            record.IsDown[nextTime] = down;
            record.HasLost[nextTime] = hasLost;
        }

        var (from, to) = (double.MaxNative(since, warmUp), double.MinNative(time, end));
        var hours = to - from;
        since = time;
        if (!(hours > 0)) return;
        if (down)
        {
            record.DownHours[cause] += hours;
            record.Years.Add(from - warmUp, to - warmUp, isScheduled[cause]);
        }

        if (lost) record.LostHours += hours;
        if (plan.Copies > 0) record.HoursWithDown[copiesDown] += hours;
        var rewards = record.Rewards;
        var perHour = rates;
        for (var i = 0; i < perHour.Length && i < rewards.Length; i++) rewards[i] += perHour[i] * hours;
    }
}
