namespace Reliability.Notebook.Transport;

/// <summary>The 64 bytes with which both sides of a ZMTP 3 connection begin (RFC 23/ZMTP, "Version negotiation").</summary>
internal static class ZmtpGreeting
{
    /// <summary>How many bytes a greeting has.</summary>
    public const int Length = 64;

    private const int MajorVersion = 10;
    private const int Mechanism = 12;
    private const int MechanismLength = 20;

    /// <summary>Our greeting: version 3.0, mechanism NULL.</summary>
    public static byte[] Create()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[MajorVersion] = 3;
        "NULL"u8.CopyTo(greeting.AsSpan(Mechanism));
        return greeting;
    }

    /// <summary>Refuses a greeting that is not of ZMTP 3 or later, or that asks for another mechanism than NULL.</summary>
    /// <exception cref="ZmtpException">It is refused.</exception>
    public static void Check(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || (greeting[9] & 1) == 0) throw new ZmtpException("not a ZMTP greeting");
        if (greeting[MajorVersion] < 3) throw new ZmtpException("the peer speaks a version of ZMTP before 3");
        var mechanism = greeting.Slice(Mechanism, MechanismLength).TrimEnd((byte)0);
        if (!mechanism.SequenceEqual("NULL"u8)) throw new ZmtpException("the peer asks for another security mechanism than NULL");
    }
}
