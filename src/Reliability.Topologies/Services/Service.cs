using Reliability.Modeling.Quantities;

namespace Reliability.Topologies.Services;

/// <summary>What users see: up while its needs are met.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Needs">What it needs.</param>
/// <param name="DowntimeObjective">Downtime per year that was agreed on; <c>null</c> when nothing was.</param>
public sealed record Service(string Name, Need Needs, Duration? DowntimeObjective = null);
