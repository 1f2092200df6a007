using System.Collections.Immutable;
using System.Globalization;

namespace Reliability.Formats.Explicit;

/// <summary>The explicit files of one chain.</summary>
/// <param name="Transitions">The <c>.tra</c> file.</param>
/// <param name="States">The <c>.sta</c> file, or <c>null</c>.</param>
/// <param name="Labels">The <c>.lab</c> file, or <c>null</c>.</param>
/// <param name="Rewards">For every reward its <c>.srew</c> and <c>.trew</c> files; <c>null</c> for one that is not there.</param>
public sealed record ExplicitFiles(string Transitions, string? States = null, string? Labels = null, ImmutableArray<(string? States, string? Transitions)> Rewards = default)
{
    private const int MaximumRewards = 1000;

    /// <summary>True for the extension <c>.tra</c>.</summary>
    public static bool Recognises(string path) => string.Equals(Path.GetExtension(path), ".tra", StringComparison.OrdinalIgnoreCase);

    /// <summary>A <c>.tra</c> file with those of the same name beside it: <c>name.sta</c>, <c>name.lab</c>, and <c>name.srew</c> and <c>name.trew</c>, or <c>name1.srew</c>, <c>name2.srew</c> and so on.</summary>
    /// <param name="path">The <c>.tra</c> file.</param>
    public static ExplicitFiles Beside(string path)
    {
        var stem = path[..^Path.GetExtension(path).Length];
        var rewards = ImmutableArray.CreateBuilder<(string?, string?)>();
        if (Found("")) rewards.Add((Existing(".srew"), Existing(".trew")));
        for (var k = 1; k <= MaximumRewards; k++)
        {
            var number = k.ToString(CultureInfo.InvariantCulture);
            if (!Found(number)) break;
            rewards.Add((Existing(number + ".srew"), Existing(number + ".trew")));
        }

        return new ExplicitFiles(path, Existing(".sta"), Existing(".lab"), rewards.ToImmutable());

        bool Found(string number) => (Existing(number + ".srew") ?? Existing(number + ".trew")) is not null;

        string? Existing(string ending) => File.Exists(stem + ending) ? stem + ending : null;
    }
}
