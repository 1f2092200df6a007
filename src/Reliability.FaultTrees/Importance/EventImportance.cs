namespace Reliability.FaultTrees;

/// <summary>The importance of one basic event for the top event, all measures exact.</summary>
/// <param name="Event">The basic event.</param>
/// <param name="TopIfEventOccurs">The probability of the top event given that the basic event has happened.</param>
/// <param name="TopIfEventDoesNotOccur">The probability of the top event given that it has not.</param>
/// <param name="BirnbaumImportance">The derivative of the top probability by the event's; negative where the top event is not monotone.</param>
/// <param name="CriticalityImportance">Birnbaum importance times event probability over top probability.</param>
/// <param name="FussellVeselyImportance">
/// The share of the top probability that goes when the event cannot happen, 1 - P(q = 0)/P. In this exact form it equals criticality;
/// the cut-set approximation of the same name is another number.
/// </param>
/// <param name="DiagnosticImportance">The probability that the event has happened given that the top event has.</param>
/// <param name="RiskAchievementWorth">The factor by which the top probability grows when the event is certain, P(q = 1)/P.</param>
/// <param name="RiskReductionWorth">The factor by which it shrinks when the event is impossible, P/P(q = 0); infinite when nothing remains.</param>
public sealed record EventImportance(
    BasicEvent Event,
    double TopIfEventOccurs,
    double TopIfEventDoesNotOccur,
    double BirnbaumImportance,
    double CriticalityImportance,
    double FussellVeselyImportance,
    double DiagnosticImportance,
    double RiskAchievementWorth,
    double RiskReductionWorth);
