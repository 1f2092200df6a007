namespace Reliability.Modeling.Properties;

/// <summary>What a filter does with the values of a property in a set of states.</summary>
public enum FilterKind
{
    /// <summary>The value in the only state of the set; an error when there are several.</summary>
    State,

    /// <summary>The least.</summary>
    Minimum,

    /// <summary>The greatest.</summary>
    Maximum,

    /// <summary>The states with the least.</summary>
    MinimumStates,

    /// <summary>The states with the greatest.</summary>
    MaximumStates,

    /// <summary>How many are true.</summary>
    Count,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The mean.</summary>
    Average,

    /// <summary>The value in the first state of the set.</summary>
    First,

    /// <summary>The interval from the least to the greatest.</summary>
    Range,

    /// <summary>Whether all are true.</summary>
    ForAll,

    /// <summary>Whether one is true.</summary>
    Exists,

    /// <summary>The values of the set, listed; the filter is true or has the value of the first state.</summary>
    Print,

    /// <summary>As <see cref="Print"/>, zeros and false too.</summary>
    PrintAll,
}
