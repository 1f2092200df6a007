using Reliability.Modeling.Expressions;
using Reliability.Modeling.Models;

namespace Reliability.Benchmarks.Families;

/// <summary>
/// An embedded control system: three sensors of which two are needed, two actuators of which one is, an input, an output and a main processor on a bus, and a count of
/// skipped cycles (Muppala, Ciardo and Trivedi, Communications in Reliability, Maintainability and Serviceability 1, 1994). Rates per hour.
/// </summary>
internal static class EmbeddedFamily
{
    private const double ProcessorFailure = 1.0 / 8760;
    private const double ProcessorFault = 1.0 / 24;
    private const double Reboot = 120;
    private const double Cycle = 60;

    /// <summary>Label <c>down</c>, and rewards <c>up</c>, <c>danger</c> (a processor reboots) and <c>down</c>: hours spent so.</summary>
    public static StochasticModel Model(int maximumCount)
    {
        var b = new ModelBuilder("embedded");
        var (sensors, actuators) = (b.Integer("sensors", 0, 3, 3), b.Integer("actuators", 0, 2, 2));
        // 2 works, 1 reboots after a fault, 0 is broken
        var (input, output, main) = (b.Integer("input", 0, 2, 2), b.Integer("output", 0, 2, 2), b.Boolean("main", true));
        var skipped = b.Integer("skipped", 0, maximumCount + 1);
        var (computed, toMain, toOutput) = (b.Boolean("computed", true), b.Boolean("to main", true), b.Boolean("to output"));
        var (sensed, acted) = (sensors.IsAtLeast(2), actuators.IsAtLeast(1));
        var (inputWorks, outputWorks) = (input.Is(2) & sensed, output.Is(2) & acted);

        b.Exponential("sensor fails", sensors.IsAtLeast(2), (1.0 / 720) * (Expression)sensors, Cause.Hardware, sensors.Less());
        b.Exponential("actuator fails", acted, (1.0 / 1440) * (Expression)actuators, Cause.Hardware, actuators.Less());
        b.Exponential("main fails", main, ProcessorFailure, Cause.Hardware, main.Becomes(false));
        foreach (var (name, processor, needed) in new[] { ("input", input, sensed), ("output", output, acted) })
        {
            b.Exponential(name + " fails", processor.IsAtLeast(1) & needed, ProcessorFailure, Cause.Hardware, processor.Becomes(0));
            b.Exponential(name + " has a fault", processor.Is(2) & needed, ProcessorFault, Cause.Software, processor.Becomes(1));
        }

        b.Exponential("input is back", input.Is(1) & sensed, Reboot, Cause.Unknown,
            input.Becomes(2), computed.Becomes(computed | (main & !toOutput)), toMain.Becomes(true), toOutput.Becomes(!outputWorks & (toOutput | main)));
        b.Exponential("output is back", output.Is(1) & acted, Reboot, Cause.Unknown,
            output.Becomes(2), computed.Becomes(computed | (toMain & main)), toMain.Becomes(inputWorks | (toMain & !main)), toOutput.Becomes(false));
        Assignment[] bus = [computed.Becomes(toMain & !toOutput & main), toMain.Becomes(inputWorks | (toMain & (toOutput | !main))), toOutput.Becomes(!outputWorks & (toOutput | (toMain & main)))];
        b.Exponential("cycle", computed, Cycle, Cause.Unknown, [skipped.Becomes(0), .. bus]);
        b.Exponential("cycle skipped", !computed, Cycle, Cause.Unknown, [skipped.Becomes(Expression.Call(Function.Min, [skipped + 1, maximumCount + 1])), .. bus]);

        var down = (input.Is(2) & !sensed) | skipped.Is(maximumCount + 1) | (output.Is(2) & !acted) | !main;
        var danger = !down & (input.Is(1) | output.Is(1));
        return b.Label("down", down).Label("input or output", skipped.Is(maximumCount + 1))
            .Reward("up", One(!down & !danger)).Reward("danger", One(danger)).Reward("down", One(down)).Build();
    }

    private static Expression One(Expression condition) => Expression.Conditional(condition, 1.0, 0.0);
}
