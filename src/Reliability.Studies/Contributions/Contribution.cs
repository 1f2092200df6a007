using Reliability.Studies.Results;
using Reliability.Topologies;

namespace Reliability.Studies.Contributions;

/// <summary>A model beside itself without one of its threats; the differences are what that contributes.</summary>
/// <param name="Omission">What was left out.</param>
/// <param name="With">All answers about the model.</param>
/// <param name="Without">All answers about what is left, by the same engines.</param>
public sealed record Contribution(Omission Omission, ModelStudy With, ModelStudy Without);
