using System.Net;
using System.Text.Json;

namespace Reliability.Notebook.Protocol;

/// <summary>Where and under which key a front end wants to talk.</summary>
/// <param name="Address">A loopback address.</param>
/// <param name="Shell">The port of requests; 0 lets the system choose, as do the others.</param>
/// <param name="Control">The port of requests that must not wait behind a cell.</param>
/// <param name="IOPub">The port of published output.</param>
/// <param name="Stdin">The port of questions to the user.</param>
/// <param name="Heartbeat">The port of the echo.</param>
/// <param name="Key">Signs messages; never empty.</param>
internal sealed record ConnectionFile(IPAddress Address, int Shell, int Control, int IOPub, int Stdin, int Heartbeat, string Key)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Reads and checks a connection file.</summary>
    /// <exception cref="ConnectionFileException">It cannot be used.</exception>
    public static ConnectionFile Load(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw new ConnectionFileException($"The connection file {path} is too large.");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 8 });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ConnectionFileException($"The connection file {path} cannot be read: {e.Message}");
        }
    }

    private static ConnectionFile Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new ConnectionFileException("The connection file is not a JSON object.");
        if (Text(root, "transport") is not "tcp") throw new ConnectionFileException("The connection file asks for another transport than tcp.");
        if (Text(root, "signature_scheme") is not "hmac-sha256") throw new ConnectionFileException("The connection file asks for another signature scheme than hmac-sha256.");
        if (Text(root, "key") is not { Length: > 0 } key) throw new ConnectionFileException("The connection file has no key: unsigned messages are not accepted.");
        var ip = Text(root, "ip") is "localhost" ? "127.0.0.1" : Text(root, "ip");
        if (!IPAddress.TryParse(ip, out var address) || !IPAddress.IsLoopback(address)) throw new ConnectionFileException($"The connection file names the address {ip}: only loopback addresses are served.");
        return new(address, Port(root, "shell_port"), Port(root, "control_port"), Port(root, "iopub_port"), Port(root, "stdin_port"), Port(root, "hb_port"), key);
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Port(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is >= 0 and <= IPEndPoint.MaxPort
            ? port : throw new ConnectionFileException($"The connection file has no valid {name}.");
}
