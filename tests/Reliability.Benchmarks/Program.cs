using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Reliability.Benchmarks.Chains;
using Reliability.Benchmarks.Events;
using Reliability.Benchmarks.Rare;
using Reliability.Benchmarks.Streams;

if (args is [ChainProgram.Verb, ..]) return ChainProgram.Run(args.AsSpan(1));
if (args is [EventProgram.Verb, ..]) return EventProgram.Run(args.AsSpan(1));
if (args is [RareProgram.Verb, ..]) return RareProgram.Run();
if (args is [StreamProgram.Verb, ..]) return StreamProgram.Run(args.AsSpan(1));

// In one process and one run: figures are read as ratios to the baseline beside them.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(logOutput: false)))
    .WithOptions(ConfigOptions.DisableLogFile);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;
