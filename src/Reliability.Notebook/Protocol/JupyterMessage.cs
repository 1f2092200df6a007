using System.Text.Json;

namespace Reliability.Notebook.Protocol;

/// <summary>A message that came, its signature checked.</summary>
/// <param name="Envelope">The frames before the delimiter, which an answer repeats.</param>
/// <param name="Type">Such as <c>execute_request</c>.</param>
/// <param name="Header">Its header, the parent header of what it leads to.</param>
/// <param name="Content">An object.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Envelope, string Type, byte[] Header, JsonElement Content)
{
    /// <summary>A text of the content, or a default when it is missing or something else.</summary>
    public string Text(string name, string otherwise = "")
    {
        try
        {
            return Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : otherwise;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON by the letter, but no text.
            return otherwise;
        }
    }

    /// <summary>A truth value of the content, or a default when it is missing or something else.</summary>
    public bool Flag(string name, bool otherwise) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : otherwise;

    /// <summary>A whole number of the content, or a default when it is missing or something else.</summary>
    public int Number(string name, int otherwise) =>
        Content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : otherwise;
}
