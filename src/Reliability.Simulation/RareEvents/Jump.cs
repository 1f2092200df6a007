namespace Reliability.Simulation.RareEvents;

/// <summary>What a jump does to the redundancy that is left.</summary>
public enum JumpKind : byte
{
    /// <summary>It leads back towards the state without failures, or changes nothing that matters.</summary>
    Repair,

    /// <summary>It is a failure.</summary>
    Failure,

    /// <summary>It is a failure after which fewer further jumps lead to the down states.</summary>
    ApproachingFailure,
}

/// <summary>One possible jump of a model.</summary>
/// <param name="Rate">Rate per hour, positive.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Code">Which jump it is: whatever <see cref="IJumpModel.Apply"/> understands.</param>
public readonly record struct Jump(double Rate, JumpKind Kind, int Code);
