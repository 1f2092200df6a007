using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Reliability.Benchmarks")]
[assembly: InternalsVisibleTo("Reliability.Simulation.Tests")]
