using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Reliability.Notebook.Dialect;
using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Execution;

/// <summary>Runs the cells of one notebook, one after the other, and keeps their state. One call at a time.</summary>
internal sealed class CSharpSession : IDisposable
{
    private const int StackBytes = 16 * 1024 * 1024;

    private static readonly ImmutableArray<string> s_usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading.Tasks",
        "Reliability.Notebook.Dialect", "Reliability.Notebook.Dialect.CellFunctions",
    ];

    private readonly SessionOptions _options;
    private readonly CellLoadContext _loader = new();
    private readonly CellReferences _references;
    private readonly SubmissionCompiler _compiler;
    private readonly PackageRestorer _packages;
    private readonly FormatterRegistry _formatters = new();
    private readonly List<Submission> _submissions = [];
    private object?[] _states = new object?[16];
    private int _cells;

    /// <summary>Begins without any state.</summary>
    /// <exception cref="IOException">A reference of the options cannot be read.</exception>
    public CSharpSession(SessionOptions options)
    {
        ConsoleRouter.Install();
        _options = options;
        _references = new CellReferences(_loader);
        foreach (var path in options.References) _references.Add(path);
        _compiler = new SubmissionCompiler(_references, _loader, s_usings.AddRange(options.Usings), options.WorkingDirectory);
        _packages = new PackageRestorer(options.WorkingDirectory);
    }

    /// <summary>The last cell that compiled; the next continues it.</summary>
    public CSharpCompilation? Previous => _submissions.Count == 0 ? null : _submissions[^1].Compilation;

    /// <summary>The code as it would continue the session, for completion and inspection.</summary>
    public CSharpCompilation Analyze(SourceText code) => _compiler.Analyze(code, Previous);

    /// <summary>Runs a cell. Whatever it does is in the result; only the end of the process escapes it.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="number">Its number in messages; null for a cell without one.</param>
    /// <param name="output">Told what it writes and displays.</param>
    /// <param name="interrupt">Stops it: at once when it awaits or checks, after a grace by leaving it behind.</param>
    public async Task<CellResult> ExecuteAsync(string code, int? number, ICellOutput output, CancellationToken interrupt)
    {
        var name = number is { } n ? $"cell [{n}]" : "cell";
        // Not disposed: what a cell left running may ask the token long after.
        var interrupted = new CancellationTokenSource();
        var context = new CellContext(output, _formatters, $"{_options.DisplayPrefix}-{++_cells}", interrupted.Token);
        var end = new TaskCompletionSource<CellResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Begin(context, name, code, end), StackBytes) { IsBackground = true, Name = name };
        thread.Start();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (interrupt.Register(asked.SetResult))
        {
            if (await Task.WhenAny(end.Task, asked.Task) != end.Task) await StopAsync(interrupted, thread, end.Task);
        }
        var result = end.Task.IsCompleted ? await end.Task : CellResult.Failed(Interrupted(name, leftBehind: true));
        context.Flush();
        return interrupted.IsCancellationRequested && result is { Error: { Name: not "Interrupted" } error } && end.Task.IsCompleted && IsConsequence(error)
            ? CellResult.Failed(Interrupted(name, leftBehind: false)) : result;
    }

    /// <summary>Removes what was restored for it. Assemblies stay loaded as long as the process lives.</summary>
    public void Dispose() => _packages.Dispose();

    private static bool IsConsequence(CellError error) => error.Name is nameof(ThreadInterruptedException) or nameof(OperationCanceledException) or nameof(TaskCanceledException);

    private static CellError Interrupted(string name, bool leftBehind)
    {
        var message = leftBehind
            ? "The cell was interrupted; it neither awaits nor checks, so it was left running in the background until it ends by itself."
            : "The cell was interrupted.";
        return new("Interrupted", message, [$"{name}: {message}"]);
    }

    private async Task StopAsync(CancellationTokenSource interrupted, Thread thread, Task end)
    {
        Interruption.Begin();
        _ = end.ContinueWith(_ => Interruption.End(), TaskScheduler.Default);
        await interrupted.CancelAsync();
        var half = _options.InterruptGrace / 2;
        if (await Task.WhenAny(end, Task.Delay(half)) == end) return;
        // It may sleep or wait for a lock: that ends by an exception in the thread.
        if (thread.IsAlive) thread.Interrupt();
        await Task.WhenAny(end, Task.Delay(half));
    }

    private void Begin(CellContext context, string name, string code, TaskCompletionSource<CellResult> end)
    {
        CellContext.Current = context;
        _ = RunAsync(context, name, code).ContinueWith(
            task => end.SetResult(task.IsCompletedSuccessfully ? task.Result : CellResult.Failed(new ExceptionText(_submissions).Of(task.Exception!, name))),
            TaskScheduler.Default);
    }

    private async Task<CellResult> RunAsync(CellContext context, string name, string code)
    {
        var cancellation = context.Interrupted;
        try
        {
            var source = CellSource.Parse(name, code);
            foreach (var directive in source.References) await ReferAsync(source, directive, cancellation);
            var submission = _compiler.Compile(source, Previous, cancellation);
            _submissions.Add(submission);
            // One place for each cell, and the first for an object that scripts may share, which cells do not have.
            if (_submissions.Count + 1 >= _states.Length) Array.Resize(ref _states, 2 * _states.Length);
            var value = await submission.Run(_states);
            return submission.HasValue ? new(context.Formatters.Format(value), null) : CellResult.Done;
        }
        catch (CellFailure failure)
        {
            return CellResult.Failed(failure.Error);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return CellResult.Failed(Interrupted(name, leftBehind: false));
        }
        catch (Exception e)
        {
            // Whatever a cell throws is its result; the kernel goes on.
            return CellResult.Failed(new ExceptionText(_submissions).Of(e, name));
        }
    }

    private async Task ReferAsync(CellSource source, CellDirective directive, CancellationToken cancellation)
    {
        try
        {
            if (PackageRequest.Is(directive.Reference))
            {
                var request = PackageRequest.Parse(directive.Reference) ?? throw new InvalidOperationException("write #r \"nuget: Name, Version\".");
                var assets = await _packages.RestoreAsync(request, cancellation);
                foreach (var folder in assets.NativeFolders) _loader.AddNativeFolder(folder);
                foreach (var assembly in assets.Assemblies) _references.Add(assembly);
                return;
            }
            var path = Path.GetFullPath(directive.Reference, _options.WorkingDirectory);
            if (File.Exists(path)) _references.Add(path);
            else if (!FrameworkReferences.Contains(directive.Reference)) throw new FileNotFoundException("there is no such file.");
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or BadImageFormatException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw CellSource.Failure(source.Name, source.Original, directive.Span, "ReferenceError", $"\"{directive.Reference}\" cannot be referenced: {e.Message}");
        }
    }
}
