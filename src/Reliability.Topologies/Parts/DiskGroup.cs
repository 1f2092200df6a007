using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Quantities;
using Reliability.Topologies.Compilation;
using static Reliability.Topologies.Compilation.PartScope;

namespace Reliability.Topologies.Parts;

/// <summary>The ways to arrange disks.</summary>
public enum RaidLevel
{
    /// <summary>Striping: any loss is a data loss.</summary>
    Raid0 = 0,

    /// <summary>Mirroring: all copies must be lost.</summary>
    Raid1 = 1,

    /// <summary>Single parity: the second loss is a data loss.</summary>
    Raid5 = 5,

    /// <summary>Double parity: the third loss is a data loss.</summary>
    Raid6 = 6,

    /// <summary>Striped pairs of mirrors: both disks of a pair must be lost.</summary>
    Raid10 = 10,
}

/// <summary>A group of disks with redundancy, rebuild and hot spares: a birth-death chain. One disk is rebuilt at a time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Level">How the disks are arranged.</param>
/// <param name="Disks">Number of disks, spares not counted.</param>
/// <param name="FailureRate">Failures of one disk, as a rate.</param>
/// <param name="Rebuild">Mean time to rebuild one disk.</param>
/// <param name="Restore">Mean time to restore from backup after a data loss.</param>
public sealed record DiskGroup(string Name, RaidLevel Level, int Disks, Rate FailureRate, Duration Rebuild, Duration Restore) : Part(Name)
{
    /// <summary>Hot spares; a rebuild waits for one when there are any in the design. Zero: a replacement is part of the rebuild time.</summary>
    public int Spares { get; init; }

    /// <summary>Mean time to replace a used spare.</summary>
    public Duration Replacement { get; init; } = Duration.FromHours(24);

    /// <summary>Unrecoverable read errors per bit read; a rebuild without remaining redundancy that meets one loses data.</summary>
    public double ReadErrorsPerBit { get; init; }

    /// <summary>Size of one disk in bits.</summary>
    public double DiskBits { get; init; }

    /// <summary>Number of disks that may be lost at once without losing data, wherever they are.</summary>
    public int Tolerance => Level switch
    {
        RaidLevel.Raid0 => 0,
        RaidLevel.Raid1 => Disks - 1,
        RaidLevel.Raid5 or RaidLevel.Raid10 => 1,
        _ => 2,
    };

    /// <summary>Probability that reading what a critical rebuild needs meets an unrecoverable error.</summary>
    public double CriticalReadErrorProbability
    {
        get
        {
            var disksRead = Level is RaidLevel.Raid1 or RaidLevel.Raid10 ? 1 : Disks - Tolerance;
            return -Expm1(-disksRead * DiskBits * ReadErrorsPerBit);
        }
    }

    internal override PartProcess AddProcess(PartScope scope)
    {
        var pairs = Level == RaidLevel.Raid10;
        var most = pairs ? Disks / 2 : Tolerance;
        var failed = scope.Integer("failed", Math.Max(most, 1));
        var lost = scope.Integer("lost", 1);
        var rate = FailureRate.TotalPerHour;
        var whole = lost.Is(0);
        if (pairs)
        {
            scope.Event("disk fails", whole & failed.IsAtMost(most - 1), ((Expression)most - failed) * (Expression)(2 * rate), Cause.Disk, Set(failed, failed + 1));
            scope.Event("pair lost", whole & failed.IsAtLeast(1), failed * (Expression)rate, Cause.Disk, Set(lost, 1), Set(failed, 0));
        }
        else
        {
            if (most > 0) scope.Event("disk fails", whole & failed.IsAtMost(most - 1), ((Expression)Disks - failed) * (Expression)rate, Cause.Disk, Set(failed, failed + 1));
            scope.Event("one too many", whole & failed.Is(most), (Disks - most) * rate, Cause.Disk, Set(lost, 1), Set(failed, 0));
        }

        if (most > 0) AddRebuild(scope, failed, lost, most, pairs);
        scope.Event("restored from backup", lost.Is(1), Restore.AsRate.TotalPerHour, Cause.Disk, Set(lost, 0), Set(failed, 0));
        return new PartProcess(whole, lost.Is(1));
    }

    internal override string AddTree(TreeScope scope)
    {
        scope.TakesNoAccountOf("restoring from backup after a data loss");
        if (Tolerance > 0 && CriticalReadErrorProbability > 0) scope.TakesNoAccountOf("read errors in a rebuild");
        if (Tolerance > 1 || Level == RaidLevel.Raid10) scope.TakesNoAccountOf("disks rebuilt one at a time");
        if (Spares > 0) scope.TakesNoAccountOf("rebuilds that wait for a spare");
        var q = FailureRate.TotalPerHour / (FailureRate.TotalPerHour + Rebuild.AsRate.TotalPerHour);
        var disks = Enumerable.Range(1, Disks).Select(i => scope.Event($"disk{i}", q, Cause.Disk)).ToArray();
        if (Level == RaidLevel.Raid10)
        {
            return scope.Or("data", [.. Enumerable.Range(0, Disks / 2).Select(p => scope.And($"pair{p + 1}", disks[2 * p], disks[(2 * p) + 1]))]);
        }

        return Tolerance == 0 ? scope.Or("data", disks) : scope.AtLeast("data", Tolerance + 1, disks);
    }

    private void AddRebuild(PartScope scope, VariableExpression failed, VariableExpression lost, int most, bool pairs)
    {
        var ready = lost.Is(0) & failed.IsAtLeast(1);
        Assignment[] done = [Set(failed, failed - 1)];
        if (Spares > 0)
        {
            var spares = scope.Integer("spares", Spares, Spares);
            ready &= spares.IsAtLeast(1);
            done = [.. done, Set(spares, spares - 1)];
            scope.Event("spare replaced", spares.IsAtMost(Spares - 1), Replacement.AsRate.TotalPerHour, Cause.Disk, Set(spares, spares + 1));
        }

        var rebuild = Rebuild.AsRate.TotalPerHour;
        var error = CriticalReadErrorProbability;
        var critical = pairs ? ready : ready & failed.Is(most);
        if (!pairs) scope.Event("rebuilt", ready & failed.IsAtMost(most - 1), rebuild, Cause.Disk, done);
        scope.Branch(
            "critical rebuild ends", critical, rebuild, Cause.Disk,
            With(1 - error, Cause.Disk, done), With(error, Cause.Disk, Set(lost, 1), Set(failed, 0)));
    }

    // exp(x) - 1 without losing digits near zero (Kahan).
    private static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 <= -1 ? -1 : (u - 1) * x / Math.Log(u);
    }
}
