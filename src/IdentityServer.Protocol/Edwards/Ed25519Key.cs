namespace IdentityServer.Protocol.Edwards;

/// <summary>
/// Verifies EdDSA over Ed25519 (RFC 8032 §5.1), which .NET 10 does not offer: the operating system's libcrypto where there
/// is one, our own arithmetic where there is none. Both answer alike, because the key is examined here for both. May be
/// used by any number of threads.
/// </summary>
internal abstract class Ed25519Key : IDisposable
{
    public static Ed25519Key Import(byte[] encoded)
    {
        // A point of small order lets one signature pass for many messages; libcrypto would take it.
        if (!EdwardsPoint.TryDecode(encoded, out var point) || point.IsOfSmallOrder)
            throw new FormatException("not a sound Ed25519 key");

        return LibCrypto.IsPresent ? new NativeEd25519(encoded) : new ManagedEd25519(encoded, point);
    }

    /// <summary>Never throws for hostile signatures: what cannot be read is not a signature.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    public abstract void Dispose();
}
