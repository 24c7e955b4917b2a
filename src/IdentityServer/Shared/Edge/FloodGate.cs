using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Edge;

/// <summary>
/// The coarse limit of this instance, before any work is done. The exact limits per person and purpose are rows in the
/// database and hold for all instances together.
/// </summary>
internal sealed class FloodGate(IOptions<EdgeOptions> edge) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress?>? perAddress = PerAddress(edge.Value);
    private readonly ConcurrencyLimiter? together = edge.Value.Concurrency is 0 ? null : new(new() { PermitLimit = edge.Value.Concurrency });

    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        using var turn = perAddress?.AttemptAcquire(http.Connection.RemoteIpAddress);
        if (turn is { IsAcquired: false })
        {
            await RefuseFloodAsync(http, turn.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
            return;
        }

        using var place = together?.AttemptAcquire();
        if (place is { IsAcquired: false })
        {
            http.Response.Headers.RetryAfter = "1";
            await Refusal.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "busy", "The server is busy. Try again in a moment.");
            return;
        }

        await next(http);
    }

    public void Dispose()
    {
        perAddress?.Dispose();
        together?.Dispose();
    }

    private static Task RefuseFloodAsync(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refusal.WriteAsync(http, StatusCodes.Status429TooManyRequests, "rate_limited", $"Too many tries. Wait {seconds} s and try again.");
    }

    private static PartitionedRateLimiter<IPAddress?>? PerAddress(EdgeOptions limits) => limits.RequestsPerSecond is 0
        ? null
        : PartitionedRateLimiter.Create<IPAddress?, UInt128>(address => RateLimitPartition.GetTokenBucketLimiter(Network(address), _ => new()
        {
            TokenLimit = limits.Burst,
            TokensPerPeriod = limits.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

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
