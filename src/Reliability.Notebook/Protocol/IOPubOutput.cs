using System.Text.Json.Nodes;
using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Protocol;

/// <summary>Publishes the output of one cell under the request that led to it.</summary>
internal sealed class IOPubOutput(KernelChannels channels, JupyterMessage request) : ICellOutput
{
    /// <inheritdoc/>
    public void Write(StreamName stream, string text) =>
        channels.Publish(request, "stream", new JsonObject { ["name"] = OutputContent.Name(stream), ["text"] = text });

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string displayId, bool update) =>
        channels.Publish(request, update ? "update_display_data" : "display_data", new JsonObject
        {
            ["data"] = OutputContent.Data(bundle),
            ["metadata"] = new JsonObject(),
            ["transient"] = new JsonObject { ["display_id"] = displayId },
        });
}
