using System.Text.Json.Nodes;
using Reliability.Notebook.Documents;

namespace Reliability.Notebook.Tests.Documents;

public sealed class NotebookJsonTests
{
    [TestCase("{}\n")]
    [TestCase("{\n \"a\": [],\n \"b\": {},\n \"c\": [\n  1,\n  1.50,\n  1e3,\n  null,\n  true\n ]\n}\n")]
    [TestCase("[\n \"quote \\\" backslash \\\\ / line \\n\\r\\t\\b\\f \\u0001 <&'> \u00e9 \u2028 \U0001F600 \u007f\"\n]\n")]
    public void Write_WhatWasRead_IsTheSame(string json) => Assert.That(NotebookJson.Write(JsonNode.Parse(json)!), Is.EqualTo(json));
}
