using Reliability.Notebook.Transport;

namespace Reliability.Notebook.Protocol;

/// <summary>A message and the peer that waits for its answer.</summary>
internal readonly record struct KernelRequest(ZmtpConnection Peer, JupyterMessage Message);
