using BenchmarkDotNet.Running;
using IdentityServer.Benchmarks.Writing;

if (args is ["writer", ..])
    await WriterBenchmark.RunAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(WriterBenchmark).Assembly).Run(args);
