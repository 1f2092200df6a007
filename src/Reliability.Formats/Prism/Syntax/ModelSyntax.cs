using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Syntax;

/// <summary>A model as it is written.</summary>
internal sealed record ModelSyntax(
    ImmutableArray<ConstantSyntax> Constants,
    ImmutableArray<NamedSyntax> Formulas,
    ImmutableArray<NamedSyntax> Labels,
    ImmutableArray<VariableSyntax> Globals,
    ImmutableArray<ModuleSyntax> Modules,
    ImmutableArray<RewardsSyntax> Rewards,
    SystemSyntax? System,
    ExpressionSyntax? Initial,
    Token? InitialPlace);

/// <summary>A variable: bool, or int with or without a range.</summary>
internal sealed record VariableSyntax(Token Name, bool IsBoolean, ExpressionSyntax? Minimum, ExpressionSyntax? Maximum, ExpressionSyntax? Initial);

/// <summary>A module: with a body of its own, or another one under other names.</summary>
internal sealed record ModuleSyntax(Token Name, ImmutableArray<VariableSyntax> Variables, ImmutableArray<CommandSyntax> Commands, Token? Base, ImmutableArray<(Token Old, Token New)> Renaming);

/// <summary><c>[action] guard -> rate : update + …;</c>.</summary>
internal sealed record CommandSyntax(Token? Action, SourceSpan Span, ExpressionSyntax Guard, ImmutableArray<UpdateSyntax> Updates);

/// <summary>One update of a command; a <c>null</c> rate is 1.</summary>
internal sealed record UpdateSyntax(ExpressionSyntax? Rate, ImmutableArray<AssignmentSyntax> Assignments, SourceSpan Span);

/// <summary><c>(name' = value)</c>.</summary>
internal sealed record AssignmentSyntax(Token Variable, ExpressionSyntax Value);

/// <summary>A block of rewards.</summary>
internal sealed record RewardsSyntax(Token Place, Token? Name, ImmutableArray<RewardItemSyntax> Items);

/// <summary><c>guard : value;</c>, or with <c>[action]</c> before it. A transition item without an action means the commands without one.</summary>
internal sealed record RewardItemSyntax(bool IsTransition, Token? Action, ExpressionSyntax Guard, ExpressionSyntax Value);

/// <summary>How the modules work together.</summary>
internal abstract record SystemSyntax(SourceSpan Span);

internal sealed record ModuleReference(Token Name, SourceSpan Span) : SystemSyntax(Span);

/// <summary>Parts side by side. <see cref="Actions"/> are those they share: <c>null</c> for all that both know.</summary>
internal sealed record ParallelSyntax(ImmutableArray<SystemSyntax> Parts, ImmutableArray<Token>? Actions, SourceSpan Span) : SystemSyntax(Span);

/// <summary>Actions without name from here on.</summary>
internal sealed record HidingSyntax(SystemSyntax Operand, ImmutableArray<Token> Actions, SourceSpan Span) : SystemSyntax(Span);

/// <summary>Actions with other names from here on.</summary>
internal sealed record RenamingSyntax(SystemSyntax Operand, ImmutableArray<(Token Old, Token New)> Actions, SourceSpan Span) : SystemSyntax(Span);
