using Reliability.Notebook.Formatting;

namespace Reliability.Notebook.Tests.Formatting;

public sealed class FormatterRegistryTests
{
    private static readonly object?[][] s_plain =
    [
        [null, "<null>"],
        ["text", "text"],
        [1.5, "1.5"],
        [true, "True"],
        [DayOfWeek.Monday, "Monday"],
        [(1, "b", 2.5), "(1, b, 2.5)"],
        [new[] { 1, 2, 3 }, "[ 1, 2, 3 ]"],
        [Array.Empty<int>(), "[ ]"],
        [new[] { new[] { 1 }, new[] { 2, 3 } }, "[ [ 1 ], [ 2, 3 ] ]"],
        [new Exception("no"), "System.Exception: no"],
        [typeof(Dictionary<string, int[]>), "Dictionary<String, Int32[]>"],
        [new object(), "Object"],
    ];

    private readonly FormatterRegistry _registry = new();

    [TestCaseSource(nameof(s_plain))]
    public void Format_Plain(object? value, string text) => Assert.That(_registry.Format(value).Data["text/plain"], Is.EqualTo(text));

    [Test]
    public void Format_Scalars_HaveNoHtml() => Assert.That(_registry.Format(new[] { 1, 2 }).Data.Keys, Is.EqualTo(new[] { "text/plain" }));

    [Test]
    public void Format_Objects_AreATable_Encoded() => Assert.That(
        _registry.Format(new object[] { new { A = 1, B = "<x>" }, new { A = 2, C = 3 } }).Data["text/html"],
        Is.EqualTo("<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody><tr><td>1</td><td>&lt;x&gt;</td><td></td></tr><tr><td>2</td><td></td><td>3</td></tr></tbody></table>"));

    [Test]
    public void Format_Dictionary_IsATable() => Assert.That(
        _registry.Format(new Dictionary<string, int> { ["a"] = 1 }).Data["text/html"], Does.Contain("<tr><td>a</td><td>1</td></tr>"));

    [Test]
    public void Format_ManyRows_AreBoundedWithANote()
    {
        var html = _registry.Format(Enumerable.Range(0, 250).Select(i => new { I = i }).ToList()).Data["text/html"];
        Assert.That(html, Does.EndWith("<p>The first 100 of 250 rows.</p>"));
        Assert.That(html, Does.Not.Contain("<td>100</td>"));
    }

    [Test]
    public void Format_EndlessSequence_Ends()
    {
        static IEnumerable<object> Endless()
        {
            while (true) yield return new { I = 1 };
        }
        Assert.That(_registry.Format(Endless()).Data["text/html"], Does.EndWith("<p>The first 100 of more rows.</p>"));
    }

    [Test]
    public void Format_ThrowingValues_AreStillShown()
    {
        Assert.That(_registry.Format(new Throws()).Data["text/plain"], Does.Contain("could not be shown: InvalidOperationException: never"));
        Assert.That(_registry.Format(new ThrowingConvention()).Data["text/plain"], Does.Contain("could not be shown: InvalidOperationException: neither"));
        Assert.That(_registry.Format(new ThrowingGetter()).Data["text/html"], Does.Contain("<td>InvalidOperationException</td>"));
    }

    [Test]
    public void Format_Cycle_Ends()
    {
        var cycle = new List<object>();
        cycle.Add(cycle);
        Assert.That(_registry.Format(cycle).Data["text/plain"], Does.StartWith("[ ["));
    }

    [Test]
    public void Format_Registered_LatestFirst_FormsCompleteEachOther()
    {
        _registry.Register(new DelegateFormatter<Uri>(_ => "html", "text/html"));
        _registry.Register(new DelegateFormatter<Uri>(_ => "plain", "text/plain"));
        Assert.That(_registry.Format(new Uri("http://localhost")).Data, Is.EquivalentTo(new Dictionary<string, string> { ["text/html"] = "html", ["text/plain"] = "plain" }));
    }

    private sealed class Throws
    {
        public override string ToString() => throw new InvalidOperationException("never");
    }

    private sealed class ThrowingConvention
    {
        public IReadOnlyDictionary<string, string> ToMimeBundle() => throw new InvalidOperationException("neither");
    }

    private sealed class ThrowingGetter
    {
        public int Value => throw new InvalidOperationException();
    }
}
