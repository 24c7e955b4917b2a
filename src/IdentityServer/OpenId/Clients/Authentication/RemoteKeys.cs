using System.Collections.Concurrent;
using IdentityServer.Protocol.Jose;
using IdentityServer.Shared.Outgoing;

namespace IdentityServer.OpenId.Clients.Authentication;

/// <summary>
/// Keys that clients publish themselves (jwks_uri). They are fetched when they are first needed, now and then, and when
/// a signature does not match; an address is called once at a time and not more than every half minute, whatever is sent
/// to us. While it cannot be reached, what was fetched last counts on for a while.
/// </summary>
internal sealed class RemoteKeys(OutgoingClient outgoing, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const int Capacity = 1_000;

    private static readonly IReadOnlyList<string> MediaTypes = ["application/jwk-set+json", "application/json"];

    private readonly ConcurrentDictionary<string, Place> places = new(StringComparer.Ordinal);

    public async ValueTask<VerificationKeySet> KeysAtAsync(string address, CancellationToken cancellation)
    {
        var place = PlaceOf(address);
        var fetched = place.Latest;
        if (fetched is null || IsOlder(fetched.At, Fresh))
            await FetchAsync(place, cancellation);

        return place.Latest is { } latest && !IsOlder(latest.At, Patience) ? latest.Keys : VerificationKeySet.Empty;
    }

    public async ValueTask<VerificationKeySet?> RenewAsync(string address, CancellationToken cancellation)
    {
        var place = PlaceOf(address);
        var before = place.Latest;
        await FetchAsync(place, cancellation);
        return place.Latest == before ? null : place.Latest?.Keys;
    }

    private async Task FetchAsync(Place place, CancellationToken cancellation)
    {
        await place.Calling.WaitAsync(cancellation);
        try
        {
            if (place.CalledAt is { } called && !IsOlder(called, Pause))
                return;

            place.CalledAt = clock.GetUtcNow();
            var result = await outgoing.SendAsync(new(new Uri(place.Address)) { Accept = MediaTypes }, cancellation);
            if (result is OutgoingResult.Answered { IsSuccess: true } answer && JsonWebKeySet.TryParse(answer.Body, out var keys))
                place.Latest = new(clock.GetUtcNow(), VerificationKeySet.Import(keys));
        }
        finally
        {
            place.Calling.Release();
        }
    }

    private Place PlaceOf(string address)
    {
        // Registered addresses only, so this is reached by having very many clients, not by sending very much.
        if (places.Count > Capacity)
            places.Clear();

        return places.GetOrAdd(address, static address => new(address));
    }

    private bool IsOlder(DateTimeOffset instant, TimeSpan age) => clock.GetUtcNow() - instant is var passed && (passed < TimeSpan.Zero || passed >= age);

    private sealed class Place(string address)
    {
        public string Address => address;

        public SemaphoreSlim Calling { get; } = new(1);

        public DateTimeOffset? CalledAt { get; set; }

        public Fetched? Latest { get; set; }
    }

    private sealed record Fetched(DateTimeOffset At, VerificationKeySet Keys);
}
