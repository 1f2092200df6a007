using Reliability.Charts.Drawing;

namespace Reliability.Charts.Layout;

/// <summary>
/// Lays out a <see cref="DiagramChart"/> from the inside out: a box is as wide as its text and the rows of boxes in it need, and boxes of one row are
/// equally high. Nothing crosses: ties join neighbours, and bands stand under the boxes they speak of.
/// </summary>
internal sealed class DiagramLayout(Lettering letters)
{
    private const float Padding = 10;
    private const float Gap = 12;
    private const float HeadGap = 6;
    private const float TieRoom = 14;
    private const float WidestText = 240;
    private const float LeastText = 84;
    private const float LeastLeaf = 34;
    private const float BandGap = 6;
    private const float LeastBand = 230;

    public Sketch Lay(DiagramChart chart)
    {
        Placed root = Measure(chart.Root, chart.WidestRow);
        Sketch sketch = new()
        {
            Width = root.Width,
            Height = root.Height,
            Area = new Frame(0, 0, root.Width, root.Height),
            X = AxisTicks.None(0, root.Width),
            Y = AxisTicks.None(0, root.Height),
            Data = _ => { },
        };
        Draw(sketch, root, 0, 0, root.Width, root.Height);
        return sketch;
    }

    /// <summary>A box with its text wrapped and its rows formed; sizes are the least it can do with.</summary>
    private sealed record Placed(DiagramBox Box, List<string> Name, List<string> Lines, List<Row> Rows, float Head, float Width, float Height);

    /// <summary>Boxes beside each other, the room before each of them, and the bands below.</summary>
    private sealed record Row(List<Placed> Boxes, List<float> Before, List<(DiagramBand Band, List<string> Text)> Bands, float Width, float BoxHeight, float Height);

    private Placed Measure(DiagramBox box, float limit)
    {
        List<Row> rows = Rows(box, limit - (2 * Padding));
        float inside = rows.Select(r => r.Width).DefaultIfEmpty(0).Max();
        float text = Math.Max(inside, Math.Clamp(limit - (2 * Padding), LeastText, WidestText));
        List<string> name = letters.Wrap(box.Name, text, Style.TextSize, bold: true);
        List<string> lines = [.. box.Lines.SelectMany(l => letters.Wrap(l, text, Style.SmallSize))];
        float head = (name.Count * Lettering.LineHeight(Style.TextSize)) + (lines.Count * Lettering.LineHeight(Style.SmallSize));
        float width = Math.Max(inside, Math.Max(letters.Widest(name, Style.TextSize, bold: true), letters.Widest(lines, Style.SmallSize)));
        float height = Padding + head + (rows.Count == 0 ? 0 : HeadGap + rows.Sum(r => r.Height) + ((rows.Count - 1) * Gap)) + Padding;
        return new(box, name, lines, rows, head, MathF.Ceiling(width + (2 * Padding)), MathF.Ceiling(Math.Max(height, LeastLeaf)));
    }

    private List<Row> Rows(DiagramBox box, float limit)
    {
        List<Placed> boxes = [.. box.Boxes.Select(b => Measure(b, limit))];
        if (boxes.Count == 0) return [];
        if (!box.Ties.IsEmpty || !box.Bands.IsEmpty) return [MakeRow(box, boxes)];
        // Each box goes into the first row that has room for it.
        List<(List<Placed> Boxes, float Used)> rows = [];
        foreach (Placed b in boxes)
        {
            int fits = rows.FindIndex(r => r.Used + Gap + b.Width <= limit);
            if (fits < 0) rows.Add(([b], b.Width));
            else rows[fits] = ([.. rows[fits].Boxes, b], rows[fits].Used + Gap + b.Width);
        }

        return [.. rows.Select(r => MakeRow(box, r.Boxes))];
    }

