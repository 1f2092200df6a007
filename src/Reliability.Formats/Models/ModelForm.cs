namespace Reliability.Formats.Models;

/// <summary>A key of the model file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Description">What it says, in one line.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="IsRequired">True when the group is not complete without it.</param>
internal sealed record ModelKey(string Name, string Description, ModelValueKind Kind, bool IsRequired = false);

/// <summary>What the value of a key is.</summary>
internal enum ModelValueKind
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A number, a quantity with a unit, or an expression.</summary>
    Expression,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A list of names.</summary>
    Names,

    /// <summary>Names, each with an expression.</summary>
    Expressions,

    /// <summary>Names, each with a range or with names of values.</summary>
    Variables,

    /// <summary>Names, each with an event.</summary>
    Events,

    /// <summary>A list of outcomes.</summary>
    Outcomes,

    /// <summary>A list of calendar instants.</summary>
    Instants,

    /// <summary>Names, each with a reward.</summary>
    Rewards,

    /// <summary>A list of transitions.</summary>
    Transitions,

    /// <summary>A list of expected values.</summary>
    ExpectedValues,
}

/// <summary>The keys of the model file, in the order in which they are best written.</summary>
internal static class ModelForm
{
    /// <summary>The keys of the file.</summary>
    public static IReadOnlyList<ModelKey> File { get; } =
    [
        new("model", "What the model is called.", ModelValueKind.Text, true),
        new("citation", "Where the model was published.", ModelValueKind.Text),
        new("note", "Free text.", ModelValueKind.Text),
        new("time-unit", "The unit of rates that are written as plain numbers: s, min, h, d or y; h unless given.", ModelValueKind.Text),
        new("constants", "Named values: quantities with units such as 1 / 5000 h, or expressions over other constants.", ModelValueKind.Expressions),
        new("formulas", "Named expressions over the variables.", ModelValueKind.Expressions),
        new("variables", "The state variables: 'low..high', 'low..high init value', 'bool' or 'bool init true', or a group with the names of the values.", ModelValueKind.Variables),
        new("events", "What can happen.", ModelValueKind.Events),
        new("states", "Short form: the names of the states.", ModelValueKind.Names),
        new("initial", "Short form: the state at time zero; the first one unless given.", ModelValueKind.Text),
        new("up", "Short form: the states in which the service is up.", ModelValueKind.Names),
        new("data-loss", "Short form: the states in which data are lost.", ModelValueKind.Names),
        new("transitions", "Short form: lists of source, target, rate and perhaps a cause.", ModelValueKind.Transitions),
        new("calendar", "What happens at recurring instants.", ModelValueKind.Instants),
        new("labels", "Named conditions; 'up' marks the states in which the service is up.", ModelValueKind.Expressions),
        new("rewards", "What states and events earn.", ModelValueKind.Rewards),
        new("expected", "Values that answers can be compared with.", ModelValueKind.ExpectedValues),
    ];

    /// <summary>The keys of a variable whose values have names.</summary>
    public static IReadOnlyList<ModelKey> NamedVariable { get; } =
    [
        new("values", "What the values 0, 1, 2, … are called.", ModelValueKind.Names, true),
        new("init", "The name of the value at time zero; the first one unless given.", ModelValueKind.Text),
    ];

    /// <summary>The keys of an event.</summary>
    public static IReadOnlyList<ModelKey> Event { get; } =
    [
        new("when", "The condition under which the event can happen; always unless given.", ModelValueKind.Expression),
        new("rate", "The rate of an exponential delay, such as 2 / y or up * gamma.", ModelValueKind.Expression),
        new("after", "The delay: a mean such as 4 h, or a law such as weibull(shape 2, mean 4 h).", ModelValueKind.Text),
        new("memory", "What becomes of a delay that is interrupted: 'restart' or 'resume'.", ModelValueKind.Text),
        new("repair", "The age that the delay begins with once the event has happened: 'as-new' unless given, 'as-old', or virtual-age(factor 0.3, kind I).", ModelValueKind.Text),
        new("immediate", "True for an event that happens as soon as it can.", ModelValueKind.Truth),
        new("priority", "Of several immediate events only those of the greatest priority compete.", ModelValueKind.Expression),
        new("weight", "The share of an immediate event among those that compete.", ModelValueKind.Expression),
        new("then", "The new values of variables, such as up' = up - 1, mode' = 2.", ModelValueKind.Text),
        new("outcomes", "Several possible effects, each with a probability.", ModelValueKind.Outcomes),
        new("cause", "What an outage that the event begins is booked to.", ModelValueKind.Text),
    ];

    /// <summary>The keys of an outcome.</summary>
    public static IReadOnlyList<ModelKey> Outcome { get; } =
    [
        new("probability", "The probability, such as 0.95, 5 % or 1 - c.", ModelValueKind.Expression, true),
        new("then", "The new values of variables.", ModelValueKind.Text),
        new("cause", "What an outage is booked to; the event's cause unless given.", ModelValueKind.Text),
    ];

    /// <summary>The keys of a calendar instant.</summary>
    public static IReadOnlyList<ModelKey> Instant { get; } =
    [
        new("name", "What the instant is called.", ModelValueKind.Text, true),
        new("every", "The time between two occurrences, such as 730 h.", ModelValueKind.Expression, true),
        new("at", "The time of the first occurrence; 0 h unless given.", ModelValueKind.Expression),
        new("when", "The condition under which something happens; always unless given.", ModelValueKind.Expression),
        new("then", "The new values of variables.", ModelValueKind.Text),
        new("outcomes", "Several possible effects, each with a probability.", ModelValueKind.Outcomes),
        new("cause", "What an outage is booked to.", ModelValueKind.Text),
        new("takes-over", "False when an outage that the instant finds stays booked to what began it; true unless given.", ModelValueKind.Truth),
    ];

    /// <summary>The keys of a reward that is more than an expression.</summary>
    public static IReadOnlyList<ModelKey> Reward { get; } =
    [
        new("rate", "What a state earns per hour.", ModelValueKind.Expression),
        new("impulses", "What events earn when they happen.", ModelValueKind.Expressions),
    ];

    /// <summary>The keys of an expected value.</summary>
    public static IReadOnlyList<ModelKey> Expected { get; } =
    [
        new("measure", "The measure, by its field name.", ModelValueKind.Text, true),
        new("at", "The time at which it is taken, such as 1 y.", ModelValueKind.Expression),
        new("value", "The value.", ModelValueKind.Expression, true),
        new("tolerance", "The relative deviation that is allowed; 1e-10 unless given.", ModelValueKind.Expression),
        new("published", "The value as it was published.", ModelValueKind.Text),
    ];
}
