using System.Buffers;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Simulation.Engine.Checkpoints;

/// <summary>
/// The replications that a simulation has played so far, from its first one on without a gap, each with all it observed. A simulation that continues from them adds them up
/// again in the same order, so that its result has the same bytes as if it had never stopped, and may stop by other rules. Thread-safe.
/// </summary>
public sealed class Checkpoint
{
    // No more than one part in so many of the time goes into saving.
    private const int TimesTheLastSave = 20;
    private const int MostBytes = 1 << 30;

    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> records = new();
    // Where the records end that were read, and each one since.
    private readonly List<int> ends = [0];
    private readonly Dictionary<int, byte[]> waiting = [];
    private Func<Action<Stream>, string?>? save;
    private int loaded;
    private bool isChanged;
    private bool isFull;
    private long next;

    /// <summary>Begins without replications, in memory only until <see cref="SaveTo"/> is called.</summary>
    /// <param name="key">What the replications are replications of.</param>
    public Checkpoint(CheckpointKey key) => Key = key ?? throw new ArgumentNullException(nameof(key));

    /// <summary>What the replications are replications of.</summary>
    public CheckpointKey Key { get; }

    /// <summary>The index of its first replication.</summary>
    public int First => Key.Share?.First ?? 0;

    /// <summary>How many replications it holds.</summary>
    public int Replications { get; private set; }

    /// <summary>Whether a share is whole; a run of its own ends by its rules for stopping, and is never told to be.</summary>
    public bool IsWhole => Key.Share is { } share && Replications == share.End - share.First;

    /// <summary>What went wrong when it was saved last, in a sentence; <c>null</c> when nothing did. The simulation goes on without.</summary>
    public string? Problem { get; private set; }

    /// <summary>The least time between two savings, and zero to save after every replication. One second unless said otherwise.</summary>
    public TimeSpan Pause { get; init; } = DefaultPause;

