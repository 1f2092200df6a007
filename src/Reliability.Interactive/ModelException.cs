namespace Reliability.Interactive;

/// <summary>A model that cannot be read or answered; the message is the diagnostics, with places and hints.</summary>
public sealed class ModelException : Exception
{
    /// <summary>A problem without words.</summary>
    public ModelException()
    {
    }

    /// <summary>A problem in words.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>A problem with what caused it.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
