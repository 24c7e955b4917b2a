using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>A token response (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3) whose form has been checked, and its ID token whole.</summary>
internal sealed record Tokens(JsonElement Body)
{
    public string AccessToken => Body.Text("access_token")!;

    public string? RefreshToken => Body.Text("refresh_token");

    public string? IdTokenText => Body.Text("id_token");

    public TimeSpan Lifetime => TimeSpan.FromSeconds(Body.Number("expires_in")!.Value);

    public string? Scope => Body.Text("scope");

    /// <summary>Set once it has been validated.</summary>
    public SignedToken? IdToken { get; init; }

    public string Subject => IdToken?.Claims.Text("sub") ?? throw new DistrustException("no ID token came");

    public static Tokens Read(JsonElement body)
    {
        var tokens = new Tokens(body);
        DistrustException.Unless(StrictText.IsUnguessable(body.Text("access_token")), "the access token is missing or can be guessed");
        DistrustException.Unless(body.Text("token_type") is "Bearer", $"token_type is {body.Text("token_type")}");
        DistrustException.Unless(body.Number("expires_in") is > 0, "expires_in is missing or past");
        DistrustException.Unless(tokens.RefreshToken is null || StrictText.IsUnguessable(tokens.RefreshToken), "the refresh token can be guessed");
        return tokens;
    }
}
