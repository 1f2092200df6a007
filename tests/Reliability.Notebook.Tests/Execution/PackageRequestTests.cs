using Reliability.Notebook.Execution;

namespace Reliability.Notebook.Tests.Execution;

public sealed class PackageRequestTests
{
    [TestCase("nuget: CsvHelper, 34.0.0", "CsvHelper", "34.0.0")]
    [TestCase("nuget:CsvHelper,34.0.0", "CsvHelper", "34.0.0")]
    [TestCase("nuget: CsvHelper", "CsvHelper", "*")]
    [TestCase("NuGet:  A.B-c , [1.0, 2.0) ", "A.B-c", "[1.0, 2.0)")]
    [TestCase("nuget: A, *-*", "A", "*-*")]
    public void Parse_Valid(string reference, string name, string version) =>
        Assert.That(PackageRequest.Parse(reference), Is.EqualTo(new PackageRequest(name, version)));

    [TestCase("nuget:")]
    [TestCase("nuget: A B")]
    [TestCase("nuget: A, 1.0, 2.0\"/>")]
    [TestCase("nuget: <A>")]
    [TestCase("nuget: ../A")]
    public void Parse_Invalid(string reference) => Assert.That(PackageRequest.Parse(reference), Is.Null);
}
