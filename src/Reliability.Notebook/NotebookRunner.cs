using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reliability.Notebook.Documents;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook;

/// <summary>Runs a notebook in this process, without Jupyter, and writes it with its outputs.</summary>
public static class NotebookRunner
{
    /// <summary>
    /// Runs all code cells from the top. The file is written also when a cell fails, with its error among the outputs, but not when the run is
    /// cancelled. While it runs, the current directory of the process is that of the notebook and the console of cells is not that of the process.
    /// </summary>
    /// <param name="path">The notebook.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="cancellation">Stops the cell that runs and ends the run.</param>
    /// <returns>What was run and what failed; a file that is no C# notebook, or cannot be read or written, is among what failed.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static async Task<NotebookRunResult> RunAsync(string path, NotebookRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var full = Path.GetFullPath(path);
        var output = Path.GetFullPath(options.OutputPath ?? path);
        try
        {
            var notebook = NotebookDocument.Load(full);
            if (notebook.Language is { } language && !IsCSharp(language)) return Failed($"The notebook is written in {language}; only C# is run here.");
            var folder = Path.GetFullPath(options.WorkingDirectory ?? Path.GetDirectoryName(full)!);
            var before = Directory.GetCurrentDirectory();
            Directory.SetCurrentDirectory(folder);
            try
            {
                var result = await RunAsync(notebook, folder, options, cancellation);
                notebook.Save(output);
                return result with { OutputPath = output };
            }
            finally
            {
                Directory.SetCurrentDirectory(before);
            }
        }
        catch (Exception e) when (e is NotebookFormatException or IOException or UnauthorizedAccessException)
        {
            return Failed(e.Message);
        }
    }

    private static async Task<NotebookRunResult> RunAsync(NotebookDocument notebook, string folder, NotebookRunOptions options, CancellationToken cancellation)
    {
        using var session = new CSharpSession(new SessionOptions { WorkingDirectory = folder, Usings = options.Usings, References = options.References });
        var cells = notebook.Cells.Where(cell => cell.IsCode).ToList();
        foreach (var cell in cells) cell.Clear();
        var displays = new Dictionary<string, List<JsonObject>>(StringComparer.Ordinal);
        var diagnostics = ImmutableArray.CreateBuilder<NotebookDiagnostic>();
        var run = 0;
        var count = 0;
        foreach (var cell in cells)
        {
            run++;
            // As in nbconvert, empty cells are passed over and get no number.
            if (cell.Source.Trim().Length > 0 && !await RunCellAsync(session, cell, ++count, displays, diagnostics, options, cancellation) && !options.KeepGoing) break;
            options.Progress?.Report((run, cells.Count));
        }
        return new(run, cells.Count, null, diagnostics.ToImmutable());
    }

    private static async Task<bool> RunCellAsync(
        CSharpSession session, NotebookCell cell, int count, Dictionary<string, List<JsonObject>> displays,
        ImmutableArray<NotebookDiagnostic>.Builder diagnostics, NotebookRunOptions options, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(options.CellTimeout);
        var recorder = new OutputRecorder(displays);
        var result = await session.ExecuteAsync(cell.Source, count, recorder, limited.Token);
        cancellation.ThrowIfCancellationRequested();
        if (result.Error is { Name: "Interrupted" })
        {
            var message = $"The cell did not end within {options.CellTimeout.TotalSeconds:0.###} s.";
            result = CellResult.Failed(new("Timeout", message, [$"cell [{count}]: {message}"]));
        }
        cell.SetResult(count, recorder.End(result, count));
        if (result.Error is not { } error || cell.MayFail) return true;
        diagnostics.Add(new(cell.Position, count, error.Line, error.Name, error.Message, string.Join('\n', error.Lines)));
        return false;
    }

    private static bool IsCSharp(string language) =>
        language.Equals("C#", StringComparison.OrdinalIgnoreCase) || language.Equals("csharp", StringComparison.OrdinalIgnoreCase) || language.Equals("polyglot-notebook", StringComparison.OrdinalIgnoreCase);

    private static NotebookRunResult Failed(string message) => new(0, 0, null, [new(null, null, null, "Notebook", message, message)]);
}
