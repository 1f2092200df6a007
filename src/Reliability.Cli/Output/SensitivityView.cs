using Reliability.Modeling.Quantities;
using Reliability.Reporting;
using Reliability.Studies.Sensitivity;
using Spectre.Console;

namespace Reliability.Cli.Output;

/// <summary>The parameters of a model by their influence on a measure, and under it what has no derivative and why.</summary>
internal static class SensitivityView
{
    public static void Show(IAnsiConsole console, SensitivityResult result, int top)
    {
        var (factor, effectUnit) = SensitivityTable.Effect(result);
        ParameterSensitivity[] found = [.. result.Sensitivities.Where(s => s.Derivative is not null)];
        (ParameterSensitivity Of, SensitivityRow Row)[] shown = [.. found.Take(top).Select(s => (s, SensitivityTable.Row(result, s)))];
        var at = result.AtHours is { } hours ? " at " + QuantityText.Duration(hours) : "";
        var value = result.Unit == "h" ? QuantityText.Duration(result.Value) : $"{Numbers.Long(result.Value)} {result.Unit}".TrimEnd();
        var table = new FittingTable($"{result.Subject.Name}: {result.Measure}{at} {value}");
        void Column(string header, int importance, Func<ParameterSensitivity, SensitivityRow, string> cell) => table.Add(header, importance, shown.Select(s => (cell(s.Of, s.Row), (Style?)null)));
        Column("parameter", 99, (_, r) => r.Parameter);
        Column("value", 4, (_, r) => $"{Numbers.Long(r.Value)} {r.Unit}".TrimEnd() + (r.Origin == "default" ? " (default)" : ""));
        Column(result.Unit.Length == 0 ? "derivative\nper unit" : $"derivative\n{result.Unit} per unit", 3, (_, r) => Number(r.Derivative, r.Error));
        Column("elasticity", 5, (s, r) => Number(r.Elasticity, result.Value == 0 ? null : Math.Abs(s.Error * s.Parameter.Value / result.Value)));
        Column(effectUnit.Length == 0 ? "effect of\n+10 %" : $"effect of\n+10 %, {effectUnit}", 2, (s, r) => Number(r.Effect, Math.Abs(0.1 * s.Error * s.Parameter.Value * factor)));
        if (found.Any(s => s.SecondDerivative is not null))
        {
            Column("second\nderivative", 1, (_, r) => Number(r.SecondDerivative, r.SecondError));
            Column("second\nelasticity", 1, (s, r) => Number(r.SecondElasticity, result.Value == 0 ? null : Math.Abs(s.SecondError * s.Parameter.Value * s.Parameter.Value / result.Value)));
        }

        if (shown.Length > 0) table.Write(console);
        else console.WriteLine($"{result.Subject.Name}: {result.Measure}{at} {value}: no parameter has a derivative");
        if (found.Length > shown.Length) console.WriteLine($"  {found.Length - shown.Length} more parameters of less influence are left out; --top {found.Length} shows them");
        foreach (var s in result.Sensitivities.Where(s => s.Remark is not null && (s.Derivative is null || shown.Any(x => x.Of == s)))) console.WriteLine($"  {s.Parameter.Name}: {s.Remark}");
        if (shown.Length > 0) console.WriteLine($"  {Methods(found)}; the effect is to first order{(result.IsApproximate ? "; windows are approximated by stages" : "")}");
    }

    private static string Methods(ParameterSensitivity[] found)
    {
        var differences = found.Count(s => s.Method == "differences");
        return differences == 0 ? "by the adjoint solution" : differences == found.Length ? "by differences of the measure" : $"by the adjoint solution, {differences} by differences of the measure";
    }

    // A value of which not even the first digit is sure is told by its bound.
    private static string Number(double? value, double? error) => value == 0 && error > 0 ? "±" + Numbers.Short(error) : Numbers.Long(value);
}
