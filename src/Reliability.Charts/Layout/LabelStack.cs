namespace Reliability.Charts.Layout;

/// <summary>Moves labels apart in one column, each staying as near to its wish as the others allow.</summary>
internal static class LabelStack
{
    /// <summary>The tops of the labels, in the order given, inside the span, which is high enough for all of them.</summary>
    public static float[] Place(float[] middles, float[] heights, float top, float bottom)
    {
        int[] order = [.. Enumerable.Range(0, middles.Length).OrderBy(i => middles[i]).ThenBy(i => i)];
        float[] tops = new float[middles.Length];
        float free = top;
        foreach (int i in order)
        {
            tops[i] = Math.Max(free, middles[i] - (heights[i] / 2));
            free = tops[i] + heights[i];
        }

        // What was pushed past the end comes back up, and pushes in turn.
        float limit = bottom;
        foreach (int i in order.Reverse())
        {
            tops[i] = Math.Min(tops[i], limit - heights[i]);
            limit = tops[i];
        }

        return tops;
    }
}
