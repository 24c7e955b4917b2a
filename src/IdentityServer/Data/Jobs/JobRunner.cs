using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Jobs;

/// <summary>Runs every job there is. They are made late: when hosted services are made, the database may still be bare.</summary>
internal sealed class JobRunner(IServiceProvider services, JobLeaseStore leases, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Task.WhenAll(services.GetServices<IJob>().Select(job => new JobLoop(job, leases, clock, logger).RunAsync(stopping)));
}
