using System.Text.Json;
using IdentityServer.OpenId.Answers;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Introspection;

/// <summary>
/// RFC 7662 §2.2, §4. A token that is not good, not ours, or none of the caller's business is answered alike: it is
/// not active, and nothing else is said.
/// </summary>
internal sealed class TokenIntrospection(
    AccessTokens accessTokens, RefreshTokens refreshTokens, GrantStore grants, ProviderSource providers, TimeProvider clock)
{
    private static readonly JsonAnswer Inactive = new(json => json.WriteBoolean("active", false));

    // §2.1: a hint about the kind may be wrong and would tell us nothing that the token does not.
    public async Task<IResult> OfAsync(string token, Client caller, CancellationToken cancellation)
    {
        if (refreshTokens.TryRead(token, out var refresh))
            return await OfAsync(refresh, caller, cancellation);

        return await accessTokens.ReadAsync(token, cancellation) is { } live && IntrospectionPolicy.MaySee(caller, live.Token)
            ? await OfAsync(live, caller, cancellation)
            : Inactive;
    }

    private async Task<JsonAnswer> OfAsync(LiveToken live, Client caller, CancellationToken cancellation)
    {
        var token = live.Token;
        var provider = await providers.CurrentAsync(cancellation);
        var (scopes, claims, person) = (token.Scopes, (IReadOnlyList<string>)[], (PersonClaims?)null);
        if (live.Grant is { } grant)
        {
            var present = PresentTerms.Of(grant.Terms.Access, grant.Standing, live.Client, provider.Catalog);
            var own = new Access { Resources = [.. present.Resources.Intersect(token.Audience).Intersect(caller.Resources ?? [])] };
            scopes = [.. token.Scopes.Where(present.Scopes.Contains)];
            claims = PresentTerms.ApiClaimsOf(own, present, grant.Standing, provider);
            person = await grants.FindPersonAsync(grant.Standing, grant.Terms.AccountId, claims, cancellation);
        }

        return new(json =>
        {
            json.WriteBoolean("active", true);
            json.WriteString("token_type", "Bearer");
            json.WriteString("iss", token.Issuer);
            json.WriteString("sub", token.Subject);
            WriteAudience(json, token.Audience);
            json.WriteString("jti", token.Id);
            WriteCommon(json, token.ClientId, scopes, token.ExpiresAt);
            json.WriteNumber("iat", token.IssuedAt.ToUnixTimeSeconds());
            token.Authentication?.WriteTo(json);
            person?.WriteTo(json, claims);
        });
    }

    /// <summary>Only the client itself has any business with it.</summary>
    private async Task<JsonAnswer> OfAsync(RefreshToken refresh, Client caller, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var grant = await grants.FindAsync(refresh.Grant.ToKey(), cancellation);
        if (GrantRules.FirstViolationOfRefresh(grant, caller, now) is not null || grant!.Generation != refresh.Generation) // no grant is the first violation
            return Inactive;

        var scopes = PresentTerms.Of(grant.Terms.Access, grant.Standing, caller, (await providers.CurrentAsync(cancellation)).Catalog).Scopes;
        return new(json =>
        {
            json.WriteBoolean("active", true);
            WriteCommon(json, grant.Terms.ClientId, scopes, grant.IdleExpiresAt < grant.Terms.ExpiresAt ? grant.IdleExpiresAt : grant.Terms.ExpiresAt);
        });
    }

    private static void WriteCommon(Utf8JsonWriter json, string clientId, IReadOnlyList<string> scopes, DateTimeOffset expiresAt)
    {
        json.WriteString("client_id", clientId);
        if (scopes is not [])
            json.WriteString("scope", string.Join(' ', scopes));
        json.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
    }

    private static void WriteAudience(Utf8JsonWriter json, IReadOnlyList<string> audience)
    {
        json.WriteStartArray("aud");
        foreach (var resource in audience)
            json.WriteStringValue(resource);
        json.WriteEndArray();
    }
}
