using System.Numerics;
using Reliability.Benchmarks.Families;
using Reliability.Markov.Lumping;
using Reliability.Markov.StateSpaces;
using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;
using Reliability.Modeling.Symmetry;

namespace Reliability.Markov.Tests;

/// <summary>Published families with published numbers of states, lumped and by symmetry.</summary>
public sealed class ReducedFamilyTests
{
    [Test]
    public void Kanban_WithEqualCells_IsAbout_Halved()
    {
        var (full, lumped) = Lump(KanbanFamily.Model(1, equal: true), 160, 616);
        var reduced = Explore(full.Model, Symmetry(full.Model));
        Assert.Multiple(() =>
        {
            Assert.That(reduced.FullCount, Is.EqualTo((BigInteger)160));
            // States of cells 2 and 3 in either order: 160 states, of which those with both cells alike are their own images.
            var alike = Enumerable.Range(0, full.Count).Count(s => full.State(s) is var v && v[1] == v[2] && v[5] == v[6] && v[9] == v[10]);
            Assert.That(reduced.Count, Is.EqualTo((160 + alike) / 2));
            Assert.That(lumped.BlockCount, Is.LessThanOrEqualTo(reduced.Count));
        });
    }

    [Test]
    public void Kanban_WithDifferentCells_IsLeftAlone()
    {
        var model = KanbanFamily.Model(2, equal: false);
        Assert.That(Symmetry(model).IsEmpty, Is.True);
        var space = Explore(model, SymmetryGroups.Empty);
        Assert.That((space.Count, space.Chain.TransitionCount), Is.EqualTo((4600, 28120)));
    }

    [Test]
    public void Cluster_ExchangesItsSides()
    {
        var (full, lumped) = Lump(ClusterFamily.Model(2), 276, 1120);
        var reduced = Explore(full.Model, Symmetry(full.Model));
        Assert.Multiple(() =>
        {
            Assert.That(reduced.FullCount, Is.EqualTo((BigInteger)276));
            Assert.That(reduced.Count, Is.EqualTo(147));
            Assert.That(reduced.Symmetry.Groups.Single().BlockSize, Is.EqualTo(4));
            Assert.That(lumped.BlockCount, Is.LessThanOrEqualTo(147));
        });
    }

    // Stations in a ring can be turned, not exchanged: lumping finds it, symmetry of exchanges does not.
    [TestCase(3, 36, 84)]
    [TestCase(5, 240, 800)]
    public void Polling_IsTurned(int n, int states, int transitions)
    {
        var (full, lumped) = Lump(PollingFamily.Model(n), states, transitions);
        Assert.That(lumped.BlockCount, Is.LessThanOrEqualTo(states / n));
        Assert.That(Explore(full.Model, Symmetry(full.Model)).Count, Is.EqualTo(states));
    }

    private static (StateSpace Full, LumpedChain Lumped) Lump(StochasticModel model, int states, int transitions)
    {
        var full = Explore(model, SymmetryGroups.Empty);
        Assert.That((full.Count, full.Chain.TransitionCount), Is.EqualTo((states, transitions)));
        var lumped = LumpedChain.Of(full.Chain, new StateKeys(full.Count).Add(full.Where(model.Labels[0].Predicate)).Keys);
        LumpingTests.AssertSame(full.Chain, lumped);
        return (full, lumped);
    }

    private static SymmetryGroups Symmetry(StochasticModel model) => SymmetryFinder.Find(model, model.Labels.Select(l => l.Predicate));

    private static StateSpace Explore(StochasticModel model, SymmetryGroups symmetry) =>
        StateSpaceExplorer.Explore(model, new ExpressionCompiler(), new ExplorationOptions { Symmetry = symmetry }).StateSpace!;
}
