using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityServer.OpenId.Keys;

/// <summary>Without keys there are no tokens.</summary>
internal sealed class SigningKeysCheck(SigningKeys keys) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var algorithm in KeyRotation.Algorithms)
            await keys.CurrentAsync(algorithm, cancellationToken); // what it throws is the answer

        return HealthCheckResult.Healthy();
    }
}
