using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Keys;

/// <summary>
/// The keys through time, each algorithm by itself. Everything follows from when a key was made, begins to sign and was
/// revoked, so that all instances see the same without talking to each other.
/// </summary>
internal sealed class KeySchedule(IEnumerable<StoredSigningKey> keys, SigningKeyOptions options)
{
    /// <summary>In the order in which they sign.</summary>
    public IReadOnlyList<StoredSigningKey> Keys { get; } = [.. keys.OrderBy(key => key.SignsFrom).ThenBy(key => key.Generation)];

    public int NextGeneration(SignatureAlgorithm algorithm) => Of(algorithm.Name).Select(key => key.Generation).Append(0).Max() + 1;

    public StoredSigningKey? Current(SignatureAlgorithm algorithm, DateTimeOffset now) =>
        Of(algorithm.Name).SingleOrDefault(key => StateOf(key, now) is KeyState.Current);

    public KeyState StateOf(StoredSigningKey key, DateTimeOffset now)
    {
        if (key.RevokedAt is not null)
            return KeyState.Revoked;

        if (key.SignsFrom > now)
            return KeyState.Announced;

        return ReplacedAt(key) is not { } replaced || now < replaced ? KeyState.Current
            : now < PublishedUntil(key) ? KeyState.Retired
            : KeyState.Expired;
    }

    /// <summary>When the first later key began or will begin to sign. One that was revoked before it began never does.</summary>
    public DateTimeOffset? ReplacedAt(StoredSigningKey key) => Of(key.Algorithm)
        .SkipWhile(other => other.Kid != key.Kid).Skip(1)
        .FirstOrDefault(later => later.RevokedAt is not { } revoked || revoked > later.SignsFrom)?.SignsFrom;

    /// <summary>Unknown as long as no other key has taken over.</summary>
    public DateTimeOffset? PublishedUntil(StoredSigningKey key) => ReplacedAt(key) + options.KeepAfter;

    /// <summary>When the algorithm's next key shall begin to sign, if the time has come to publish one.</summary>
    public DateTimeOffset? Due(SignatureAlgorithm algorithm, DateTimeOffset now)
    {
        if (Current(algorithm, now) is not { } current)
            return now;

        if (Of(algorithm.Name).Any(key => StateOf(key, now) is KeyState.Announced))
            return null;

        var planned = current.SignsFrom + options.ActiveFor;
        if (now < planned - options.PublishBefore)
            return null;

        // A server that was switched off over the date still lets apps see the key first.
        var noticed = now + options.PublishBefore;
        return planned > noticed ? planned : noticed;
    }

    private IEnumerable<StoredSigningKey> Of(string algorithm) => Keys.Where(key => key.Algorithm == algorithm);
}
