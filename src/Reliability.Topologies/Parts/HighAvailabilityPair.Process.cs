using Reliability.Modeling.Expressions;
using Reliability.Topologies.Compilation;

namespace Reliability.Topologies.Parts;

/// <content>The pair as a stochastic process.</content>
public sealed partial record HighAvailabilityPair
{
    internal override PartProcess AddProcess(PartScope scope) => new HighAvailabilityProcess(this, scope).Add();
}
