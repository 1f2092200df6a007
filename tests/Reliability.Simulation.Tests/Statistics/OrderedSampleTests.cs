using Reliability.Simulation.Random;
using Reliability.Simulation.Statistics;

namespace Reliability.Simulation.Tests.Statistics;

/// <summary>Selected order statistics are those of the sorted sample.</summary>
[TestFixture]
public sealed class OrderedSampleTests
{
    [Test]
    public void AnyPlace_InAnyOrder_IsThatOfTheSortedSample([Values(1, 2, 31, 33, 100, 5000)] int count, [Values("random", "few values", "sorted", "falling", "same", "organ pipe")] string pattern)
    {
        var stream = new StreamFactory(4).Stream(1, (ulong)count);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = pattern switch
            {
                "random" => stream.NextDouble(),
                "few values" => stream.NextBelow(5),
                "sorted" => i,
                "falling" => -i,
                "same" => 7,
                _ => Math.Min(i, count - i),
            };
        }

        var sorted = values.Order().ToArray();
        var sample = new OrderedSample(values);
        for (var k = 0; k < 200; k++)
        {
            var place = k switch { 0 => 0, 1 => count - 1, _ => stream.NextBelow(count) };
            Assert.That(sample[place], Is.EqualTo(sorted[place]), $"place {place}");
        }

        Assert.That(values.Order(), Is.EqualTo(sorted));
    }
}
