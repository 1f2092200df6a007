using System.CommandLine;
using System.Reflection;

namespace Reliability.Cli.Commands;

/// <summary>The verb that writes the starter models.</summary>
internal static class InitCommand
{
    private const string Prefix = "starter/";

    public static Verb Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "folder to write them to", DefaultValueFactory = _ => "models", Arity = ArgumentArity.ZeroOrOne };
        var command = new Verb("init", "Write the starter models and say which command to run next", "reliability init models") { folder };
        command.SetAction(parsed =>
        {
            var directory = parsed.GetValue(folder)!;
            var assembly = Assembly.GetExecutingAssembly();
            string[] names = [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
            try
            {
                var existing = names.Select(n => Path.Combine(directory, n[Prefix.Length..])).FirstOrDefault(File.Exists);
                if (existing is not null)
                {
                    terminal.Problem($"error: '{existing}' exists already\n  hint: choose another folder; nothing was written");
                    return ExitCode.BadInput;
                }

                Directory.CreateDirectory(directory);
                foreach (var name in names)
                {
                    using var source = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    // In the project the schema lies one folder up; here it lies beside the models.
                    File.WriteAllText(Path.Combine(directory, name[Prefix.Length..]), source.ReadToEnd().Replace("$schema=../topology.schema.json", "$schema=topology.schema.json", StringComparison.Ordinal));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                terminal.Problem($"error: cannot write to '{directory}': {e.Message}");
                return ExitCode.BadInput;
            }

            terminal.Output.WriteLine($"{names.Count(n => Path.GetExtension(n) is ".yaml" or ".prism")} models written to {directory}. Next: reliability compare {Path.Combine(directory, "*.yaml")} --out report");
            return ExitCode.Done;
        });
        return command;
    }
}
