using System.Text;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Execution;

/// <summary>
/// The cell that the calling code belongs to. It flows with the execution context, so that what a task or a thread of a cell writes later is
/// still the output of that cell.
/// </summary>
internal sealed class CellContext : IDisposable
{
    private const int MostBuffered = 16 * 1024;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);
    private static readonly AsyncLocal<CellContext?> s_current = new();

    private readonly Lock _gate = new();
    private readonly ICellOutput _output;
    private readonly StringBuilder _text = new();
    private readonly ITimer _timer;
    private readonly string _displayPrefix;
    private StreamName _stream;
    private int _displays;

    /// <summary>Begins a cell.</summary>
    /// <param name="output">Where its output goes.</param>
    /// <param name="formatters">How its values are shown.</param>
    /// <param name="displayPrefix">Begins the names of what it displays; unique in its session.</param>
    /// <param name="interrupted">Cancelled when it is interrupted.</param>
    public CellContext(ICellOutput output, FormatterRegistry formatters, string displayPrefix, CancellationToken interrupted)
    {
        (_output, Formatters, _displayPrefix, Interrupted) = (output, formatters, displayPrefix, interrupted);
        _timer = TimeProvider.System.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The cell of the calling code, or null outside of cells.</summary>
    public static CellContext? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>How values are shown.</summary>
    public FormatterRegistry Formatters { get; }

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken Interrupted { get; }

    /// <summary>A name for the next value displayed.</summary>
    public string NewDisplayId() => $"{_displayPrefix}-{Interlocked.Increment(ref _displays)}";

    /// <summary>Writes text; short texts are sent together, a twentieth of a second later at most.</summary>
    public void Write(StreamName stream, string text)
    {
        if (text.Length == 0) return;
        lock (_gate)
        {
            if (_stream != stream) Flush();
            _stream = stream;
            if (_text.Length == 0) _timer.Change(Delay, Timeout.InfiniteTimeSpan);
            _text.Append(text);
            if (_text.Length >= MostBuffered) Flush();
        }
    }

    /// <summary>Shows a value, after all text written before.</summary>
    public void Display(MimeBundle bundle, string displayId, bool update)
    {
        lock (_gate)
        {
            Flush();
            _output.Display(bundle, displayId, update);
        }
    }

    /// <summary>Sends what is still buffered.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_text.Length == 0) return;
            var text = _text.ToString();
            _text.Clear();
            _output.Write(_stream, text);
        }
    }

    /// <summary>Sends what is still buffered. Text that comes later is still taken.</summary>
    public void Dispose() => Flush();
}
