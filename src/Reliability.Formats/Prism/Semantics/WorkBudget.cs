using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Prism.Semantics;

/// <summary>Bounds the work that a text can ask for, since renaming and products let a short text stand for a huge model.</summary>
internal sealed class WorkBudget(SourceText source, DiagnosticBag diagnostics)
{
    private long left = 5_000_000 + (20L * source.Text.Length);

    /// <summary>Takes some of the budget; false, with one message, when it is used up.</summary>
    public bool Spend(long steps)
    {
        if (left < 0) return false;
        left -= steps;
        if (left >= 0) return true;
        diagnostics.Error("the model is too large to be written out", new SourceSpan(source, 0, 0), "it has too many renamed modules, formulas or synchronised commands");
        return false;
    }
}
