namespace Reliability.Markov.ModelChecking;

/// <summary>
/// What a path still has to do: a formula of linear time over numbered sets of states, in negation normal form. Equal formulas are one object, combinations
/// are irredundant disjunctions of conjunctions, so that progress along a path meets finitely many. Made by <see cref="ObligationTable"/>.
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
    private const int MaximumClauses = 2_000;
    private const int MaximumObligations = 50_000;

    private readonly Dictionary<string, Obligation> known = new(StringComparer.Ordinal);
    private readonly List<Obligation> made = [];

    public ObligationTable() => (True, False) = (Make(ObligationKind.True, 0), Make(ObligationKind.False, 0));

    public Obligation True { get; }

    public Obligation False { get; }

    public Obligation Literal(int set, bool inside) => Make(inside ? ObligationKind.InSet : ObligationKind.NotInSet, set);

    public Obligation Next(Obligation operand) => Make(ObligationKind.Next, 0, operand);

    public Obligation Until(Obligation left, Obligation right) => right == True || right == False || left == False ? right : Make(ObligationKind.Until, 0, left, right);

    public Obligation Release(Obligation left, Obligation right) => right == True || right == False || left == True ? right : Make(ObligationKind.Release, 0, left, right);

    public Obligation And(params ReadOnlySpan<Obligation> parts)
    {
        var all = True;
        foreach (var part in parts)
        {
            if (part == False) return False;
            all = Combined(Clauses(all).SelectMany(c => Clauses(part).Select(o => new SortedSet<int>(c.Concat(o)))));
        }

        return all;
    }

    public Obligation Or(params ReadOnlySpan<Obligation> parts)
    {
        var clauses = new List<SortedSet<int>>();
        foreach (var part in parts) clauses.AddRange(Clauses(part));
        return Combined(clauses);
    }

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

    // In disjunctive normal form without repetition, of which there are finitely many over the parts of one formula: a flat list alone would nest without end.
    private Obligation Combined(IEnumerable<SortedSet<int>> clauses)
    {
        var kept = new List<SortedSet<int>>();
        foreach (var clause in clauses.Where(c => !Contradicts(c)).OrderBy(c => c.Count))
        {
            // a | (a & b) is a.
            if (!kept.Exists(k => k.IsSubsetOf(clause))) kept.Add(clause);
            if (kept.Count > MaximumClauses) throw TooLarge();
        }

        if (kept.Count == 0) return False;
        if (kept[0].Count == 0) return True;
        var single = kept.Where(k => k.Count == 1).Select(k => made[k.Min]).ToArray();
        // A literal and its opposite.
        if (single.Any(p => p.Kind == ObligationKind.InSet && single.Any(o => o.Kind == ObligationKind.NotInSet && o.Set == p.Set))) return True;
        Obligation[] parts = [.. kept.Select(k => k.Count == 1 ? made[k.Min] : Make(ObligationKind.And, 0, [.. k.Select(n => made[n])])).OrderBy(p => p.Number)];
        return parts.Length == 1 ? parts[0] : Make(ObligationKind.Or, 0, parts);
    }

    private bool Contradicts(SortedSet<int> clause) =>
        clause.Any(n => made[n].Kind == ObligationKind.InSet && clause.Any(o => made[o].Kind == ObligationKind.NotInSet && made[o].Set == made[n].Set));

    private static IEnumerable<SortedSet<int>> Clauses(Obligation obligation) => obligation.Kind switch
    {
        ObligationKind.False => [],
        ObligationKind.True => [[]],
        ObligationKind.Or => obligation.Parts.SelectMany(Clauses),
        ObligationKind.And => [[.. obligation.Parts.Select(p => p.Number)]],
        _ => [[obligation.Number]],
    };

    private static CheckingProblem TooLarge() => new("the formula nests so many temporal operators that what is still to be done has too many forms", "ask for its parts");

    private Obligation Make(ObligationKind kind, int set, params Obligation[] parts)
    {
        var key = $"{(int)kind}:{set}:{string.Join(',', parts.Select(p => p.Number))}";
        if (known.TryGetValue(key, out var same)) return same;
        if (made.Count >= MaximumObligations) throw TooLarge();
        var obligation = new Obligation(made.Count, kind, set, parts);
        known.Add(key, obligation);
        made.Add(obligation);
        return obligation;
    }
}
