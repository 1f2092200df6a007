using Reliability.Formats.Prism.Syntax;

namespace Reliability.Formats.Prism.Models;

/// <summary>A module of the model with the body it has, of its own or of the one it renames.</summary>
/// <param name="Syntax">How it is written.</param>
/// <param name="Body">The module whose variables and commands it has.</param>
/// <param name="Scope">How it reads the names in that body; <c>null</c> as they stand.</param>
internal sealed record ModuleInstance(ModuleSyntax Syntax, ModuleSyntax Body, RenameScope? Scope)
{
    public string Name => Syntax.Name.Text;

    /// <summary>The indices of its variables in the model.</summary>
    public List<int> Variables { get; } = [];

    /// <summary>A name of the body as this module reads it.</summary>
    public string Renamed(string name) => RenameScope.Resolve(name, Scope).Name;

    /// <summary>The expressions of its body.</summary>
    public IEnumerable<ExpressionSyntax> Expressions()
    {
        foreach (var variable in Body.Variables)
        {
            if (variable.Minimum is { } minimum) yield return minimum;
            if (variable.Maximum is { } maximum) yield return maximum;
            if (variable.Initial is { } initial) yield return initial;
        }

        foreach (var command in Body.Commands)
        {
            yield return command.Guard;
            foreach (var update in command.Updates)
            {
                if (update.Rate is { } rate) yield return rate;
                foreach (var assignment in update.Assignments) yield return assignment.Value;
            }
        }
    }
}
