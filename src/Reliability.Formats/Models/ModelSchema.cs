using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reliability.Formats.Models;

/// <summary>Writes the JSON Schema of the model file, for completion in editors.</summary>
public static class ModelSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema (draft 2020-12) as text; always the same.</summary>
    public static string Write()
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Model file",
            ["description"] = "A stochastic model: variables and events, or states and transitions.",
        };
        foreach (var (name, value) in Group(ModelForm.File)) root[name] = value?.DeepClone();
        root["anyOf"] = new JsonArray(Requires("variables", "events"), Requires("variables", "calendar"), Requires("states", "transitions"));
        root["$defs"] = new JsonObject
        {
            ["value"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
            ["names"] = new JsonObject { ["anyOf"] = new JsonArray(Type("string"), new JsonObject { ["type"] = "array", ["items"] = Reference("value") }) },
            ["variable"] = Group(ModelForm.NamedVariable),
            ["event"] = Group(ModelForm.Event),
            ["outcome"] = Group(ModelForm.Outcome),
            ["instant"] = Group(ModelForm.Instant),
            ["reward"] = Group(ModelForm.Reward),
            ["expected"] = Group(ModelForm.Expected),
            ["transition"] = new JsonObject { ["type"] = "array", ["items"] = Reference("value"), ["minItems"] = 3, ["maxItems"] = 4 },
        };
        return root.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Group(IReadOnlyList<ModelKey> keys)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            var value = Value(key.Kind);
            value["description"] = key.Description;
            properties[key.Name] = value;
        }

        var group = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        var required = keys.Where(k => k.IsRequired).Select(k => (JsonNode?)JsonValue.Create(k.Name)).ToArray();
        if (required.Length > 0) group["required"] = new JsonArray(required);
        return group;
    }

    private static JsonObject Value(ModelValueKind kind) => kind switch
    {
        ModelValueKind.Text => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        ModelValueKind.Truth => Type("boolean"),
        ModelValueKind.Names => Reference("names"),
        ModelValueKind.Expressions => Named(new JsonObject { ["anyOf"] = new JsonArray(Reference("value"), Reference("names")) }),
        ModelValueKind.Variables => Named(new JsonObject { ["anyOf"] = new JsonArray(Reference("value"), Reference("variable")) }),
        ModelValueKind.Events => Named(Reference("event")),
        ModelValueKind.Outcomes => List("outcome"),
        ModelValueKind.Instants => List("instant"),
        ModelValueKind.Rewards => Named(new JsonObject { ["anyOf"] = new JsonArray(Reference("value"), Reference("reward"), Named(Reference("value"))) }),
        ModelValueKind.Transitions => List("transition"),
        ModelValueKind.ExpectedValues => List("expected"),
        _ => Reference("value"),
    };

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonObject Named(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    private static JsonObject List(string item) => new() { ["type"] = "array", ["items"] = Reference(item) };

    private static JsonObject Requires(params string[] keys) => new() { ["required"] = new JsonArray([.. keys.Select(k => (JsonNode?)JsonValue.Create(k))]) };
}
