using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.StateSpaces;

/// <summary>The order of variables in packed states in which interchangeable blocks stand together, those inside of blocks too.</summary>
internal static class BlockOrder
{
    private const int WordBits = 64;

    /// <summary>Every variable once, with the number of bits from it on that should not be cut; a block that needs more than a word begins a word.</summary>
    public static IEnumerable<(int Variable, int Together)> Of(int[] bits, SymmetryGroups symmetry)
    {
        var together = (int[])bits.Clone();
        var order = Order(Enumerable.Range(0, bits.Length), symmetry.Groups.Count - 1);
        return order.Select(v => (v, together[v]));

        // The groups are listed from the inside out: those before the last may lie inside it.
        List<int> Order(IEnumerable<int> variables, int last)
        {
            var open = variables.ToHashSet();
            var ordered = new List<int>();
            for (var g = last; g >= 0; g--)
            {
                var group = symmetry.Groups[g];
                if (!open.Contains(group.Blocks[0][0])) continue;
                int[] first = [.. group.Blocks[0]];
                int[] places = [.. Order(first, g - 1).Select(v => Array.IndexOf(first, v))];
                var size = first.Sum(v => bits[v]);
                foreach (var block in group.Blocks)
                {
                    var start = block[places[0]];
                    together[start] = Math.Max(together[start], Math.Min(size, WordBits));
                    foreach (var place in places)
                    {
                        // Blocks inside this one begin with the same variables as in the first block.
                        together[block[place]] = Math.Max(together[block[place]], together[first[place]]);
                        ordered.Add(block[place]);
                        open.Remove(block[place]);
                    }
                }
            }

            ordered.AddRange(open.Order());
            return ordered;
        }
    }
}
