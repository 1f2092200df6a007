using System.Globalization;
using System.Xml.Linq;

namespace Reliability.FaultTrees.Tests;

/// <summary>Reads just enough of the Open-PSA format for the reference trees: one fault tree, formulas, float probabilities, groups.</summary>
internal sealed class OpenPsaReader
{
    private readonly List<Gate> _gates = [];
    private int _anonymous;

    public static FaultTree Read(string path)
    {
        var reader = new OpenPsaReader();
        XElement root = XDocument.Load(path).Root!;
        var builder = new FaultTreeBuilder(Path.GetFileNameWithoutExtension(path));
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (XElement basic in root.Descendants("define-basic-event"))
        {
            known.Add(Name(basic));
            builder.BasicEvent(Name(basic), basic.Element("float") is { } number ? Number(number) : 0);
        }

        foreach (XElement group in root.Descendants("define-CCF-group")) reader.ReadGroup(group, builder, known);
        foreach (XElement house in root.Descendants("define-house-event"))
            builder.HouseEvent(Name(house), (string?)house.Element("constant")?.Attribute("value") == "true");
        foreach (XElement gate in root.Descendants("define-gate"))
            reader.AddFormula(Name(gate), gate.Elements().Last(e => e.Name != "label" && e.Name != "attributes"));
        foreach (Gate gate in reader._gates) builder.Gate(gate);

        var used = reader._gates.SelectMany(g => g.Inputs).ToHashSet(StringComparer.Ordinal);
        string top = root.Descendants("define-gate").Select(Name).First(name => !used.Contains(name));
        return builder.BuildOrThrow(top);
    }

    private void ReadGroup(XElement group, FaultTreeBuilder builder, HashSet<string> known)
    {
        double total = Number(group.Element("distribution")!.Element("float")!);
        string[] members = [.. group.Element("members")!.Elements().Select(Name)];
        foreach (string member in members.Where(known.Add)) builder.BasicEvent(member, total);
        CommonCauseModel model = (string?)group.Attribute("model") switch
        {
            "beta-factor" => CommonCauseModel.BetaFactor,
            "MGL" => CommonCauseModel.MultipleGreekLetters,
            "alpha-factor" => CommonCauseModel.AlphaFactor,
            _ => CommonCauseModel.PhiFactor,
        };
        double[] factors = [.. group.Descendants("factor")
            .OrderBy(f => (int?)f.Attribute("level") ?? int.MaxValue)
            .Select(f => Number(f.Element("float")!))];
        builder.CommonCause(Name(group), model, members, factors);
    }

    private void AddFormula(string name, XElement formula)
    {
        GateKind? kind = Kind(formula);
        if (kind is null)
        {
            _gates.Add(new Gate(name, GateKind.Or, [Argument(formula)]));
            return;
        }

        _gates.Add(new Gate(name, kind.Value, [.. formula.Elements().Select(Argument)], (int?)formula.Attribute("min") ?? 0));
    }

    private string Argument(XElement argument)
    {
        if (Kind(argument) is null) return Name(argument);
        string name = $"~{++_anonymous}";
        AddFormula(name, argument);
        return name;
    }

    private static GateKind? Kind(XElement element) => element.Name.LocalName switch
    {
        "and" => GateKind.And,
        "or" => GateKind.Or,
        "not" => GateKind.Not,
        "xor" => GateKind.Xor,
        "atleast" => GateKind.AtLeast,
        "nand" => GateKind.Nand,
        "nor" => GateKind.Nor,
        "imply" => GateKind.Imply,
        "iff" => GateKind.Iff,
        "gate" or "basic-event" or "house-event" or "event" => null,
        _ => throw new NotSupportedException(element.Name.LocalName),
    };

    private static string Name(XElement element) => (string)element.Attribute("name")!;

    private static double Number(XElement element) =>
        double.Parse((string)element.Attribute("value")!, CultureInfo.InvariantCulture);
}
