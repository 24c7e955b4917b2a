using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Keys;

/// <summary>
/// From rows to keys in the form the operating system works with; what was imported is taken over from one reading to
/// the next. Read by one caller at a time.
/// </summary>
internal sealed class SigningKeyReader(KeyRotation rotation, SigningKeyVault vault, TimeProvider clock)
{
    private Dictionary<string, SigningKey> signing = [];
    private Dictionary<string, VerificationKey> verifying = [];

    public async Task<SigningKeySnapshot> ReadAsync(CancellationToken cancellation)
    {
        var schedule = await rotation.ReadScheduleAsync(cancellation);
        if (KeyRotation.Algorithms.Any(algorithm => schedule.Current(algorithm, clock.GetUtcNow()) is null))
        {
            await rotation.PublishDueAsync(cancellation);
            schedule = await rotation.ReadScheduleAsync(cancellation);
        }

        return Import(schedule, clock.GetUtcNow());
    }

    private SigningKeySnapshot Import(KeySchedule schedule, DateTimeOffset now)
    {
        var states = schedule.Keys.ToLookup(key => schedule.StateOf(key, now));
        StoredSigningKey[] signs = [.. states[KeyState.Current], .. states[KeyState.Announced]];
        StoredSigningKey[] published = [.. signs, .. states[KeyState.Retired]];

        signing = signs.ToDictionary(key => key.Kid, key => signing.GetValueOrDefault(key.Kid) ?? vault.OpenPrivate(key));
        verifying = published.Concat(states[KeyState.Expired])
            .ToDictionary(key => key.Kid, key => verifying.GetValueOrDefault(key.Kid) ?? SigningKeyVault.OpenPublic(key));

        return new(
            LoadedAt: now,
            Signing: [.. signs.Select(key => (key.SignsFrom, signing[key.Kid]))],
            Published: Publish([.. published.Select(key => verifying[key.Kid].Jwk)]),
            Verification: new([.. verifying.Values]));
    }

    private static PublicDocument Publish(IReadOnlyList<JsonWebKey> keys) =>
        new(new JsonWebKeySet(keys).ToJson(), "application/jwk-set+json", JwksEndpoint.MaximumAge);
}
