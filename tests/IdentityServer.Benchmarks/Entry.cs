using BenchmarkDotNet.Running;
using IdentityServer.Benchmarks.Load;
using IdentityServer.Benchmarks.Timing;
using IdentityServer.Benchmarks.Writing;

namespace IdentityServer.Benchmarks;

internal static class Entry
{
    public static async Task Main(string[] args)
    {
        if (args is ["writer", ..])
            await WriterBenchmark.RunAsync();
        else if (args is ["timing", .. var timing])
            await TimingCommand.RunAsync(timing);
        else if (args is ["load", .. var rest])
            await LoadCommand.RunAsync(rest);
        else
            BenchmarkSwitcher.FromAssembly(typeof(Entry).Assembly).Run(args);
    }
}
