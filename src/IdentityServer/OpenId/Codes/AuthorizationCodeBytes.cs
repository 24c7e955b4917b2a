using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Codes;

/// <summary>A code's content before it is sealed. It travels in an address, twice, so it is kept short.</summary>
internal static class AuthorizationCodeBytes
{
    // Codes live for minutes: one written another way is refused, and its person sent around once more.
    private const byte Format = 1;

    public static byte[] Write(AuthorizationCode code) => BriefBytes.Write(Format, bytes =>
    {
        bytes.WriteHandle(code.Handle);
        bytes.WriteInstant(code.ExpiresAt);
        bytes.Write(code.ClientId);
        bytes.Write(code.RedirectUri);
        bytes.WriteGuid(code.AccountId);
        bytes.WriteGuid(code.SessionId);
        bytes.WriteAccess(code.Access);
        bytes.WriteAuthentication(code.Authentication);
        bytes.WriteGuidOrNull(code.PasskeyId);
        bytes.WriteStringOrNull(code.Nonce);
        bytes.WriteStringOrNull(code.CodeChallenge);
    });

    public static AuthorizationCode? Read(byte[] content) => BriefBytes.Read(Format, content, bytes => new AuthorizationCode
    {
        Handle = Handle.Read(bytes.ReadBytes(Handle.Length)),
        ExpiresAt = bytes.ReadInstant(),
        ClientId = bytes.ReadString(),
        RedirectUri = bytes.ReadString(),
        AccountId = bytes.ReadGuid(),
        SessionId = bytes.ReadGuid(),
        Access = bytes.ReadAccess(),
        Authentication = bytes.ReadAuthentication(),
        PasskeyId = bytes.ReadGuidOrNull(),
        Nonce = bytes.ReadStringOrNull(),
        CodeChallenge = bytes.ReadStringOrNull(),
    });

    private static void WriteHandle(this BinaryWriter bytes, Handle handle)
    {
        Span<byte> written = stackalloc byte[Handle.Length];
        handle.CopyTo(written);
        bytes.Write(written);
    }

    private static void WriteAccess(this BinaryWriter bytes, Access access)
    {
        bytes.WriteStrings(access.Scopes);
        bytes.WriteStrings(access.Resources);
        bytes.WriteStrings(access.UserInfoClaims);
        bytes.WriteStrings(access.IdTokenClaims);
    }

    private static Access ReadAccess(this BinaryReader bytes) => new()
    {
        Scopes = bytes.ReadStrings(),
        Resources = bytes.ReadStrings(),
        UserInfoClaims = bytes.ReadStrings(),
        IdTokenClaims = bytes.ReadStrings(),
    };

    private static void WriteAuthentication(this BinaryWriter bytes, Authentication authentication)
    {
        bytes.WriteInstant(authentication.At);
        bytes.WriteStringOrNull(authentication.Acr);
        bytes.WriteStrings(authentication.Amr);
        bytes.WriteStringOrNull(authentication.ToldAs);
    }

    private static Authentication ReadAuthentication(this BinaryReader bytes) =>
        new(bytes.ReadInstant(), bytes.ReadStringOrNull(), bytes.ReadStrings()) { ToldAs = bytes.ReadStringOrNull() };
}
