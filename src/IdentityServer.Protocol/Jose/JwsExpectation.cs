namespace IdentityServer.Protocol.Jose;

/// <summary>What a receiver demands of the header before any cryptography. RFC 8725 §3.1, §3.11.</summary>
internal sealed record JwsExpectation
{
    private static readonly string[] KeyMembers = ["jwk", "jku", "x5c", "x5u"];

    /// <summary>Chosen by the receiver; the header only says which of them was used.</summary>
    public required IReadOnlyList<SignatureAlgorithm> Algorithms { get; init; }

    /// <summary>The accepted <c>typ</c> values, without <c>application/</c>.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public bool TypeMayBeAbsent { get; init; }

    /// <summary>The one key-carrying member that must be there (<c>jwk</c> in a DPoP proof); any other is refused.</summary>
    public string? KeyMember { get; init; }

    public JwsRefusal? FirstViolation(JoseHeader header)
    {
        // We understand no extension, so RFC 7515 §4.1.11 has us refuse all of them; b64 (RFC 7797) even if not declared.
        if (header.Has("crit") || header.Has("b64"))
            return JwsRefusal.CriticalHeader;

        if (Algorithms.All(algorithm => algorithm.Name != header.Alg))
            return JwsRefusal.AlgorithmNotAllowed;

        if (header.Typ is null ? !TypeMayBeAbsent : !Types.Any(header.IsOfType))
            return JwsRefusal.TypeMismatch;

        return KeyMembers.All(member => header.Has(member) == (member == KeyMember)) ? null : JwsRefusal.KeyInHeader;
    }

    public SignatureAlgorithm AlgorithmOf(JoseHeader header) => Algorithms.First(algorithm => algorithm.Name == header.Alg);
}
