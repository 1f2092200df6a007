using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Reliability.Simulation.Tests")]
