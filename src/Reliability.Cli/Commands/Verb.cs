using System.CommandLine;

namespace Reliability.Cli.Commands;

/// <summary>A command with examples, which its help shows and a test runs in a folder where <c>reliability init models</c> has been called.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
