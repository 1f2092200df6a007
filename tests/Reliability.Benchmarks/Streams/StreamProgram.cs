using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Reliability.Simulation.Random;

namespace Reliability.Benchmarks.Streams;

/// <summary>
/// Writes raw words of neighbouring streams, one of each in rotation, to standard output without end, for programs that test random numbers:
/// <c>dotnet run -c Release --project tests/Reliability.Benchmarks -- streams | dieharder -g 200 -a</c>.
/// </summary>
internal static class StreamProgram
{
    /// <summary>The argument that asks for it.</summary>
    public const string Verb = "streams";

    private const int Purposes = 4;
    private const int Replications = 64;
    private const int WordsOfEach = 4096;

    /// <summary>
    /// Deals words until nobody reads them any more. A group is four neighbouring purposes of a block of 64 replications, 256 streams; after 4,096 words of each, about as
    /// many as a replication takes, the next block follows. So most of what is judged is near the beginning of a stream.
    /// </summary>
    /// <param name="arguments">The seed; 1 when there is none.</param>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var factory = new StreamFactory(arguments is [var seed, ..] ? ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture) : 1);
        var streams = new Xoshiro256PlusPlus[Purposes * Replications];
        var bytes = new byte[streams.Length * sizeof(ulong) * 16];
        // The console of .NET keeps silent when nobody reads any more; a file tells it. Windows has another number for it.
        using var output = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        try
        {
            for (ulong block = 0; ; block++)
            {
                for (var i = 0; i < streams.Length; i++) streams[i] = factory.Stream((ulong)(1 + (i % Purposes)), (block * Replications) + (ulong)(i / Purposes));
                for (var round = 0; round < WordsOfEach; round += bytes.Length / sizeof(ulong) / streams.Length)
                {
                    for (var at = 0; at < bytes.Length; at += sizeof(ulong)) BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), streams[at / sizeof(ulong) % streams.Length].NextUInt64());
                    output.Write(bytes);
                }
            }
        }
        catch (IOException)
        {
            // The reader has seen enough and closed the pipe.
            return 0;
        }
    }
}
