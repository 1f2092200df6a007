namespace Reliability.Markov.ModelChecking;

/// <summary>
/// What a path still has to do: a formula of linear time over numbered sets of states, in negation normal form. Equal formulas are one object, conjunctions and
/// disjunctions are flat, sorted and without repetition, so that progress along a path meets finitely many. Made by <see cref="ObligationTable"/>.
/// </summary>
internal sealed class Obligation
{
    public Obligation(int number, ObligationKind kind, int set, Obligation[] parts) => (Number, Kind, Set, Parts) = (number, kind, set, parts);

    public int Number { get; }

    public ObligationKind Kind { get; }

    /// <summary>Index of the set of states of a literal.</summary>
    public int Set { get; }

    public Obligation[] Parts { get; }
}

/// <summary>Kinds of obligations.</summary>
internal enum ObligationKind
{
    True,
    False,
    InSet,
    NotInSet,
    And,
    Or,
    Next,
    Until,
    Release,
}

/// <summary>Makes obligations, each once, and moves them along paths.</summary>
internal sealed class ObligationTable
{
    private readonly Dictionary<string, Obligation> known = new(StringComparer.Ordinal);

    public ObligationTable() => (True, False) = (Make(ObligationKind.True, 0), Make(ObligationKind.False, 0));

    public Obligation True { get; }

    public Obligation False { get; }

    public Obligation Literal(int set, bool inside) => Make(inside ? ObligationKind.InSet : ObligationKind.NotInSet, set);

    public Obligation Next(Obligation operand) => Make(ObligationKind.Next, 0, operand);

    public Obligation Until(Obligation left, Obligation right) => right == True || right == False || left == False ? right : Make(ObligationKind.Until, 0, left, right);

    public Obligation Release(Obligation left, Obligation right) => right == True || right == False || left == True ? right : Make(ObligationKind.Release, 0, left, right);

    public Obligation And(params ReadOnlySpan<Obligation> parts) => Join(ObligationKind.And, True, False, parts);

    public Obligation Or(params ReadOnlySpan<Obligation> parts) => Join(ObligationKind.Or, False, True, parts);

    /// <summary>What is left of an obligation after a state, for the path from the next state on.</summary>
    public Obligation Progress(Obligation obligation, Func<int, bool> contains) => obligation.Kind switch
    {
        ObligationKind.InSet => contains(obligation.Set) ? True : False,
        ObligationKind.NotInSet => contains(obligation.Set) ? False : True,
        ObligationKind.And => And([.. obligation.Parts.Select(p => Progress(p, contains))]),
        ObligationKind.Or => Or([.. obligation.Parts.Select(p => Progress(p, contains))]),
        ObligationKind.Next => obligation.Parts[0],
        ObligationKind.Until => Or(Progress(obligation.Parts[1], contains), And(Progress(obligation.Parts[0], contains), obligation)),
        ObligationKind.Release => And(Progress(obligation.Parts[1], contains), Or(Progress(obligation.Parts[0], contains), obligation)),
        _ => obligation,
    };

    /// <summary>Whether a kind of operator occurs in an obligation.</summary>
    public static bool Has(Obligation obligation, ObligationKind kind) => obligation.Kind == kind || obligation.Parts.Any(p => Has(p, kind));

    private Obligation Join(ObligationKind kind, Obligation neutral, Obligation absorbing, ReadOnlySpan<Obligation> parts)
    {
        var flat = new SortedDictionary<int, Obligation>();
        foreach (var part in parts)
        {
            foreach (var p in part.Kind == kind ? part.Parts : [part])
            {
                if (p == absorbing) return absorbing;
                if (p != neutral) flat[p.Number] = p;
            }
        }

        if (flat.Count == 0) return neutral;
        // A literal and its opposite.
        if (flat.Values.Any(p => p.Kind == ObligationKind.InSet && flat.Values.Any(o => o.Kind == ObligationKind.NotInSet && o.Set == p.Set))) return absorbing;
        // a | (a & b) is a, a & (a | b) is a.
        var other = kind == ObligationKind.And ? ObligationKind.Or : ObligationKind.And;
        Obligation[] kept = [.. flat.Values.Where(p => p.Kind != other || !p.Parts.Any(x => flat.ContainsKey(x.Number)))];
        return kept.Length == 1 ? kept[0] : Make(kind, 0, kept);
    }

    private Obligation Make(ObligationKind kind, int set, params Obligation[] parts)
    {
        var key = $"{(int)kind}:{set}:{string.Join(',', parts.Select(p => p.Number))}";
        if (!known.TryGetValue(key, out var made)) known.Add(key, made = new Obligation(known.Count, kind, set, parts));
        return made;
    }
}
