using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reliability.Notebook.Protocol;

/// <summary>Between frames and messages ("The Wire Protocol" in the documentation of Jupyter Client). Safe from any thread.</summary>
internal sealed class MessageCodec(MessageSigner signer, TimeProvider clock)
{
    /// <summary>The version of the protocol that is spoken.</summary>
    public const string Version = "5.3";

    private const int MostDepth = 64;
    private static readonly byte[] s_delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] s_empty = "{}"u8.ToArray();

    private readonly ReplayGuard _replays = new();
    private readonly string _session = NewId();

    /// <summary>A name that no other message has.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Reads a message; null when it is to be dropped: unsigned, repeated or malformed.</summary>
    public JupyterMessage? Decode(IReadOnlyList<byte[]> frames)
    {
        var at = 0;
        while (at < frames.Count && !frames[at].AsSpan().SequenceEqual(s_delimiter)) at++;
        if (frames.Count < at + 6) return null;
        var signature = frames[at + 1];
        if (!signer.Verify(signature, frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5])) return null;
        if (!_replays.IsFirst(Encoding.ASCII.GetString(signature))) return null;
        try
        {
            var header = Parse(frames[at + 2]);
            var content = Parse(frames[at + 5]);
            if (header.ValueKind != JsonValueKind.Object || content.ValueKind != JsonValueKind.Object) return null;
            if (!header.TryGetProperty("msg_type", out var type) || type.ValueKind != JsonValueKind.String) return null;
            return new([.. frames.Take(at)], type.GetString()!, frames[at + 2], content);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, nested too deep, or text that is no valid Unicode.
            return null;
        }
    }

    /// <summary>The frames of a message.</summary>
    /// <param name="envelope">Frames before the delimiter: routing, or the topic.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parent">The header of the message that led to it, if any.</param>
    /// <param name="content">What it says.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(IReadOnlyList<byte[]> envelope, string type, byte[]? parent, JsonObject content)
    {
        var header = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["msg_id"] = NewId(),
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"),
            ["msg_type"] = type,
            ["version"] = Version,
        }.ToJsonString());
        var body = Encoding.UTF8.GetBytes(content.ToJsonString());
        var signature = signer.Sign(header, parent ?? s_empty, s_empty, body);
        return [.. envelope.Select(frame => (ReadOnlyMemory<byte>)frame), s_delimiter, signature, header, parent ?? s_empty, s_empty, body];
    }

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
        return document.RootElement.Clone();
    }
}
