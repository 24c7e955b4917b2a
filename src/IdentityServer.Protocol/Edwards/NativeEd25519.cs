using System.Security.Cryptography;

namespace IdentityServer.Protocol.Edwards;

/// <summary>Verification by libcrypto: canonical S is checked there, the key was checked before.</summary>
internal sealed class NativeEd25519 : Ed25519Key
{
    private const int EvpPkeyEd25519 = 1087;
    private const int Success = 1;

    private readonly KeyHandle _key;

    public NativeEd25519(ReadOnlySpan<byte> encoded)
    {
        _key = new(LibCrypto.NewRawPublicKey(EvpPkeyEd25519, 0, encoded, (nuint)encoded.Length));
        if (_key.IsInvalid)
            throw new CryptographicException("libcrypto refused the key");
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var context = LibCrypto.NewDigestContext();
        try
        {
            return LibCrypto.DigestVerifyInit(context, 0, 0, 0, _key) == Success
                && LibCrypto.DigestVerify(context, signature, (nuint)signature.Length, data, (nuint)data.Length) == Success;
        }
        finally
        {
            LibCrypto.FreeDigestContext(context);

            // A refused signature leaves an entry in this thread's error queue, where the framework would find it later.
            LibCrypto.ClearErrors();
        }
    }

    public override void Dispose() => _key.Dispose();
}
