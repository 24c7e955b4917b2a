using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Edge;

/// <summary>
/// The coarse limit of this instance, before any work is done. The exact limits per person and purpose are rows in the
/// database and hold for all instances together.
/// </summary>
internal sealed class FloodGate(IOptions<EdgeOptions> edge) : IConfigureOptions<RateLimiterOptions>
{
    private readonly EdgeOptions limits = edge.Value;

    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, UInt128>(PerAddress),
            PartitionedRateLimiter.Create<HttpContext, bool>(Together));

        options.OnRejected = async (rejected, _) =>
        {
            var isFlood = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

            await (isFlood
                ? Refusal.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "rate_limited", $"Too many tries. Wait {seconds} s and try again.")
                : Refusal.WriteAsync(rejected.HttpContext, StatusCodes.Status503ServiceUnavailable, "busy", "The server is busy. Try again in a moment."));
        };
    }

    private RateLimitPartition<UInt128> PerAddress(HttpContext http) => limits.RequestsPerSecond is 0
        ? RateLimitPartition.GetNoLimiter<UInt128>(0)
        : RateLimitPartition.GetTokenBucketLimiter(Network(http.Connection.RemoteIpAddress), _ => new()
        {
            TokenLimit = limits.Burst,
            TokensPerPeriod = limits.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });

    private RateLimitPartition<bool> Together(HttpContext http) => limits.Concurrency is 0
        ? RateLimitPartition.GetNoLimiter(true)
        : RateLimitPartition.GetConcurrencyLimiter(true, _ => new() { PermitLimit = limits.Concurrency });

    // Whoever holds one IPv6 address holds its whole /64.
    private static UInt128 Network(IPAddress? address)
    {
        if (address is null)
            return 0;

        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
            bytes[8..].Clear();

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
