using System.Buffers;
using System.Text.Json;

namespace IdentityServer.Protocol.OpenId.Logout;

/// <summary>Back-Channel Logout §2.4: tells one app that one of its sessions has ended.</summary>
internal sealed record LogoutToken(string Issuer, string ClientId, string Subject, string SessionId, string Id)
{
    public const string Type = "logout+jwt";

    /// <summary>§4: long enough for clocks that differ, too short to be worth stealing.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    public byte[] ToJson(DateTimeOffset now)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteString("iss", Issuer);
        writer.WriteString("aud", ClientId);
        writer.WriteNumber("iat", now.ToUnixTimeSeconds());
        writer.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
        writer.WriteString("jti", Id);
        writer.WriteString("sub", Subject);
        writer.WriteString("sid", SessionId);
        writer.WriteStartObject("events");
        writer.WriteStartObject(Event);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan.ToArray();
    }
}
