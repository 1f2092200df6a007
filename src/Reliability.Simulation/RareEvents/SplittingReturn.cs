namespace Reliability.Simulation.RareEvents;

/// <summary>Where a way of a process that is split ends without failure.</summary>
internal enum SplittingReturn
{
    /// <summary>Where the variables are those of the start.</summary>
    ToStart,

    /// <summary>Where the process begins anew: the variables are those of the start, and every clock that runs was started by the last change.</summary>
    Anew,

    /// <summary>
    /// Where the importance is that of the start or below. The process does not begin anew there, so cycles begin in the states in which one that has run for long comes there. Source: V. F. Nicola, P. Shahabuddin and
    /// M. K. Nakayama, "Techniques for fast simulation of models of highly dependable systems", IEEE Transactions on Reliability 50 (2001) 246.
    /// </summary>
    ToImportance,
}
