using IdentityServer.Shared.Edge;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityServer.Shared.Health;

internal sealed class DrainingCheck(Draining draining) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation) =>
        Task.FromResult(draining.HasBegun ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
