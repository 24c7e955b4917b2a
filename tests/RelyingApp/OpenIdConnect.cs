using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RelyingApp;

/// <summary>What this app remembers while its visitor is away signing in.</summary>
internal sealed record SignInAttempt(string State, string Nonce, string Verifier);

/// <summary>What this app holds while somebody is signed in.</summary>
internal sealed record TokenSet(Jwt IdToken, string IdTokenText, string AccessToken, string? RefreshToken, DateTimeOffset ExpiresAt);

/// <summary>
/// The code flow with PKCE, start to finish, as an app without a secret performs it
/// (OpenID Connect Core §3.1, RFC 7636, RFC 9207, RP-Initiated and Back-Channel Logout).
/// </summary>
internal sealed class OpenIdConnect(HttpClient http, AppSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private JsonElement? metadata;

    public static SignInAttempt NewAttempt() => new(Random(), Random(), Random());

    /// <summary>1. Send the browser here; remember the attempt.</summary>
    public async Task<string> SignInAddressAsync(SignInAttempt attempt, string? prompt) =>
        await EndpointAsync("authorization_endpoint") + QueryString.Create(new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = settings.ClientId,
            ["redirect_uri"] = settings.RedirectUri,
            ["scope"] = settings.Scope,
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
            ["code_challenge_method"] = "S256",
            ["prompt"] = prompt,
        }.Where(parameter => parameter.Value is not null));

    /// <summary>2. The browser is back: is this the answer to what we asked, from whom we asked?</summary>
    public async Task<TokenSet> FinishAsync(SignInAttempt? attempt, IQueryCollection answer)
    {
        if (attempt is null || answer["state"] != attempt.State)
            throw new AppException("This answer belongs to no sign-in that began here.");
        if (answer["iss"] != settings.Issuer)
            throw new AppException("This answer comes from another server.");
        if (answer["error"] is [{ } error])
            throw new AppException($"The server answered {error}: {answer["error_description"]}");

        var tokens = await AskForTokensAsync(new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = answer["code"],
            ["redirect_uri"] = settings.RedirectUri,
            ["code_verifier"] = attempt.Verifier,
        });
        return tokens.IdToken.Text("nonce") == attempt.Nonce ? tokens : throw new AppException("The ID token was made for another sign-in.");
    }

    /// <summary>3. Fresh tokens, without anybody being asked. They must be about the same person.</summary>
    public async Task<TokenSet> RefreshAsync(TokenSet before)
    {
        var tokens = await AskForTokensAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = before.RefreshToken }, before);
        return tokens.IdToken.Text("sub") == before.IdToken.Text("sub") ? tokens : throw new AppException("The tokens are about somebody else.");
    }

    /// <summary>4. Who is it? Without the comparison of sub this would prove nothing (§5.3.2).</summary>
    public async Task<JsonElement> UserInfoAsync(TokenSet tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await EndpointAsync("userinfo_endpoint"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new AppException($"The server answered {(int)response.StatusCode}: {response.Headers.WwwAuthenticate}");

        var claims = await response.Content.ReadFromJsonAsync<JsonElement>();
        return claims.GetProperty("sub").GetString() == tokens.IdToken.Text("sub") ? claims : throw new AppException("The answer is about somebody else.");
    }

    /// <summary>5. Send the browser here to sign out at the server too.</summary>
    public async Task<string> SignOutAddressAsync(TokenSet tokens) =>
        await EndpointAsync("end_session_endpoint") + QueryString.Create(new Dictionary<string, string?>
        {
            ["id_token_hint"] = tokens.IdTokenText,
            ["client_id"] = settings.ClientId,
            ["post_logout_redirect_uri"] = settings.PostLogoutRedirectUri,
        });

    /// <summary>6. The server says, without a browser, that somebody has signed out (Back-Channel Logout §2.6).</summary>
    public async Task<Jwt> ReadLogoutTokenAsync(string text)
    {
        var token = await VerifiedAsync(text);
        return token.Claims.TryGetProperty("events", out var events) && events.TryGetProperty("http://schemas.openid.net/event/backchannel-logout", out _)
            && token.Text("nonce") is null
            ? token
            : throw new AppException("This is no logout token.");
    }

    private async Task<TokenSet> AskForTokensAsync(Dictionary<string, string?> parameters, TokenSet? before = null)
    {
        parameters["client_id"] = settings.ClientId;
        using var form = new FormUrlEncodedContent(parameters);
        using var response = await http.PostAsync(await EndpointAsync("token_endpoint"), form);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!response.IsSuccessStatusCode)
            throw new AppException($"The server answered {Text(body, "error")}: {Text(body, "error_description")}");

        var idToken = Text(body, "id_token") ?? before?.IdTokenText ?? throw new AppException("There is no ID token.");
        return new(
            idToken == before?.IdTokenText ? before.IdToken : await VerifiedAsync(idToken),
            idToken,
            Text(body, "access_token")!,
            Text(body, "refresh_token") ?? before?.RefreshToken,
            clock.GetUtcNow().AddSeconds(body.GetProperty("expires_in").GetInt32()));
    }

    /// <summary>OpenID Connect Core §3.1.3.7: signed by the server, for this app, and not expired.</summary>
    private async Task<Jwt> VerifiedAsync(string text)
    {
        var token = Jwt.Read(text);
        var keys = await http.GetFromJsonAsync<JsonElement>(await EndpointAsync("jwks_uri"));
        token.Verify(keys.GetProperty("keys").EnumerateArray().FirstOrDefault(key => Text(key, "kid") == token.KeyId) is { ValueKind: JsonValueKind.Object } key
            ? key
            : throw new AppException("The token is signed with a key nobody published."));

        if (token.Text("iss") != settings.Issuer || !token.Audience.Contains(settings.ClientId))
            throw new AppException("The token is for another app.");
        return token.Time("exp") + Skew > clock.GetUtcNow() ? token : throw new AppException("The token has expired.");
    }

    private async Task<string> EndpointAsync(string name)
    {
        var known = metadata ??= await http.GetFromJsonAsync<JsonElement>($"{settings.Issuer}/.well-known/openid-configuration");
        return Text(known, "issuer") == settings.Issuer ? Text(known, name)! : throw new AppException("The server is not who it should be.");
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
