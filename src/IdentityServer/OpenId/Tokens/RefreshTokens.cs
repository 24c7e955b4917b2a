using System.Buffers.Binary;
using System.Security.Cryptography;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Tokens;

/// <summary>
/// A refresh token is the grant's handle, its generation and a MAC over both. So a generation has one token only, however
/// often it is written: two answers to one question never become two families.
/// </summary>
internal sealed class RefreshTokens(MasterKey master)
{
    private const int MacLength = 16;
    private const int SignedLength = Handle.Length + sizeof(int);

    private readonly KeyedHash hash = master.Hash("refresh token");

    public string Write(RefreshToken token)
    {
        Span<byte> bytes = stackalloc byte[SignedLength + MacLength];
        token.Grant.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes[Handle.Length..], token.Generation);
        Mac(bytes[..SignedLength]).CopyTo(bytes[SignedLength..]);
        return StrictBase64Url.Encode(bytes);
    }

    /// <summary>False for what this server did not write. Whether it is still good, the grant's row knows.</summary>
    public bool TryRead(string? text, out RefreshToken token)
    {
        token = default;
        if (!StrictBase64Url.TryDecode(text, out var bytes) || bytes.Length is not (SignedLength + MacLength))
            return false;

        if (!CryptographicOperations.FixedTimeEquals(Mac(bytes.AsSpan(0, SignedLength)), bytes.AsSpan(SignedLength)))
            return false;

        token = new(Handle.Read(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(Handle.Length)));
        return true;
    }

    private ReadOnlySpan<byte> Mac(ReadOnlySpan<byte> signed) => hash.Of(signed).AsSpan(0, MacLength);
}
