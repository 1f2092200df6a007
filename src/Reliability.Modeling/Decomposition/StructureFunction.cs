using System.Collections.Immutable;
using Reliability.Modeling.Expressions;

namespace Reliability.Modeling.Decomposition;

/// <summary>A condition written as a boolean function of conditions on independent components.</summary>
/// <param name="Formula">The function; its boolean variable i stands for atom i.</param>
/// <param name="Atoms">The conditions on single components.</param>
public sealed record StructureFunction(Expression Formula, ImmutableArray<ComponentCondition> Atoms);

/// <summary>A condition on one component.</summary>
/// <param name="Component">Index of the component.</param>
/// <param name="Condition">The condition over the component's own variables.</param>
public sealed record ComponentCondition(int Component, Expression Condition);

/// <summary>A number of one component.</summary>
/// <param name="Component">Index of the component.</param>
/// <param name="Number">The expression over the component's own variables.</param>
public sealed record ComponentNumber(int Component, Expression Number);

/// <summary>A product: a coefficient, numbers of components, and perhaps a condition that makes it zero where it fails.</summary>
/// <param name="Coefficient">The coefficient.</param>
/// <param name="Factors">The numbers; several of one component multiply state by state.</param>
/// <param name="Indicator">The condition; <c>null</c> for none.</param>
public sealed record RewardTerm(double Coefficient, ImmutableArray<ComponentNumber> Factors, StructureFunction? Indicator);
