using System.Globalization;

namespace Reliability.Charts.Fonts;

/// <summary>Reads the strokes of a glyph and widens them into closed polygons, all turning the way TrueType fills.</summary>
internal static class StrokePen
{
    private const int DotCorners = 12;
    private const double ArcStep = 15;

    /// <summary>The centre lines of the strokes.</summary>
    public static List<List<(double X, double Y)>> Parse(string strokes)
    {
        List<List<(double X, double Y)>> lines = [];
        foreach (string stroke in strokes.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            List<(double X, double Y)> line = [];
            foreach (string token in stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                double[] numbers = [.. token.TrimStart('@').Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
                if (token[0] == '@') AppendArc(line, numbers);
                else line.Add((numbers[0], numbers[1]));
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>A quadrilateral for every segment and a round joint at every point; they overlap and fill as one.</summary>
    public static List<List<(double X, double Y)>> Widen(IEnumerable<List<(double X, double Y)>> lines, double radius)
    {
        List<List<(double X, double Y)>> polygons = [];
        foreach (List<(double X, double Y)> line in lines)
        {
            double joint = line.Count == 1 ? radius * 1.35 : radius;
            foreach ((double x, double y) in line) polygons.Add(Disc(x, y, joint));
            for (int i = 1; i < line.Count; i++)
            {
                ((double x0, double y0), (double x1, double y1)) = (line[i - 1], line[i]);
                double length = Math.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
                if (length < 1e-9) continue;
                (double nx, double ny) = (-(y1 - y0) / length * radius, (x1 - x0) / length * radius);
                polygons.Add([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)]);
            }
        }

        return polygons;
    }

    private static void AppendArc(List<(double X, double Y)> line, double[] arc)
    {
        (double cx, double cy, double rx, double ry, double from, double to) = (arc[0], arc[1], arc[2], arc[3], arc[4], arc[5]);
        int steps = Math.Max(2, (int)Math.Ceiling(Math.Abs(to - from) / ArcStep));
        for (int i = 0; i <= steps; i++)
        {
            double angle = (from + ((to - from) * i / steps)) * Math.PI / 180;
            line.Add((cx + (rx * Math.Cos(angle)), cy + (ry * Math.Sin(angle))));
        }
    }

    private static List<(double X, double Y)> Disc(double x, double y, double radius)
    {
        List<(double X, double Y)> corners = [];
        for (int i = 0; i < DotCorners; i++)
        {
            double angle = -2 * Math.PI * i / DotCorners;
            corners.Add((x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle))));
        }

        return corners;
    }
}
