namespace Reliability.Modeling.Quantities;

/// <summary>What a quantity measures: powers of time and of data.</summary>
/// <param name="Time">Power of time: 1 for a duration, -1 for a rate.</param>
/// <param name="Size">Power of an amount of data, in bits.</param>
public readonly record struct Dimension(int Time, int Size)
{
    /// <summary>A plain number, such as a probability.</summary>
    public static Dimension Number => default;

    /// <summary>A duration.</summary>
    public static Dimension Duration => new(1, 0);

    /// <summary>A rate.</summary>
    public static Dimension Rate => new(-1, 0);

    /// <summary>An amount of data.</summary>
    public static Dimension DataSize => new(0, 1);

    /// <summary>A number per bit.</summary>
    public static Dimension PerBit => new(0, -1);

    /// <summary>The name used in messages.</summary>
    public string Name => (Time, Size) switch
    {
        (0, 0) => "a plain number",
        (1, 0) => "a duration",
        (-1, 0) => "a rate",
        (0, 1) => "an amount of data",
        (0, -1) => "a number per bit",
        _ => $"time^{Time} data^{Size}",
    };

    /// <summary>How such a quantity may be written.</summary>
    public string Example => (Time, Size) switch
    {
        (0, 0) => "0.95 or 5 %",
        (1, 0) => "4 h",
        (-1, 0) => "2 / y",
        (0, 1) => "8 TB",
        (0, -1) => "1e-15 / bit",
        _ => "",
    };

    /// <summary>The name with an example.</summary>
    public override string ToString() => Example.Length == 0 ? Name : $"{Name}, such as {Example}";
}
