namespace IdentityServer.Protocol.Jose;

/// <summary>
/// The keys of one sender, imported once. It is cached and shared, therefore not disposable: a set that is replaced may
/// still be in use, and its key handles are released by their finalizers.
/// </summary>
internal sealed class VerificationKeySet(IReadOnlyList<VerificationKey> keys)
{
    public static readonly VerificationKeySet Empty = new([]);

    public static VerificationKeySet Import(JsonWebKeySet set)
    {
        var keys = new List<VerificationKey>();
        foreach (var jwk in set.Keys)
            if (VerificationKey.TryImport(jwk, out var key))
                keys.Add(key);

        return new(keys);
    }

    /// <summary>
    /// RFC 7515 §4.1.4: a named key must be that key. A token that names none is tried against every key of the sender
    /// that fits the algorithm.
    /// </summary>
    public IEnumerable<VerificationKey> For(string? kid, SignatureAlgorithm algorithm) =>
        keys.Where(key => key.Jwk.Fits(algorithm) && (kid is null || key.Jwk.Kid == kid));
}