    private Row MakeRow(DiagramBox box, List<Placed> boxes)
    {
        List<float> before = [.. boxes.Select((_, i) => i == 0 ? 0 : box.Ties.FirstOrDefault(t => t.From == i - 1) is { } tie ? letters.Width(tie.Label, Style.SmallSize) + TieRoom : Gap)];
        float width = Math.Max(boxes.Sum(b => b.Width) + before.Sum(), box.Bands.Where(b => SpansAll(boxes, b)).Select(b => MathF.Min(LeastBand, letters.Width(b.Text, Style.SmallSize) + 12)).DefaultIfEmpty(0).Max());
        float high = boxes.Max(b => b.Height);
        List<(DiagramBand, List<string>)> bands = [];
        float height = high;
        foreach (DiagramBand band in box.Bands)
        {
            List<string> text = letters.Wrap(band.Text, Span(boxes, before, width, band).Width - 12, Style.SmallSize);
            bands.Add((band, text));
            height += BandGap + BandHeight(text);
        }

        return new(boxes, before, bands, width, high, height);
    }

    private static float BandHeight(List<string> text) => (text.Count * Lettering.LineHeight(Style.SmallSize)) + 8;

    private static bool SpansAll(List<Placed> boxes, DiagramBand band) => band.From == 0 && band.To == boxes.Count - 1;

    // A band under all boxes is as wide as the row, which it may have made wider than the boxes.
    private static (float Left, float Width) Span(List<Placed> boxes, List<float> before, float rowWidth, DiagramBand band)
    {
        if (SpansAll(boxes, band)) return (0, rowWidth);
        float left = before.Take(band.From + 1).Sum() + boxes.Take(band.From).Sum(b => b.Width);
        float right = before.Take(band.To + 1).Sum() + boxes.Take(band.To + 1).Sum(b => b.Width);
        return (left, right - left);
    }

    private void Draw(Sketch sketch, Placed placed, float left, float top, float width, float height)
    {
        (ChartColor fill, ChartColor outline, ChartColor ink) = DiagramTones.Of(placed.Box.Tone);
        sketch.Marks.Add(new Mark.Area(new Frame(left, top, left + width, top + height), fill, outline));
        bool leaf = placed.Rows.Count == 0;
        float y = leaf ? top + ((height - placed.Head) / 2) : top + Padding;
        (float anchor, Align align) = leaf ? (left + (width / 2), Align.Center) : (left + Padding, Align.Left);
        sketch.Texts.AddRange(letters.Block(placed.Name, anchor, y, align, Style.TextSize, ink, bold: true));
        y += placed.Name.Count * Lettering.LineHeight(Style.TextSize);
        sketch.Texts.AddRange(letters.Block(placed.Lines, anchor, y, align, Style.SmallSize, ink));
        y = top + Padding + placed.Head + HeadGap;
        foreach (Row row in placed.Rows)
        {
            DrawRow(sketch, placed.Box, row, left + Padding, y);
            y += row.Height + Gap;
        }
    }

    private void DrawRow(Sketch sketch, DiagramBox box, Row row, float left, float top)
    {
        float x = left;
        for (int i = 0; i < row.Boxes.Count; i++)
        {
            x += row.Before[i];
            if (i > 0 && box.Ties.FirstOrDefault(t => t.From == i - 1) is { } tie)
            {
                float middle = top + (row.BoxHeight / 2);
                sketch.Marks.Add(new Mark.Rule(x - row.Before[i], middle, x, middle, Style.Text, 1.6f));
                sketch.Texts.Add(letters.Line(tie.Label, x - (row.Before[i] / 2), middle - 9, Align.Center, Style.SmallSize, Style.Text));
            }

            Draw(sketch, row.Boxes[i], x, top, row.Boxes[i].Width, row.BoxHeight);
            x += row.Boxes[i].Width;
        }

        float y = top + row.BoxHeight;
        foreach ((DiagramBand band, List<string> text) in row.Bands)
        {
            (ChartColor fill, ChartColor outline, ChartColor ink) = DiagramTones.Of(band.Tone);
            (float offset, float width) = Span(row.Boxes, row.Before, row.Width, band);
            y += BandGap;
            Frame strip = new(left + offset, y, left + offset + width, y + BandHeight(text));
            sketch.Marks.Add(new Mark.Area(strip, fill, outline));
            sketch.Texts.AddRange(letters.Block(text, left + offset + (width / 2), y + 4, Align.Center, Style.SmallSize, ink));
            y = strip.Bottom;
        }
    }
}
