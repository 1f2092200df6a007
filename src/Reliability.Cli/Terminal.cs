using Reliability.Modeling.Diagnostics;
using Spectre.Console;

namespace Reliability.Cli;

/// <summary>Where the program writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    public TextWriter Output { get; } = output;

    public void Problem(string text) => error.WriteLine(text);

    /// <summary>Says what was found in a file; a diagnostic that has a place names the file itself.</summary>
    public void Problem(string file, Diagnostic diagnostic) => Problem(diagnostic.Span is null ? $"{file}: {diagnostic}" : diagnostic.ToString());

    /// <summary>A console for tables. A terminal is used in its width; a file or pipe gets plain text wide enough for every column.</summary>
    public IAnsiConsole Tables(bool noColor)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Behind another writer the console is no terminal, and nothing but text is written.
            Out = new AnsiConsoleOutput(noColor ? TextWriter.Synchronized(Output) : Output),
            Ansi = noColor || Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = noColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (Console.IsOutputRedirected) console.Profile.Width = 180;
        else if (noColor && Console.WindowWidth > 0) console.Profile.Width = Console.WindowWidth;
        return console;
    }

    /// <summary>A line of progress that overwrites itself; silent when standard error is no terminal.</summary>
    public IProgress<double> Progress(string what, bool quiet)
    {
        if (quiet || Console.IsErrorRedirected) return new Progress<double>();
        var started = System.Diagnostics.Stopwatch.StartNew();
        return new Progress<double>(share =>
        {
            if (started.Elapsed.TotalSeconds > 1) error.Write($"\r{what}: {share,4:P0} \u001b[K");
        });
    }

    public void ClearProgress(bool quiet)
    {
        if (!quiet && !Console.IsErrorRedirected) error.Write("\r\u001b[K");
    }
}
