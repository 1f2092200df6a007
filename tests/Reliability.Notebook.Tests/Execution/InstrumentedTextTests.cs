using Microsoft.CodeAnalysis.CSharp;
using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Tests.Execution;

public sealed class InstrumentedTextTests
{
    [TestCase("while (a) b();")]
    [TestCase("while (a)\n{\n    b();\n}")]
    [TestCase("for (;;) for (;;) { }")]
    [TestCase("do x(); while (y);")]
    [TestCase("foreach (var (p, q) in r) s();")]
    [TestCase("int F(int n) => n;\nvoid G() => F(1);\nasync Task H() => await I();\nint J() => throw new Exception();")]
    [TestCase("class C { int P => 1; int Q { get => 2; set => R(value); } int this[int i] => i; void M() { } C() { } }")]
    [TestCase("Action a = () => { }; Func<int, int> b = delegate (int x) { return x; };")]
    [TestCase("top: ; if (x) goto top; else y();")]
    [TestCase("ref int F(ref int x) => ref x;")]
    public void Create_AddsNoErrorAndNoLine(string code)
    {
        var source = CellSource.Parse("cell", code);
        var woven = InstrumentedText.Create(source);
        Assert.That(woven.Text.ToString(), Is.Not.EqualTo(code));
        Assert.That(woven.Text.Lines, Has.Count.EqualTo(source.Code.Lines.Count));
        Assert.That(CSharpSyntaxTree.ParseText(woven.Text, CellSource.ParseOptions).GetDiagnostics(), Is.Empty);
    }

    [Test]
    public void ToOriginal_FindsEveryWordAgain()
    {
        var source = CellSource.Parse("cell", "int F(int n) => n + one;\nwhile (two) { three(); } for (;;) four(); five();");
        var woven = InstrumentedText.Create(source);
        foreach (var word in new[] { "one", "two", "three", "four", "five" })
        {
            var position = woven.Text.ToString().IndexOf(word, StringComparison.Ordinal);
            Assert.That(woven.ToOriginal(position), Is.EqualTo(source.Code.ToString().IndexOf(word, StringComparison.Ordinal)), word);
        }
    }
}
