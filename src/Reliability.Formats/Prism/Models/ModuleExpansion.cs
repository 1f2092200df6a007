using System.Collections.Immutable;
using Reliability.Formats.Prism.Semantics;
using Reliability.Formats.Prism.Syntax;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Models;

/// <summary>Finds the body of each module and checks renamings.</summary>
internal sealed class ModuleExpansion(SourceText source, DiagnosticBag diagnostics)
{
    /// <summary>The modules in order of declaration; those whose renaming failed are left out.</summary>
    public ImmutableArray<ModuleInstance> Expand(ImmutableArray<ModuleSyntax> modules)
    {
        var written = new OrderedDictionary<string, ModuleSyntax>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            if (!written.TryAdd(module.Name.Text, module)) diagnostics.Error($"there are two modules '{module.Name.Text}'", Span(module.Name), $"the first is declared in line {Span(written[module.Name.Text].Name).Position.Line}");
        }

        var (order, cycles) = DependencyOrder.Of(written.Keys, n => written[n].Base is { } used ? [used.Text] : []);
        foreach (var cycle in cycles) diagnostics.Error($"modules are renamed from each other: {DependencyOrder.Show(cycle)}", Span(written[cycle[0]].Name), "one of them needs commands of its own");
        var instances = new Dictionary<string, ModuleInstance>(StringComparer.Ordinal);
        foreach (var name in order)
        {
            var module = written[name];
            if (module.Base is null) instances.Add(name, new ModuleInstance(module, module, null));
            else if (Renamed(module, written, instances) is { } instance) instances.Add(name, instance);
        }

        return [.. written.Keys.Where(instances.ContainsKey).Select(n => instances[n])];
    }

    private ModuleInstance? Renamed(ModuleSyntax module, OrderedDictionary<string, ModuleSyntax> written, Dictionary<string, ModuleInstance> instances)
    {
        var original = module.Base!.Value;
        if (!instances.TryGetValue(original.Text, out var based))
        {
            if (!written.ContainsKey(original.Text)) SymbolTable.Unknown("module", original.Text, Span(original), written.Keys, diagnostics);
            return null;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, fresh) in module.Renaming)
        {
            if (!names.TryAdd(old.Text, fresh.Text)) diagnostics.Error($"'{old.Text}' is renamed twice", Span(old));
        }

        foreach (var variable in based.Body.Variables.Select(v => based.Renamed(v.Name.Text)).Where(v => !names.ContainsKey(v)))
        {
            diagnostics.Error($"the variable '{variable}' of the module '{original.Text}' needs another name in '{module.Name.Text}'", Span(module.Name), $"add it to the list: [{variable}=…]");
        }

        if (based.Scope?.Steps >= RenameScope.MaximumSteps)
        {
            diagnostics.Error("too many renamings behind each other", Span(module.Name), $"at most {RenameScope.MaximumSteps}; rename the first module instead");
            return null;
        }

        return new ModuleInstance(module, based.Body, based.Scope?.Then(names) ?? new RenameScope(names, null));
    }

    private SourceSpan Span(Token token) => new(source, token.Start, token.Length);
}
