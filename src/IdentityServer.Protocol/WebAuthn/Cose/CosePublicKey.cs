namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>An imported key. Not to be used by two threads at once: <see cref="CoseKeyCache"/> sees to that.</summary>
internal abstract class CosePublicKey : IDisposable
{
    /// <summary>Never throws for hostile signatures: what cannot be read is not a signature.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    public abstract void Dispose();
}