    /// <summary>Reads what was saved; <c>null</c> after an error. Never throws on account of the bytes.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="pause">The least time between two savings; <c>null</c> for one second.</param>
    public static Checkpoint? Read(ReadOnlySpan<byte> bytes, string name, DiagnosticBag diagnostics, TimeSpan? pause = null)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (CheckpointFormat.Read(bytes, name, diagnostics) is not { } found) return null;
        var checkpoint = new Checkpoint(found.Key) { Replications = found.Count, Pause = pause ?? DefaultPause };
        checkpoint.loaded = found.Count;
        checkpoint.records.Write(found.Records);
        checkpoint.ends[0] = found.Records.Length;
        return checkpoint;
    }

    /// <summary>Saves it from now on: at once, every second or so while replications are added, and in the end.</summary>
    /// <param name="write">Is given what writes the bytes, has it written so that nobody sees half a file, and says what went wrong, or <c>null</c>. Never called twice at the same time.</param>
    /// <returns>What went wrong, or <c>null</c>.</returns>
    public string? SaveTo(Func<Action<Stream>, string?> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        lock (gate)
        {
            save = write;
            // What was read is there already.
            isChanged = loaded == 0 || Replications > loaded;
            Save();
            return Problem;
        }
    }

    /// <summary>The replications of all shares as those of one run; <c>null</c> after an error: a share that is missing, not whole, of something else, or there twice.</summary>
    /// <param name="parts">The shares, in any order, with what messages call them.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static Checkpoint? Join(IReadOnlyList<(string Name, Checkpoint Part)> parts, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (parts.Count == 0) throw new ArgumentException("There is nothing to join.", nameof(parts));
        var (firstName, first) = parts[0];
        var found = new Dictionary<int, (string Name, Checkpoint Part)>();
        foreach (var (name, part) in parts)
        {
            if (part.Key.Share is not { } share)
            {
                diagnostics.Error($"'{name}' is the checkpoint of a whole run, not a share of one", null, "shares are made with simulate --shard i/n --replications N --checkpoint FILE");
                continue;
            }

            // Like the first in everything but the number of the share.
            if (first.Key.Share is { } leader && (first.Key with { Share = leader with { Number = share.Number } }).Obstacle(part.Key) is { } obstacle)
            {
                diagnostics.Error($"'{name}' does not go with '{firstName}': {obstacle}", null, "all shares are made of one model, with the same options");
                continue;
            }

            if (!found.TryAdd(share.Number, (name, part))) diagnostics.Error($"'{name}' and '{found[share.Number].Name}' both hold share {share}", null, "name each share once");
            if (!part.IsWhole) diagnostics.Error($"'{name}' is not finished: it holds {part.Replications} of {share.End - share.First} replications of share {share}", null, $"finish it with simulate --shard {share} --checkpoint {name}");
        }

        if (diagnostics.HasErrors) return null;
        var all = first.Key.Share!;
        var missing = Enumerable.Range(1, all.Of).Where(i => !found.ContainsKey(i)).Select(i => $"{i}/{all.Of}").ToList();
        if (missing.Count > 0)
        {
            diagnostics.Error($"{(missing.Count == 1 ? "share" : "shares")} {string.Join(", ", missing.Take(20))}{(missing.Count > 20 ? " and more" : "")} {(missing.Count == 1 ? "is" : "are")} missing", null, "name the files of all shares");
            return null;
        }

        var joined = new Checkpoint(first.Key with { Share = null }) { Replications = all.Replications };
        joined.loaded = all.Replications;
        for (var i = 1; i <= all.Of; i++) joined.records.Write(found[i].Part.records.WrittenSpan);
        joined.ends[0] = joined.records.WrittenCount;
        return joined;
    }

    /// <summary>The replications that were read, in order.</summary>
    /// <exception cref="SimulationException">They are not those of the plan.</exception>
    internal IEnumerable<ReplicationRecord> Replay(SimulationPlan plan)
    {
        var at = 0;
        for (var i = 0; i < loaded; i++)
        {
            var record = new ReplicationRecord(plan);
            var rest = records.WrittenSpan[at..];
            if (!RecordCodec.TryDecode(ref rest, record)) throw new SimulationException("the checkpoint does not hold replications of this model; delete it to begin anew");
            at = records.WrittenCount - rest.Length;
            yield return record;
        }

        if (at != records.WrittenCount && Replications == loaded) throw new SimulationException("the checkpoint holds more than its replications; delete it to begin anew");
    }

    /// <summary>Takes a replication that was played; those that come before their turn wait. Saves when it is time.</summary>
    internal void Add(int replication, ReplicationRecord record)
    {
        var bytes = RecordCodec.Encode(record);
        lock (gate)
        {
            if (isFull) return;
            waiting[replication] = bytes;
            while (waiting.Remove(First + Replications, out var turn))
            {
                isFull = turn.Length > MostBytes - records.WrittenCount;
                if (isFull) break;
                records.Write(turn);
                Replications++;
                ends.Add(records.WrittenCount);
                isChanged = true;
            }

            if (Environment.TickCount64 >= next) Save();
        }
    }

    /// <summary>Saves at the end of a whole run that used so many replications: what was played ahead of them is left out, what had been read stays.</summary>
    internal void Finish(int used)
    {
        lock (gate)
        {
            waiting.Clear();
            Cut(Math.Max(used, loaded));
            Save();
        }
    }

    /// <summary>Saves what there is.</summary>
    internal void SaveNow()
    {
        lock (gate) Save();
    }

    private void Cut(int kept)
    {
        if (kept >= Replications) return;
        var bytes = records.WrittenSpan[..ends[kept - loaded]].ToArray();
        records.ResetWrittenCount();
        records.Write(bytes);
        Replications = kept;
        isChanged = true;
    }

    private void Save()
    {
        if (save is null || !isChanged) return;
        var begun = Environment.TickCount64;
        var problem = save(stream => CheckpointFormat.Write(stream, Key, Replications, records.WrittenSpan));
        isChanged = problem is not null;
        Problem = problem ?? (isFull ? "the checkpoint has reached its greatest size, 1 GiB: what was simulated after that is not in it" : null);
        next = Pause == TimeSpan.Zero ? 0 : Environment.TickCount64 + Math.Max((long)Pause.TotalMilliseconds, (Environment.TickCount64 - begun) * TimesTheLastSave);
    }
}
