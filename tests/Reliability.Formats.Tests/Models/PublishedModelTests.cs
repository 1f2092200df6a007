using System.Text.Json;
using Reliability.Formats.Models;

namespace Reliability.Formats.Tests.Models;

public sealed class PublishedModelTests
{
    private static IEnumerable<string> Names => ModelFiles.Published;

    [TestCaseSource(nameof(Names))]
    public void A_published_model_has_the_values_it_should_have(string name)
    {
        var file = ModelFiles.Good(ModelFiles.Source(name));
        Assert.That(file.Citation, Is.Not.Null.And.Not.Empty);
        Assert.That(file.Expected, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var expected in file.Expected)
            {
                var value = ModelFiles.Measure(file, expected.Measure, expected.At);
                Assert.That(value, Is.EqualTo(expected.Value).Within(expected.Tolerance * Math.Abs(expected.Value)), expected.Measure);
            }
        }
    }

    [TestCase("mirror-two-disks", "repair", "52.142857143 / y", 9.37826625464791718e-5)]
    [TestCase("mirror-two-disks", "repair", "8760 / y", 5.70701164620833379e-7)]
    [TestCase("code-3-of-4", "repair", "52.142857143 / y", 5.60467816480126571e-4)]
    [TestCase("code-3-of-4", "repair", "8760 / y", 3.42412393739848394e-6)]
    [TestCase("code-17-of-20", "repair", "52.142857143 / y", 8.04421679243291135e-7)]
    [TestCase("code-17-of-20", "repair", "8760 / y", 1.80122078317933771e-13)]
    [TestCase("workstation-cluster", "n", "4", 7.87591486206196947e-5)]
    public void A_constant_can_be_set_from_outside(string name, string constant, string value, double expected)
    {
        var file = ModelFiles.Good(ModelFiles.Source(name), (constant, value));
        Assert.That(ModelFiles.Measure(file, file.Expected[0].Measure, file.Expected[0].At), Is.EqualTo(expected).Within(1e-10 * expected));
    }

    [Test]
    public void The_cluster_has_as_many_states_as_published()
    {
        var source = ModelFiles.Source("workstation-cluster");
        Assert.That(ModelFiles.Solve(ModelFiles.Good(source)).PartStates, Is.EqualTo([276]));
        Assert.That(ModelFiles.Solve(ModelFiles.Good(source, ("n", "4"))).PartStates, Is.EqualTo([820]));
    }

    [Test]
    public void The_schema_is_valid_JSON()
    {
        using var schema = JsonDocument.Parse(ModelSchema.Write());
        Assert.That(schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name), Is.EqualTo(ModelForm.File.Select(k => k.Name)));
    }
}
