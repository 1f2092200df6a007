using Reliability.Modeling.Diagnostics;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Tests;

public sealed class ExpressionTests
{
    private static readonly VariableExpression X = new(0, "x", ExpressionType.Int);
    private static readonly VariableExpression B = new(1, "b", ExpressionType.Bool);

    private static Expression? Parse(string text, DiagnosticBag diagnostics) => ExpressionParser.Parse(
        text, new SourceSpan(new SourceText("test", text), 0, text.Length), n => n == "x" ? X : n == "b" ? B : null, () => ["x", "b"], diagnostics);

    [TestCase("1 + 2 * 3", 7)]
    [TestCase("7 / 2", 3.5)]
    [TestCase("mod(-3, 5)", 2)]
    [TestCase("pow(2, 10)", 1024)]
    [TestCase("log(8, 2)", 3)]
    [TestCase("floor(2.7) + ceil(2.2)", 5)]
    [TestCase("min(3, x, 9) + max(1, x)", 7)]
    [TestCase("x > 3 & !b ? 10 : 20", 10)]
    [TestCase("x = 4 <=> b ? 1 : 0", 0)]
    [TestCase("b => false ? 1 : 0", 1)]
    [TestCase("!x = 3 ? 1 : 2", 1)]
    [TestCase("atleast(2, x > 1, b, x < 9) ? 1 : 0", 1)]
    [TestCase("-x + 10", 6)]
    [TestCase("2 - 1 - 1", 0)]
    public void Expression_CompilesToItsValue(string text, double expected)
    {
        var diagnostics = new DiagnosticBag();
        var expression = Parse(text, diagnostics);
        Assert.That(expression, Is.Not.Null, string.Join("\n", diagnostics.ToImmutable()));
        Assert.That(new ExpressionCompiler().Number(expression!)([4, 0]), Is.EqualTo(expected).Within(1e-14));
        Assert.That(Parse(expression!.ToString(), diagnostics), Is.EqualTo(expression), "printing and reading again changes nothing");
    }

    [TestCase("x +", "the expression ends too early")]
    [TestCase("y + 1", "unknown name 'y'")]
    [TestCase("x & b", "'&' cannot join the number 'x' and the condition 'b'")]
    [TestCase("mix(1, 2)", "unknown function 'mix'")]
    [TestCase("(x", "')' is missing at the end")]
    [TestCase("x x", "'x' is not expected here")]
    public void Fault_IsTold(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        Assert.That(Parse(text, diagnostics), Is.Null);
        Assert.That(diagnostics.ToImmutable()[0].Message, Is.EqualTo(message));
    }

    [Test]
    public void DeepNesting_IsRefused_NotACrash()
    {
        var diagnostics = new DiagnosticBag();
        Assert.That(Parse(new string('(', 100_000), diagnostics), Is.Null);
        Assert.That(diagnostics.HasErrors);
    }
}
