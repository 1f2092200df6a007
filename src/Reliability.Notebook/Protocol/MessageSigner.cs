using System.Security.Cryptography;
using System.Text;

namespace Reliability.Notebook.Protocol;

/// <summary>Signs the four parts of a message by HMAC-SHA256 and checks signatures in constant time. Safe from any thread.</summary>
internal sealed class MessageSigner
{
    private readonly byte[] _key;

    /// <summary>Takes the key of the connection file.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public MessageSigner(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _key = Encoding.UTF8.GetBytes(key);
    }

    /// <summary>The signature as it is sent: 64 hexadecimal digits, lower case.</summary>
    /// <param name="parts">Header, parent header, metadata and content.</param>
    public byte[] Sign(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts) hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether a signature is that of the parts.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, params ReadOnlySpan<byte[]> parts) => CryptographicOperations.FixedTimeEquals(signature, Sign(parts));
}
