using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>A logout token that an app may act on (Back-Channel Logout 1.0 §2.6).</summary>
internal sealed record LogoutToken(string Id, string? Subject, string? SessionId)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static async Task<LogoutToken> ValidateAsync(RelyingParty app, string text, DateTimeOffset now)
    {
        var token = SignedToken.Parse(text, "the logout token");
        await app.VerifyAsync(token, app.Registration.IdTokenAlgorithm, "the logout token");
        DistrustException.Unless(token.Type is "logout+jwt", $"typ is {token.Type}");

        var claims = token.Claims;
        DistrustException.Unless(claims.Text("iss") == app.Provider.Issuer, $"iss is {claims.Text("iss")}");
        DistrustException.Unless(claims.Audience().Contains(app.Registration.ClientId), $"aud is {string.Join(' ', claims.Audience())}");
        DistrustException.Unless(claims.Time("iat") is { } issued && (issued - now).Duration() <= Skew, "it was not issued now");
        DistrustException.Unless(claims.Time("exp") > now, "it has expired, or never does");
        DistrustException.Unless(claims.Text("jti") is { Length: > 0 }, "jti is missing");
        DistrustException.Unless(!claims.Names().Contains("nonce"), "it carries a nonce, as an ID token does");
        DistrustException.Unless(HasTheEvent(claims), "it is not about a logout");
        DistrustException.Unless(claims.Text("sub") is not null || claims.Text("sid") is not null, "it names neither person nor session");
        return new(claims.Text("jti")!, claims.Text("sub"), claims.Text("sid"));
    }

    private static bool HasTheEvent(JsonElement claims) =>
        claims.TryGetProperty("events", out var events)
        && events.ValueKind is JsonValueKind.Object
        && events.EnumerateObject().Select(it => (it.Name, it.Value.GetRawText())).SequenceEqual([(Event, "{}")]);
}
