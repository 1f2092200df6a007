using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Simulation.Engine.Checkpoints;

/// <summary>
/// Tells whether two runs play the same replications: a hash over all that a model and a target are made of. Numbers count with all their bits; names of models, labels and
/// whatever else changes no draw do not count.
/// </summary>
public static class ModelFingerprint
{
    // To be raised whenever the same seed gives other replications, for example after a change of a sampler: files of before are then refused.
    private const int Draws = 3;

    /// <summary>The key of a simulation. Takes time in proportion to the size of the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">What is observed.</param>
    /// <param name="options">Of them seed, window and times; rules for stopping, confidence and threads do not matter.</param>
    /// <param name="share">The share to be played; <c>null</c> for all.</param>
    /// <param name="study">Any text to be kept.</param>
    public static CheckpointKey Of(StochasticModel model, SimulationTarget target, SimulationOptions options, ReplicationShare? share = null, string study = "")
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (object?[])[Draws, model.Variables, model.Events, model.Calendar, target.Up, target.DataLoss, target.Rewards.IsDefault ? [] : target.Rewards, target.Copies.IsDefault ? [] : target.Copies]) Add(hash, part);
        var times = options.Times.IsDefaultOrEmpty ? "none" : string.Join(", ", options.Times.Distinct().Order().Select(t => t.ToString("R", CultureInfo.InvariantCulture)));
        var observation = string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, {options.ReplicationHours:R} h observed after {options.WarmUpHours:R} h{(options.StartSpreadHours > 0 ? FormattableString.Invariant($" and up to {options.StartSpreadHours:R} h") : "")}, times {times} h");
        return new CheckpointKey(Convert.ToHexStringLower(hash.GetHashAndReset()), observation, share, study);
    }

    private static void Add(IncrementalHash hash, object? part)
    {
        switch (part)
        {
            case null:
                Text("~");
                break;
            case EventOrigin:
                // Where an event stands in a file is no part of what it does.
                break;
            case Expression e:
                Text(e.ToString());
                break;
            case string s:
                Text(s);
                break;
            case double d:
                Text(BitConverter.DoubleToUInt64Bits(d).ToString("x", CultureInfo.InvariantCulture));
                break;
            case bool or Enum or int or long:
                Text(Convert.ToString(part, CultureInfo.InvariantCulture)!);
                break;
            case IEnumerable items:
                Text("[");
                foreach (var item in items) Add(hash, item);
                Text("]");
                break;
            default:
                var type = part.GetType();
                if (type.Assembly != typeof(StochasticModel).Assembly) throw new NotSupportedException(type.FullName);
                Text(type.Name);
                foreach (var field in Fields(type)) Add(hash, field.GetValue(part));
                Text("}");
                break;
        }

        // With its length in front no text runs into the next.
        void Text(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    // The values that records are made of. What is found from them when first needed is no value of its own.
    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            foreach (var field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                if (field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Lazy<>)) continue;
                yield return field;
            }
        }
    }
}
