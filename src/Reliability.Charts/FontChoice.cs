namespace Reliability.Charts;

/// <summary>Where the letters of a picture come from.</summary>
public enum FontChoice
{
    /// <summary>A sans serif font of the machine; the built-in stroke font where none is installed.</summary>
    System,

    /// <summary>The built-in stroke font, whatever is installed: the same picture on every machine.</summary>
    BuiltIn,
}
