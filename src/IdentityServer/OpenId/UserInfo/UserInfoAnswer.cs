using System.Text.Json;
using IdentityServer.OpenId.Answers;
using IdentityServer.OpenId.Keys;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Tokens;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.UserInfo;

/// <summary>OpenID Connect Core §5.3.2: JSON, or a JWT for the client that registered an algorithm.</summary>
internal sealed class UserInfoAnswer(SigningKeys keys)
{
    public async Task<IResult> OfAsync(
        LiveToken live, Provider provider, PersonClaims? person, IReadOnlyList<string> claims, CancellationToken cancellation)
    {
        void WriteClaims(Utf8JsonWriter json)
        {
            json.WriteString("sub", live.Token.Subject);
            person?.WriteTo(json, claims);
        }

        if (SignatureAlgorithm.Find(live.Client.UserInfoAlgorithm) is not { } algorithm)
            return new JsonAnswer(WriteClaims);

        var content = JsonBytes.Write(live, (json, live) =>
        {
            json.WriteStartObject();
            json.WriteString("iss", provider.Issuer);
            json.WriteString("aud", live.Client.ClientId);
            WriteClaims(json);
            json.WriteEndObject();
        });
        var key = await keys.CurrentAsync(algorithm, cancellation);
        return new JwtAnswer(key.For(TokenTypes.UserInfo).Sign(content));
    }
}
