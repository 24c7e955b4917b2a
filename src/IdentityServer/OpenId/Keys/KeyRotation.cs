using IdentityServer.Protocol.Jose;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Keys;

/// <summary>Makes the keys: by itself when the schedule says so, at once when an operator asks.</summary>
internal sealed class KeyRotation(
    SigningKeyStore store, SigningKeyVault vault, IOptions<SigningKeyOptions> options, TimeProvider clock, ILogger<KeyRotation> log)
{
    public static readonly IReadOnlyList<SignatureAlgorithm> Algorithms =
        [SignatureAlgorithm.ES256, SignatureAlgorithm.RS256, SignatureAlgorithm.PS256];

    public static readonly IReadOnlyList<string> AlgorithmNames = [.. Algorithms.Select(algorithm => algorithm.Name)];

    // Until every instance publishes a new key, and every copy of the old key set has expired.
    private static readonly TimeSpan Notice = SigningKeys.Convergence + JwksEndpoint.MaximumAge;

    // No instance's clock is so wrong that it would still sign with a key replaced this long ago.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromHours(1);

    public async Task<KeySchedule> ReadScheduleAsync(CancellationToken cancellation) =>
        new(await store.ListAsync(cancellation), options.Value);

    /// <summary>Any number of instances may do this at any time.</summary>
    public async Task PublishDueAsync(CancellationToken cancellation)
    {
        var schedule = await ReadScheduleAsync(cancellation);
        var now = clock.GetUtcNow();
        var due =
            from algorithm in Algorithms
            let signsFrom = schedule.Due(algorithm, now)
            where signsFrom is not null
            select MakeAsync(algorithm, schedule.NextGeneration(algorithm), now, signsFrom.Value);

        foreach (var key in await Task.WhenAll(due))
            // The first keys replace nothing, and a first start has something else to say: how to set the server up.
            if (await store.TryAddAsync(key, cancellation) && schedule.Keys is not [])
                log.KeyPublished(key.Kid, key.Algorithm, key.SignsFrom);
    }

    /// <summary>
    /// A new key for each of these algorithms and for each that loses its current key. It is published first and signs a
    /// little later, unless it stands in for a revoked one.
    /// </summary>
    public async Task<IReadOnlyList<StoredSigningKey>> RotateAsync(
        IReadOnlyCollection<string> algorithms, IReadOnlyCollection<string> kids, CancellationToken cancellation)
    {
        while (true)
        {
            var schedule = await ReadScheduleAsync(cancellation);
            var now = clock.GetUtcNow();
            var made =
                from algorithm in Algorithms
                let loses = schedule.Current(algorithm, now) is { } current && kids.Contains(current.Kid)
                where loses || algorithms.Contains(algorithm.Name)
                select MakeAsync(algorithm, schedule.NextGeneration(algorithm), now, loses ? now : now + Notice);

            var added = await Task.WhenAll(made);
            StoredSigningKey[] revoked = [.. schedule.Keys.Where(key => key.RevokedAt is null && kids.Contains(key.Kid))];
            if (!await store.TryReplaceAsync(added, revoked, now, cancellation))
                continue;

            foreach (var key in revoked)
                log.KeyRevoked(key.Kid);
            foreach (var key in added)
                log.KeyPublished(key.Kid, key.Algorithm, key.SignsFrom);
            return added;
        }
    }

    /// <summary>A private key that is no longer needed is one that can no longer be stolen.</summary>
    public async Task EraseReplacedAsync(CancellationToken cancellation)
    {
        var schedule = await ReadScheduleAsync(cancellation);
        var now = clock.GetUtcNow();
        StoredSigningKey[] replaced =
            [.. schedule.Keys.Where(key => key.PrivateKey is not null && schedule.ReplacedAt(key) + ClockDifference < now)];

        if (replaced is not [])
            await store.ErasePrivateKeysAsync(replaced, cancellation);
    }

    // Not on the caller's thread, and several at a time.
    private Task<StoredSigningKey> MakeAsync(SignatureAlgorithm algorithm, int generation, DateTimeOffset now, DateTimeOffset signsFrom) =>
        Task.Run(() => vault.Make(algorithm, options.Value.RsaKeySize, generation, now, signsFrom));
}
