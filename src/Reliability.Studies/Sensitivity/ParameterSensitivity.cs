namespace Reliability.Studies.Sensitivity;

/// <summary>
/// How a measure depends on one parameter. Derivatives are per base unit of the parameter (hours, bits) and in the unit of the measure, with the digits that
/// their error supports.
/// </summary>
/// <param name="Parameter">The parameter.</param>
public sealed record ParameterSensitivity(ModelParameter Parameter)
{
    /// <summary>The derivative; <c>null</c> when there is none, or it could not be had.</summary>
    public double? Derivative { get; init; }

    /// <summary>Estimated absolute error of the derivative.</summary>
    public double Error { get; init; }

    /// <summary>Derivative times parameter by measure: by how many percent the measure changes when the parameter changes by one; <c>null</c> where the measure is zero.</summary>
    public double? Elasticity { get; init; }

    /// <summary>The second derivative, where it was asked for.</summary>
    public double? SecondDerivative { get; init; }

    /// <summary>Estimated absolute error of the second derivative.</summary>
    public double SecondError { get; init; }

    /// <summary>The second derivative times the parameter's square by the measure.</summary>
    public double? SecondElasticity { get; init; }

    /// <summary>How it was found: <c>adjoint</c> or <c>differences</c>.</summary>
    public string Method { get; init; } = "";

    /// <summary>Why there is no derivative, or what one should know about it.</summary>
    public string? Remark { get; init; }
}
