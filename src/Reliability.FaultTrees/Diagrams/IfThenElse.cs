namespace Reliability.FaultTrees;

/// <summary>
/// The if-then-else operator on reduced ordered diagrams (Bryant 1986; Brace, Rudell and Bryant 1990), from which every connective
/// follows. It keeps its own stack, so diagrams may be as deep as memory allows.
/// </summary>
internal sealed class IfThenElse(NodeTable nodes)
{
    private const int FrameSize = 6;
    private const int NoLowYet = -1;

    private readonly ComputedTable _computed = new();
    private int[] _stack = new int[FrameSize * 256];

    /// <summary>Returns f·g + ¬f·h, or -1 when the node limit is met; at most |f|·|g|·|h| steps.</summary>
    public int Apply(int f, int g, int h)
    {
        int top = 0;
        while (true)
        {
            int result = Simplify(ref f, ref g, ref h);
            if (result < 0) result = _computed.Find(f, g, h);
            if (result < 0)
            {
                int level = Math.Min(nodes.Level(f), Math.Min(nodes.Level(g), nodes.Level(h)));
                if (top + FrameSize > _stack.Length) Array.Resize(ref _stack, 2 * _stack.Length);
                Span<int> frame = _stack.AsSpan(top, FrameSize);
                frame[0] = f;
                frame[1] = g;
                frame[2] = h;
                frame[3] = level;
                frame[4] = NoLowYet;
                top += FrameSize;
                if (nodes.Level(f) == level) f = nodes.Low(f);
                if (nodes.Level(g) == level) g = nodes.Low(g);
                if (nodes.Level(h) == level) h = nodes.Low(h);
                continue;
            }

            bool descend = false;
            while (top > 0)
            {
                Span<int> frame = _stack.AsSpan(top - FrameSize, FrameSize);
                int level = frame[3];
                if (frame[4] == NoLowYet)
                {
                    frame[4] = result;
                    f = nodes.Level(frame[0]) == level ? nodes.High(frame[0]) : frame[0];
                    g = nodes.Level(frame[1]) == level ? nodes.High(frame[1]) : frame[1];
                    h = nodes.Level(frame[2]) == level ? nodes.High(frame[2]) : frame[2];
                    descend = true;
                    break;
                }

                result = frame[4] == result ? result : nodes.FindOrAdd(level, frame[4], result);
                if (result < 0) return -1;
                _computed.GrowWith(nodes.Count);
                _computed.Store(frame[0], frame[1], frame[2], result);
                top -= FrameSize;
            }

            if (!descend) return result;
        }
    }

    /// <summary>Answers the terminal cases; otherwise returns -1 with the triple in a standard form that equal calls share.</summary>
    private static int Simplify(ref int f, ref int g, ref int h)
    {
        if (f == 1) return g;
        if (f == 0) return h;
        if (f == g) g = 1;
        if (f == h) h = 0;
        if (g == h) return g;
        if (g == 1 && h == 0) return f;
        if (h == 0 && g < f) (f, g) = (g, f);
        else if (g == 1 && h < f) (f, h) = (h, f);
        return -1;
    }
}
