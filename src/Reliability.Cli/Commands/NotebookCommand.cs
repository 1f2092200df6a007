using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Reliability.Modeling.Diagnostics;
using Reliability.Notebook;
using Reliability.Notebook.Installation;

namespace Reliability.Cli.Commands;

/// <summary>The verb for notebooks: makes the C# kernel known to Jupyter, runs a notebook without Jupyter, and is the kernel itself.</summary>
internal static class NotebookCommand
{
    private static readonly string Interactive = Path.Combine(AppContext.BaseDirectory, "Reliability.Interactive.dll");

    public static Command Create(Terminal terminal) => new("notebook", "Notebooks in C#: install the kernel for Jupyter, begin a notebook, or run one without Jupyter")
    {
        Install(terminal),
        Uninstall(terminal),
        New(terminal),
        Run(terminal),
        Kernel(terminal),
    };

    private static Command Install(Terminal terminal)
    {
        var prefix = Prefix();
        var force = new Option<bool>("--force") { Description = "replace a kernel of the same name that another program installed" };
        var command = new Verb("install", "Make the C# kernel known to JupyterLab, VS Code and nbconvert", "reliability notebook install --prefix jupyter") { prefix, force };
        command.SetAction(parsed => Guarded(terminal, () =>
        {
            var folder = KernelSpecInstaller.Install([.. Self(), "notebook", "kernel"], Target(parsed.GetValue(prefix)), parsed.GetValue(force));
            terminal.Output.WriteLine($"kernel {KernelSpecInstaller.KernelName} installed in {folder}. Next: jupyter lab notebooks");
        }));
        return command;
    }

    private static Command Uninstall(Terminal terminal)
    {
        var prefix = Prefix();
        var command = new Verb("uninstall", "Take the C# kernel away again", "reliability notebook uninstall --prefix jupyter") { prefix };
        command.SetAction(parsed => Guarded(terminal, () =>
            terminal.Output.WriteLine(KernelSpecInstaller.Uninstall(Target(parsed.GetValue(prefix))) ? "kernel uninstalled" : "no kernel was installed there")));
        return command;
    }

    private static Command New(Terminal terminal)
    {
        var notebook = new Argument<string>("FILE") { Description = "the notebook to write" };
        var command = new Verb("new", "Write a small notebook to begin with; it compares two of the models that init writes", "reliability notebook new second.ipynb") { notebook };
        command.SetAction(parsed => Guarded(terminal, () =>
        {
            var path = parsed.GetValue(notebook)!;
            using var target = new FileStream(path, FileMode.CreateNew);
            using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream("first.ipynb")!;
            source.CopyTo(target);
            terminal.Output.WriteLine($"{path} written. Next: reliability init models, then jupyter lab {path}");
        }));
        return command;
    }

    private static Command Run(Terminal terminal)
    {
        var notebook = new Argument<string>("FILE") { Description = "the notebook, an .ipynb file" };
        var output = new Option<string?>("--out") { Description = "where the result goes; by default over the notebook", HelpName = "FILE" };
        var keepGoing = new Option<bool>("--keep-going") { Description = "go on behind a cell that fails" };
        var timeLimit = new Option<string>("--time-limit") { Description = "longest time for one cell, such as 5min", HelpName = "TIME", DefaultValueFactory = _ => "10min" };
        var command = new Verb("run", "Run a notebook without Jupyter and write it with its outputs", "reliability notebook run first.ipynb --out done.ipynb") { notebook, output, keepGoing, timeLimit };
        command.SetAction(async (parsed, cancel) =>
        {
            var diagnostics = new DiagnosticBag();
            var patience = CommonOptions.Patience("--time-limit", parsed.GetValue(timeLimit)!, diagnostics);
            foreach (var diagnostic in diagnostics.ToImmutable()) terminal.Problem(diagnostic.ToString());
            if (diagnostics.HasErrors || patience is null) return ExitCode.BadInput;
            var options = new NotebookRunOptions { OutputPath = parsed.GetValue(output), KeepGoing = parsed.GetValue(keepGoing), CellTimeout = patience.Value, References = [Interactive] };
            var path = parsed.GetValue(notebook)!;
            var result = await NotebookRunner.RunAsync(path, options, cancel).ConfigureAwait(false);
            foreach (var diagnostic in result.Diagnostics) terminal.Problem($"{path}: {(diagnostic.Cell is { } cell ? string.Create(CultureInfo.InvariantCulture, $"cell {cell}: ") : "")}error: {diagnostic.Text}");
            if (result.OutputPath is { } written) terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.CellsRun} of {result.CellsInAll} cells run, written to {written}"));
            return result.Succeeded ? ExitCode.Done : result.CellsRun > 0 ? ExitCode.AnswerFailed : ExitCode.BadInput;
        });
        return command;
    }

    private static Command Kernel(Terminal terminal)
    {
        var connection = new Argument<string>("CONNECTION") { Description = "the connection file that Jupyter writes" };
        var command = new Command("kernel", "Be the kernel: Jupyter starts this") { connection };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
        {
            var version = typeof(NotebookCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
            var parent = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 1 ? id : (int?)null;
            var options = new KernelOptions { Implementation = "reliability", ImplementationVersion = version, References = [Interactive], ParentProcess = parent, Log = terminal.Problem };
            var code = await KernelHost.RunAsync(parsed.GetValue(connection)!, options, cancel).ConfigureAwait(false);
            // Threads that cells have left running would keep the process alive.
            Environment.Exit(code);
            return code;
        });
        return command;
    }

    private static Option<string?> Prefix() => new("--prefix") { Description = "install below this folder, for all users of it; by default for you alone", HelpName = "DIR" };

    private static KernelSpecTarget Target(string? prefix) => prefix is null ? KernelSpecTarget.User : new KernelSpecTarget(prefix);

    // How this program was started: as itself, or by dotnet with the assembly.
    private static string[] Self() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) != "dotnet" ? [path] : [Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "reliability.dll")];

    private static int Guarded(Terminal terminal, Action work)
    {
        try
        {
            work();
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Problem("error: " + e.Message);
            return ExitCode.BadInput;
        }
    }
}
