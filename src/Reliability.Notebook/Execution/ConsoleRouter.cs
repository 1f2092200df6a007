using System.Text;

namespace Reliability.Notebook.Execution;

/// <summary>
/// Sends what cells write to the console to their output. Text from outside of cells goes where it went before, so that the program that runs
/// cells keeps its console.
/// </summary>
internal static class ConsoleRouter
{
    private static readonly Lock s_gate = new();
    private static bool s_installed;

    /// <summary>Takes over the console of the process; once is enough.</summary>
    public static void Install()
    {
        lock (s_gate)
        {
            if (s_installed) return;
            Console.SetOut(new RoutingWriter(StreamName.Stdout, Console.Out));
            Console.SetError(new RoutingWriter(StreamName.Stderr, Console.Error));
            Console.SetIn(new RoutingReader(Console.In));
            s_installed = true;
        }
    }

    private sealed class RoutingWriter(StreamName stream, TextWriter outside) : TextWriter
    {
        public override Encoding Encoding => outside.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void Write(string? value)
        {
            if (value is null) return;
            if (CellContext.Current is { } cell) cell.Write(stream, value);
            else outside.Write(value);
        }

        public override void WriteLine(string? value) => Write(value + NewLine);

        public override void Flush()
        {
            if (CellContext.Current is { } cell) cell.Flush();
            else outside.Flush();
        }
    }

    private sealed class RoutingReader(TextReader outside) : TextReader
    {
        public override int Peek() => Outside().Peek();

        public override int Read() => Outside().Read();

        public override string? ReadLine() => Outside().ReadLine();

        private TextReader Outside() => CellContext.Current is null ? outside
            : throw new NotSupportedException("Cells cannot read from the console: notebooks must run without someone who answers. Assign the value in the cell.");
    }
}
