namespace IdentityServer.Data.Jobs;

/// <summary>Work that happens beside the requests, on one instance at a time: sealing, sending, rotating, purging.</summary>
internal interface IJob
{
    string Name { get; }

    TimeSpan Period { get; }

    Task RunAsync(CancellationToken cancellation);
}
