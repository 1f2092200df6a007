using System.Collections.Immutable;

namespace Reliability.Notebook;

/// <summary>How a kernel behaves. Immutable.</summary>
public sealed record KernelOptions
{
    /// <summary>What the kernel calls itself.</summary>
    public string Implementation { get; init; } = "csharp-notebook";

    /// <summary>The version of what the kernel calls itself.</summary>
    public string ImplementationVersion { get; init; } = "0.1.0";

    /// <summary>Namespaces and types that every cell uses beside the usual ones.</summary>
    public ImmutableArray<string> Usings { get; init; } = [];

    /// <summary>Paths of assemblies that every cell may use without <c>#r</c>.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>How long an interrupted cell may take to end before it is left behind; two seconds by default.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The process whose end ends the kernel: 0 for none. By default what Jupyter says in <c>JPY_PARENT_PID</c>.</summary>
    public int? ParentProcess { get; init; }

    /// <summary>Told, one line each, what whoever started the kernel should know; standard error by default.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Where the time of messages comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
