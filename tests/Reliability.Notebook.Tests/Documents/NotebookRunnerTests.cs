using System.Text.Json.Nodes;
using Reliability.Notebook.Tests.Support;

namespace Reliability.Notebook.Tests.Documents;

[NonParallelizable]
public sealed class NotebookRunnerTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task Run_FillsOutputs_AndKeepsTheRest()
    {
        var before = Notebook(("code", "var x = 6;\nConsole.WriteLine(\"a\\nb\");\nvar shown = display(\"old\");"), ("markdown", "# T\u00e9xt \U0001F600"), ("code", ""), ("raw", "raw"), ("code", "shown.Update(\"new\");\nx * 7"));
        before["metadata"]!["unknown"] = new JsonObject { ["kept"] = 1.50m };
        before["cells"]![0]!["metadata"]!["mine"] = true;
        var path = _folder.Write("n.ipynb", before.ToJsonString());
        var result = await NotebookRunner.RunAsync(path, new NotebookRunOptions());
        Assert.That((result.Succeeded, result.CellsRun, result.CellsInAll, result.OutputPath), Is.EqualTo((true, 3, 3, path)));
        var after = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        Assert.That(
            after["cells"]![0]!["outputs"]!.ToJsonString(),
            Is.EqualTo("""[{"name":"stdout","output_type":"stream","text":["a\n","b\n"]},{"data":{"text/plain":["new"]},"metadata":{},"output_type":"display_data"}]"""));
        Assert.That(
            after["cells"]![4]!["outputs"]!.ToJsonString(),
            Is.EqualTo("""[{"data":{"text/plain":["42"]},"execution_count":2,"metadata":{},"output_type":"execute_result"}]"""));
        Assert.That(after["cells"]![2]!["execution_count"], Is.Null);
        // Without what the run filled in, it is what it was.
        foreach (var cell in after["cells"]!.AsArray().Where(cell => cell!["cell_type"]!.GetValue<string>() == "code")) (cell!["outputs"], cell["execution_count"]) = (new JsonArray(), null);
        Assert.That(JsonNode.DeepEquals(after, before));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1), "nothing is left beside it");
    }

    [Test]
    public async Task Run_Twice_SameBytes()
    {
        var path = _folder.Write("n.ipynb", Notebook(("code", "Enumerable.Range(1, 3).Select(i => new { I = i, Square = i * i })")).ToJsonString());
        var first = await RunAsync(path, "first.ipynb");
        var second = await RunAsync(Path.Combine(_folder.Path, "first.ipynb"), "second.ipynb");
        Assert.That(second, Is.EqualTo(first));
        Assert.That(first, Does.StartWith("{\n \"cells\": [\n  {\n   \"cell_type\": \"code\"").And.EndsWith("\n}\n"));
    }

    [Test]
    public async Task Run_Error_StopsWithCellAndLine()
    {
        var path = _folder.Write("n.ipynb", Notebook(("markdown", "m"), ("code", "1"), ("code", "\nthrow new Exception(\"here\");"), ("code", "3")).ToJsonString());
        var result = await NotebookRunner.RunAsync(path, new NotebookRunOptions());
        var diagnostic = result.Diagnostics.Single();
        Assert.That((diagnostic.Cell, diagnostic.ExecutionCount, diagnostic.Line, diagnostic.Name, diagnostic.Message), Is.EqualTo((3, 2, 2, "Exception", "here")));
        Assert.That(diagnostic.Text, Does.Contain("at cell [2], line 2"));
        Assert.That((result.CellsRun, result.CellsInAll), Is.EqualTo((2, 3)));
        var cells = JsonNode.Parse(await File.ReadAllTextAsync(path))!["cells"]!;
        Assert.That(cells[2]!["outputs"]![0]!["output_type"]!.GetValue<string>(), Is.EqualTo("error"));
        Assert.That(cells[3]!["outputs"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Run_KeepGoing_RunsAll()
    {
        var path = _folder.Write("n.ipynb", Notebook(("code", "bad("), ("code", "2")).ToJsonString());
        var result = await NotebookRunner.RunAsync(path, new NotebookRunOptions { KeepGoing = true });
        Assert.That((result.CellsRun, result.Diagnostics.Length), Is.EqualTo((2, 1)));
        Assert.That(await File.ReadAllTextAsync(path), Does.Contain("\"2\""));
    }

    [Test]
    public async Task Run_CellMeantToFail_DoesNotStop()
    {
        var notebook = Notebook(("code", "throw new Exception();"), ("code", "2"));
        notebook["cells"]![0]!["metadata"]!["tags"] = new JsonArray("raises-exception");
        var result = await NotebookRunner.RunAsync(_folder.Write("n.ipynb", notebook.ToJsonString()), new NotebookRunOptions());
        Assert.That((result.Succeeded, result.CellsRun), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Run_Timeout_StopsTheCell()
    {
        var path = _folder.Write("n.ipynb", Notebook(("code", "while (true) { }")).ToJsonString());
        var result = await NotebookRunner.RunAsync(path, new NotebookRunOptions { CellTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.That((result.Diagnostics.Single().Name, result.Diagnostics.Single().Message), Is.EqualTo(("Timeout", "The cell did not end within 0.3 s.")));
    }

    [Test]
    public void Run_Cancelled_WritesNothing()
    {
        var text = Notebook(("code", "while (true) { }")).ToJsonString();
        var path = _folder.Write("n.ipynb", text);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.That(async () => await NotebookRunner.RunAsync(path, new NotebookRunOptions(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.ReadAllText(path), Is.EqualTo(text));
    }

    [Test]
    public async Task Run_RelativePaths_BeginAtTheNotebook()
    {
        _folder.Write("data.txt", "found");
        var path = _folder.Write("n.ipynb", Notebook(("code", "File.ReadAllText(\"data.txt\")")).ToJsonString());
        var before = Directory.GetCurrentDirectory();
        Assert.That(await RunAsync(path, "out.ipynb"), Does.Contain("\"found\""));
        Assert.That(Directory.GetCurrentDirectory(), Is.EqualTo(before));
    }

    [TestCase("[]", "not a JSON object")]
    [TestCase("{", "not valid JSON: see line 1")]
    [TestCase("{\"nbformat\":4,\"cells\":[],\"metadata\":{\"kernelspec\":{\"name\":\"python3\"}}}", "written in python3")]
    [TestCase("{\"nbformat\":3,\"cells\":[]}", "not of nbformat 4")]
    [TestCase("{\"nbformat\":4}", "no cells")]
    [TestCase("{\"nbformat\":4,\"cells\":[1]}", "Cell 1 is not")]
    [TestCase("{\"nbformat\":4,\"cells\":[],\"metadata\":{\"kernelspec\":{\"language\":\"python\"}}}", "written in python")]
    public async Task Run_NoNotebook_SaysWhy(string text, string message)
    {
        var result = await NotebookRunner.RunAsync(_folder.Write("n.ipynb", text), new NotebookRunOptions());
        Assert.That(result.Diagnostics.Single().Message, Does.Contain(message));
        Assert.That(result.OutputPath, Is.Null);
    }

    [Test]
    public async Task Run_NoFile_SaysWhy() =>
        Assert.That((await NotebookRunner.RunAsync(Path.Combine(_folder.Path, "none.ipynb"), new NotebookRunOptions())).Succeeded, Is.False);

    private static JsonObject Notebook(params (string Kind, string Source)[] cells) => new()
    {
        ["cells"] = new JsonArray([.. cells.Select((cell, i) => Cell(cell.Kind, cell.Source, i))]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };

    private static JsonObject Cell(string kind, string source, int i)
    {
        var cell = new JsonObject { ["cell_type"] = kind };
        if (kind == "code") cell["execution_count"] = null;
        cell["id"] = $"id-{i}";
        cell["metadata"] = new JsonObject();
        if (kind == "code") cell["outputs"] = new JsonArray();
        cell["source"] = new JsonArray([.. source.Split('\n').Select((line, n) => JsonValue.Create(n < source.Count(c => c == '\n') ? line + "\n" : line))]);
        return cell;
    }

    private async Task<string> RunAsync(string path, string output)
    {
        var result = await NotebookRunner.RunAsync(path, new NotebookRunOptions { OutputPath = Path.Combine(_folder.Path, output) });
        Assert.That(result.Diagnostics, Is.Empty);
        return await File.ReadAllTextAsync(Path.Combine(_folder.Path, output));
    }
}
