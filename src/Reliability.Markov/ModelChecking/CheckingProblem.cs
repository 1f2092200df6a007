namespace Reliability.Markov.ModelChecking;

/// <summary>Why a property has no answer; becomes a diagnostic at the place of the property. Never leaves this namespace.</summary>
internal sealed class CheckingProblem(string message, string? hint = null) : Exception(message)
{
    public string? Hint { get; } = hint;
}
