using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Simulation.Engine.Checkpoints;

/// <summary>
/// The bytes of a checkpoint: eight that name the format, its version, the length of the key, the key as JSON, the number of replications, the length of their records, the
/// records one after the other (<see cref="RecordCodec"/>), and the SHA-256 of all before it. Numbers are little-endian.
/// </summary>
internal static class CheckpointFormat
{
    private const int Version = 1;
    private const string Anew = "name another file, or delete this one to begin anew";

    private static ReadOnlySpan<byte> Name => "RELRUNS\n"u8;

    /// <summary>Writes a checkpoint.</summary>
    public static void Write(Stream stream, CheckpointKey key, int count, ReadOnlySpan<byte> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = JsonSerializer.SerializeToUtf8Bytes(key);
        Span<byte> head = stackalloc byte[Name.Length + (2 * sizeof(int))];
        Name.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[Name.Length..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(head[(Name.Length + sizeof(int))..], text.Length);
        Span<byte> sizes = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(sizes, count);
        BinaryPrimitives.WriteInt32LittleEndian(sizes[sizeof(int)..], records.Length);
        Put(head);
        Put(text);
        Put(sizes);
        Put(records);
        stream.Write(hash.GetHashAndReset());

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Reads a checkpoint; <c>null</c> after an error.</summary>
    public static (CheckpointKey Key, int Count, byte[] Records)? Read(ReadOnlySpan<byte> bytes, string file, DiagnosticBag diagnostics)
    {
        if (!bytes.StartsWith(Name))
        {
            diagnostics.Error($"'{file}' is no checkpoint", null, "name a file that a simulation wrote, or one that does not exist yet");
            return null;
        }

        var rest = bytes[Name.Length..];
        if (rest.Length >= sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(rest) is var version and not Version)
        {
            diagnostics.Error($"'{file}' is a checkpoint of format {version}, and this program reads format {Version}", null, "continue it with the program that wrote it, or " + Anew);
            return null;
        }

        if (bytes.Length >= SHA256.HashSizeInBytes && SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..])
            && Parse(rest[..^SHA256.HashSizeInBytes]) is { } found) return found;
        diagnostics.Error($"the checkpoint '{file}' is damaged or not complete", null, "take a copy of it, or " + Anew);
        return null;
    }

    private static (CheckpointKey Key, int Count, byte[] Records)? Parse(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2 * sizeof(int)) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest[sizeof(int)..]);
        rest = rest[(2 * sizeof(int))..];
        if (length < 0 || length > rest.Length - (2 * sizeof(int))) return null;
        try
        {
            var key = JsonSerializer.Deserialize<CheckpointKey>(rest[..length]);
            rest = rest[length..];
            var (count, size) = (BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[sizeof(int)..]));
            rest = rest[(2 * sizeof(int))..];
            if (key is not { Model: not null, Observation: not null, Study: not null } || count < 0 || size != rest.Length || key.Share?.Problem() is not null) return null;
            return key.Share is { } share && count > share.End - share.First ? null : (key, count, rest.ToArray());
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or NotSupportedException)
        {
            return null;
        }
    }
}
