using Reliability.Notebook.Execution;
using Reliability.Notebook.Formatting;
using Reliability.Notebook.Tests.Support;

namespace Reliability.Notebook.Tests.Execution;

/// <summary>What cells tell when they fail, and what they may refer to.</summary>
public sealed class CSharpSessionTests
{
    private TemporaryFolder _folder = null!;
    private CSharpSession _session = null!;
    private Notes _notes = null!;
    private int _count;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _session = new CSharpSession(new SessionOptions { WorkingDirectory = _folder.Path });
        _notes = new Notes();
        _count = 0;
    }

    [TearDown]
    public void End()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task CompileError_ShowsLineAndCaret()
    {
        var error = await FailAsync("var a = 1;\n\tvar b = a + missing;");
        Assert.That(error.Name, Is.EqualTo("CS0103"));
        Assert.That(error.Line, Is.EqualTo(2));
        Assert.That(error.Lines, Is.EqualTo(new[]
        {
            "cell [1], line 2: error CS0103: The name 'missing' does not exist in the current context",
            "    \tvar b = a + missing;",
            "    \t            ^^^^^^^",
        }));
    }

    [Test]
    public async Task CompileError_InLoop_PointsIntoTheUsersText()
    {
        var error = await FailAsync("for (var i = 0; i < 3; i++) { Console.Write(i); wrong(); }");
        Assert.That(error.Lines[2].IndexOf('^'), Is.EqualTo(error.Lines[1].IndexOf("wrong", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Exception_ShowsOwnFramesOnly_WithCaret()
    {
        await DoneAsync("int Fail(int n)\n{\n    foreach (var c in new[] { n }) { if (c > 0) throw new InvalidOperationException(\"no\"); }\n    return 0;\n}");
        var error = await FailAsync("var x = 1;\nEnumerable.Range(1, 3).Select(Fail).ToList()");
        Assert.That(error.Name, Is.EqualTo("InvalidOperationException"));
        Assert.That(error.Line, Is.EqualTo(2));
        Assert.That(error.Lines, Is.EqualTo(new[]
        {
            "System.InvalidOperationException: no",
            "   at Fail() in cell [1], line 3",
            "        foreach (var c in new[] { n }) { if (c > 0) throw new InvalidOperationException(\"no\"); }",
            "                                                    ^",
            "   at cell [2], line 2",
        }));
    }

    [Test]
    public async Task Exception_StateBeforeItIsKept()
    {
        await FailAsync("var before = 3; throw new Exception();");
        Assert.That((await DoneAsync("before")).Data["text/plain"], Is.EqualTo("3"));
    }

    [TestCase("int Down(int n) => Down(n + 1);\nDown(0)")]
    [TestCase("class Typo { public int Value => Value; }\nnew Typo().Value")]
    [TestCase("int Down(int n) { return Down(n + 1); }\nDown(0)")]
    public async Task Recursion_WithoutEnd_FailsTheCellOnly(string code)
    {
        Assert.That((await FailAsync(code)).Name, Is.EqualTo("InsufficientExecutionStackException"));
        Assert.That((await DoneAsync("1")).Data["text/plain"], Is.EqualTo("1"));
    }

    [Test]
    public async Task ExpressionTree_AsidesOfChecks_Works() =>
        Assert.That((await DoneAsync("System.Linq.Expressions.Expression<Func<int, int>> tree = q => q + 1;\nfor (var i = 0; i < 2; i++) { }\ntree.ToString()")).Data["text/plain"], Is.EqualTo("q => (q + 1)"));

    [Test]
    public async Task ForeignCommand_IsNamed()
    {
        var error = await FailAsync("\n#!fsharp\nlet x = 1");
        Assert.That(error.Line, Is.EqualTo(2));
        Assert.That(error.Message, Does.StartWith("#!fsharp is not known here"));
        Assert.That((await DoneAsync("#!csharp\n1 + 1")).Data["text/plain"], Is.EqualTo("2"));
        Assert.That((await DoneAsync("var text = \"\"\"\n#!fsharp\n#r \"x\"\n\"\"\";\ntext")).Data["text/plain"], Is.EqualTo("#!fsharp\n#r \"x\""), "in a string it is text");
    }

    [Test]
    public async Task Reference_RelativePath_IsLoaded_AndItsDependenciesAreFound()
    {
        // This assembly of tests lies beside the NUnit framework, which it refers to.
        var folder = Path.GetDirectoryName(typeof(CSharpSessionTests).Assembly.Location)!;
        var relative = Path.GetRelativePath(_folder.Path, Path.Combine(folder, "Reliability.Notebook.Tests.dll"));
        var value = await DoneAsync($"using System.Text;\n#r \"{relative.Replace('\\', '/')}\"\nusing Reliability.Notebook.Tests.Execution;\nnew LoadedByCell().Answer");
        Assert.That(value.Data["text/plain"], Is.EqualTo("42"));
    }

    [Test]
    public async Task Reference_Missing_PointsAtLine()
    {
        var error = await FailAsync("// first\n#r \"nowhere.dll\"\n1");
        Assert.That(error.Name, Is.EqualTo("ReferenceError"));
        Assert.That(error.Lines, Is.EqualTo(new[]
        {
            "cell [1], line 2: \"nowhere.dll\" cannot be referenced: there is no such file.",
            "    #r \"nowhere.dll\"",
            "    ^^^^^^^^^^^^^^^^",
        }));
    }

    [Test]
    public async Task Reference_NoAssembly_PointsAtLine()
    {
        _folder.Write("text.dll", "not an assembly");
        Assert.That((await FailAsync("#r \"text.dll\"")).Name, Is.EqualTo("ReferenceError"));
    }

    [Test]
    public async Task Load_RunsScript()
    {
        _folder.Write("part.csx", "int Loaded() => 7;");
        Assert.That((await DoneAsync("#load \"part.csx\"\nLoaded()")).Data["text/plain"], Is.EqualTo("7"));
    }

    [Test]
    public async Task ConsoleAndDisplays_KeepTheirOrder()
    {
        await DoneAsync("Console.Write(1); Console.Error.Write(2); 3.Display(); Console.Write(4); new string('x', 3).DisplayAs(\"text/markdown\");");
        Assert.That(_notes.Lines, Is.EqualTo(new[] { "Stdout 1", "Stderr 2", "display 3", "Stdout 4", "display xxx" }));
    }

    [Test]
    public async Task Formatter_RegisteredInCell_IsUsedLater()
    {
        await DoneAsync("record Shape(int Sides);\nFormatter.Register<Shape>(s => $\"<p>{s.Sides}</p>\", \"text/html\");");
        var value = await DoneAsync("new Shape(4)");
        Assert.That(value.Data["text/html"], Is.EqualTo("<p>4</p>"));
        Assert.That(value.Data["text/plain"], Is.EqualTo("Shape { Sides = 4 }"));
    }

    [Test]
    public async Task Void_LastExpression_HasNoValue()
    {
        var result = await RunAsync("Console.Write(\"\")");
        Assert.That((result.Value, result.Error), Is.EqualTo(((MimeBundle?)null, (CellError?)null)));
    }

    private async Task<MimeBundle> DoneAsync(string code)
    {
        var result = await RunAsync(code);
        Assert.That(result.Error?.Lines, Is.Null);
        return result.Value ?? MimeBundle.Plain("");
    }

    private async Task<CellError> FailAsync(string code)
    {
        var result = await RunAsync(code);
        Assert.That(result.Error, Is.Not.Null);
        return result.Error!;
    }

    private Task<CellResult> RunAsync(string code) => _session.ExecuteAsync(code, ++_count, _notes, CancellationToken.None);

    private sealed class Notes : ICellOutput
    {
        public List<string> Lines { get; } = [];

        public void Write(StreamName stream, string text) => Lines.Add($"{stream} {text}");

        public void Display(MimeBundle bundle, string displayId, bool update) => Lines.Add($"{(update ? "update" : "display")} {bundle.Data["text/plain"]}");
    }
}
