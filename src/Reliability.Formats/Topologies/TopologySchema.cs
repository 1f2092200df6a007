using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reliability.Formats.Topologies;

/// <summary>Writes the JSON Schema of topology files from the same table that the reader uses, for completion and checks in editors.</summary>
public static class TopologySchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema (draft 2020-12), indented, with a final line end.</summary>
    public static string Write()
    {
        var properties = new JsonObject();
        foreach (var (key, meaning) in TopologyForm.TopLevel)
        {
            var value = key switch
            {
                "topology" or "description" => new JsonObject { ["type"] = "string" },
                "parameters" => Named(Quantity()),
                "hosts" => Named(Section(TopologyForm.Pool)),
                "power" => Named(Section(TopologyForm.Feed)),
                "parts" => Named(Parts()),
                "services" => Named(Section(TopologyForm.Service)),
                _ => Section(TopologyForm.Assumptions),
            };
            value["description"] = meaning;
            properties[key] = value;
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Topology file of Reliability",
            ["type"] = "object",
            ["required"] = new JsonArray("topology", "parts"),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Named(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    private static JsonObject Quantity() => new() { ["type"] = new JsonArray("string", "number") };

    private static JsonObject Parts()
    {
        var kinds = new JsonObject();
        foreach (var (name, form) in TopologyForm.Parts)
        {
            var section = Section(form);
            section["description"] = form.Meaning;
            kinds[name] = section;
        }

        return new JsonObject { ["type"] = "object", ["minProperties"] = 1, ["maxProperties"] = 1, ["additionalProperties"] = false, ["properties"] = kinds };
    }

    private static JsonObject Section(SectionForm form)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in form.Fields)
        {
            var value = field.Kind switch
            {
                FieldKind.Section => field.Section is null ? new JsonObject() : Section(field.Section),
                FieldKind.Choice => new JsonObject { ["enum"] = new JsonArray([.. field.Choices.Select(c => field.Key == "level" ? JsonValue.Create(int.Parse(c, System.Globalization.CultureInfo.InvariantCulture)) : (JsonNode)JsonValue.Create(c))]) },
                FieldKind.Integer => new JsonObject { ["type"] = "integer", ["minimum"] = field.Minimum, ["maximum"] = field.Maximum },
                FieldKind.Name => new JsonObject { ["type"] = "string" },
                FieldKind.Names => new JsonObject { ["type"] = new JsonArray("string", "array"), ["items"] = new JsonObject { ["type"] = "string" } },
                _ => Quantity(),
            };
            if (field.MayBeNone) value = new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["const"] = "none" }) };
            if (field.Kind == FieldKind.MeanTime) properties[SectionReader.Rate] = new JsonObject { ["type"] = "string", ["description"] = $"the same as {field.Key}, as a rate" };
            value["description"] = field.Meaning;
            if (field.Default is { Length: > 0 } fallback && field.Kind != FieldKind.Section) value["default"] = fallback;
            if (field.Default is "") required.Add(field.Key);
            properties[field.Key] = value;
        }

        var section = new JsonObject { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Count > 0) section["required"] = required;
        return section;
    }
}
