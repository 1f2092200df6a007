using Reliability.Simulation.Random;

namespace Reliability.Simulation.RareEvents;

/// <summary>A model that is being played by one thread, under its own law or under a biased one.</summary>
internal interface IWalk
{
    /// <summary>Whether the service is down.</summary>
    bool IsDown { get; }

    /// <summary>Whether a cycle ends here.</summary>
    bool IsStop { get; }

    /// <summary>Mean hours of the stay; infinite where nothing leaves.</summary>
    double MeanHours { get; }

    /// <summary>Goes to the start.</summary>
    void Restart();

    /// <summary>Jumps as the model does.</summary>
    void Plain(ref Xoshiro256PlusPlus stream);

    /// <summary>Jumps by the biased law and returns the likelihood ratio of that jump.</summary>
    double Biased(ref Xoshiro256PlusPlus stream);
}
