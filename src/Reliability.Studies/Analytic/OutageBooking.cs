using System.Collections.Immutable;
using Reliability.Modeling.Models;

namespace Reliability.Studies.Analytic;

/// <summary>Downtime and outages by cause.</summary>
/// <param name="ByCause">For each cause the share of time down and the outages per hour booked to it.</param>
/// <param name="Frequency">Interruptions per hour.</param>
internal sealed record OutageBooking(ImmutableArray<(Cause Cause, double ShareOfTime, double PerHour)> ByCause, double Frequency);
