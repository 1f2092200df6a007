using System.Buffers;
using System.Buffers.Binary;

namespace Reliability.Simulation.Engine.Checkpoints;

/// <summary>
/// Writes what a replication observed as bytes, and reads it again to the last bit. Each number is a byte that counts its bytes without leading zeros, and these, lowest
/// first; most numbers of most replications are zero.
/// </summary>
internal static class RecordCodec
{
    /// <summary>The record as bytes.</summary>
    public static byte[] Encode(ReplicationRecord record)
    {
        var writer = new Writer(new ArrayBufferWriter<byte>(256));
        Each(record, ref writer);
        return writer.Bytes.WrittenSpan.ToArray();
    }

    /// <summary>Fills an empty record from the beginning of some bytes; false when they are not those of a record of its plan.</summary>
    /// <param name="bytes">The bytes; what was read is taken off.</param>
    /// <param name="record">The record.</param>
    public static bool TryDecode(ref ReadOnlySpan<byte> bytes, ReplicationRecord record)
    {
        var reader = new Reader(bytes);
        Each(record, ref reader);
        bytes = reader.Bytes;
        return !reader.Failed;
    }

    // The one list of what a record holds; a test proves that nothing is missing.
    private static void Each<T>(ReplicationRecord record, ref T visitor)
        where T : struct, IVisitor, allows ref struct
    {
        Numbers(ref visitor, record.DownHours);
        Counts(ref visitor, record.Bookings);
        record.Interruptions = visitor.Count(record.Interruptions);
        record.LongestOutage = visitor.Number(record.LongestOutage);
        record.LostHours = visitor.Number(record.LostHours);
        record.Losses = visitor.Count(record.Losses);
        Numbers(ref visitor, record.Rewards);
        Counts(ref visitor, record.RewardChanges);
        Numbers(ref visitor, record.HoursWithDown);
        Counts(ref visitor, record.Rises);
        Numbers(ref visitor, record.Years.Down);
        Numbers(ref visitor, record.Years.Unscheduled);
        Flags(ref visitor, record.HasFailed);
        Flags(ref visitor, record.IsDown);
        Flags(ref visitor, record.HasLost);
        // Not a number stands for no failure, and one below zero cannot be.
        var first = visitor.Number(double.IsNaN(record.FirstFailure) ? -1 : record.FirstFailure);
        record.FirstFailure = first < 0 ? double.NaN : first;
        record.Events = visitor.Count(record.Events);
        record.Ended = visitor.Count(record.Ended ? 1 : 0) != 0;
    }

    private interface IVisitor
    {
        double Number(double value);

        long Count(long value);
    }

    private static void Numbers<T>(ref T visitor, double[] values)
        where T : struct, IVisitor, allows ref struct
    {
        for (var i = 0; i < values.Length; i++) values[i] = visitor.Number(values[i]);
    }

    private static void Counts<T>(ref T visitor, long[] values)
        where T : struct, IVisitor, allows ref struct
    {
        for (var i = 0; i < values.Length; i++) values[i] = visitor.Count(values[i]);
    }

    private static void Flags<T>(ref T visitor, bool[] values)
        where T : struct, IVisitor, allows ref struct
    {
        for (var i = 0; i < values.Length; i++) values[i] = visitor.Count(values[i] ? 1 : 0) != 0;
    }

    private readonly struct Writer(ArrayBufferWriter<byte> bytes) : IVisitor
    {
        public ArrayBufferWriter<byte> Bytes => bytes;

        public double Number(double value)
        {
            Word(BitConverter.DoubleToUInt64Bits(value));
            return value;
        }

        public long Count(long value)
        {
            Word((ulong)value);
            return value;
        }

        private void Word(ulong word)
        {
            Span<byte> all = stackalloc byte[1 + sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(all[1..], word);
            all[0] = (byte)((64 - System.Numerics.BitOperations.LeadingZeroCount(word) + 7) / 8);
            bytes.Write(all[..(1 + all[0])]);
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes) : IVisitor
    {
        public ReadOnlySpan<byte> Bytes { get; private set; } = bytes;

        public bool Failed { get; private set; }

        public double Number(double value)
        {
            var number = BitConverter.UInt64BitsToDouble(Word());
            if (double.IsFinite(number)) return number;
            Failed = true;
            return 0;
        }

        public long Count(long value)
        {
            var count = (long)Word();
            if (count >= 0) return count;
            Failed = true;
            return 0;
        }

        private ulong Word()
        {
            if (Bytes.IsEmpty || Bytes[0] > sizeof(ulong) || Bytes.Length <= Bytes[0])
            {
                Failed = true;
                return 0;
            }

            Span<byte> word = stackalloc byte[sizeof(ulong)];
            Bytes.Slice(1, Bytes[0]).CopyTo(word);
            Bytes = Bytes[(1 + Bytes[0])..];
            return BinaryPrimitives.ReadUInt64LittleEndian(word);
        }
    }
}
