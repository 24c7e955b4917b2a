using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityServer.Data;

/// <summary>Ready means: the database answers. An exception is an answer, too; the framework writes it down.</summary>
internal sealed class DatabaseCheck(IHotTables tables) : IHealthCheck
{
    private static readonly Statement Ask = new("SELECT 1");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellation)
    {
        await tables.ListAsync(Ask, row => row.GetInt32(0), [], cancellation);
        return HealthCheckResult.Healthy();
    }
}
