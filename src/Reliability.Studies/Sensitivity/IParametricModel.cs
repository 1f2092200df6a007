using System.Collections.Immutable;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Studies.Sensitivity;

/// <summary>A model as a function of its parameters, whatever form it is written in. Thread-safe.</summary>
public interface IParametricModel
{
    /// <summary>The parameters that are plain numbers, with their nominal values.</summary>
    ImmutableArray<ModelParameter> Parameters { get; }

    /// <summary>The subjects of study with all parameters at their nominal values.</summary>
    ImmutableArray<Subject> Nominal { get; }

    /// <summary>The subjects, in the same order, with one parameter at another value; nothing where the model refuses the value.</summary>
    /// <param name="parameter">One of the parameters.</param>
    /// <param name="value">Its value in base units.</param>
    /// <param name="diagnostics">Receives why the value is refused.</param>
    ImmutableArray<Subject> At(ModelParameter parameter, double value, DiagnosticBag diagnostics);
}
