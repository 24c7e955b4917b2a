using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Tokens;

/// <summary>
/// What an opaque access token says before it is sealed: the same as a JWT, instants in whole seconds, but for the facts
/// about the person. Those are for APIs that read the token; whoever asks this server hears how they are now.
/// </summary>
internal static class AccessTokenBytes
{
    // Tokens live for minutes: one written another way is none, and its app gets another.
    private const byte Format = 1;

    public static byte[] Write(AccessToken token) => BriefBytes.Write(Format, bytes =>
    {
        bytes.Write(token.Issuer);
        bytes.Write(token.Subject);
        bytes.Write(token.ClientId);
        bytes.WriteStrings(token.Audience);
        bytes.WriteStrings(token.Scopes);
        bytes.WriteSeconds(token.IssuedAt);
        bytes.WriteSeconds(token.ExpiresAt);
        bytes.Write(token.Id);
        bytes.WriteStringOrNull(token.GrantId);
        bytes.WriteAuthentication(token.Authentication);
    });

    public static AccessToken? Read(byte[] content) => BriefBytes.Read(Format, content, bytes => new AccessToken
    {
        Issuer = bytes.ReadString(),
        Subject = bytes.ReadString(),
        ClientId = bytes.ReadString(),
        Audience = bytes.ReadStrings(),
        Scopes = bytes.ReadStrings(),
        IssuedAt = bytes.ReadSeconds(),
        ExpiresAt = bytes.ReadSeconds(),
        Id = bytes.ReadString(),
        GrantId = bytes.ReadStringOrNull(),
        Authentication = bytes.ReadAuthentication(),
    });

    private static void WriteAuthentication(this BinaryWriter bytes, Authentication? authentication)
    {
        bytes.Write(authentication is not null);
        if (authentication is null)
            return;

        bytes.WriteSeconds(authentication.At);
        bytes.WriteStringOrNull(authentication.ToldAcr);
        bytes.WriteStrings(authentication.Amr);
    }

    private static Authentication? ReadAuthentication(this BinaryReader bytes) =>
        bytes.ReadBoolean() ? new(bytes.ReadSeconds(), bytes.ReadStringOrNull(), bytes.ReadStrings()) : null;

    private static void WriteSeconds(this BinaryWriter bytes, DateTimeOffset instant) => bytes.Write(instant.ToUnixTimeSeconds());

    private static DateTimeOffset ReadSeconds(this BinaryReader bytes) => DateTimeOffset.FromUnixTimeSeconds(bytes.ReadInt64());
}
