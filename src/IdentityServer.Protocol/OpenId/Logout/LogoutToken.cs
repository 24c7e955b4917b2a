using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.OpenId.Logout;

/// <summary>Back-Channel Logout §2.4: tells one app that one of its sessions has ended.</summary>
internal sealed record LogoutToken(string Issuer, string ClientId, string Subject, string SessionId, string Id)
{
    public const string Type = "logout+jwt";

    /// <summary>§4: long enough for clocks that differ, too short to be worth stealing.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    public byte[] ToJson(DateTimeOffset now) => JsonBytes.Write(this, (json, token) =>
    {
        json.WriteStartObject();
        json.WriteString("iss", token.Issuer);
        json.WriteString("aud", token.ClientId);
        json.WriteNumber("iat", now.ToUnixTimeSeconds());
        json.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
        json.WriteString("jti", token.Id);
        json.WriteString("sub", token.Subject);
        json.WriteString("sid", token.SessionId);
        json.WriteStartObject("events");
        json.WriteStartObject(Event);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
