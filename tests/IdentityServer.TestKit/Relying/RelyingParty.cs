using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>
/// A strict app: it speaks to the server over HTTP only, and throws <see cref="DistrustException"/> where a certified one
/// would turn away.
/// <code>
/// var app = await RelyingParty.DiscoverAsync(http, issuer, registration, clock);
/// var question = app.Ask("openid profile", ("prompt", "login"));
/// var answer = await Answer.ReadAsync(question, await browser.GetAsync(question.Address));
/// var tokens = (await app.RedeemAsync(question, answer.ACode)).Tokens;
/// </code>
/// </summary>
internal sealed class RelyingParty(HttpClient http, ProviderMetadata provider, Registration registration, TimeProvider clock)
{
    private ProviderKeys? keys;

    public ProviderMetadata Provider => provider;

    public Registration Registration => registration;

    /// <summary>For what only one test does, such as a request without the proof of the app.</summary>
    public HttpClient Http => http;

    public static async Task<RelyingParty> DiscoverAsync(HttpClient http, string issuer, Registration registration, TimeProvider clock)
    {
        using var response = await http.GetAsync(issuer.TrimEnd('/') + "/.well-known/openid-configuration");
        DistrustException.Unless(response.StatusCode is HttpStatusCode.OK, $"discovery answers {(int)response.StatusCode}");

        var provider = ProviderMetadata.Read(await response.ReadObjectAsync("discovery"), issuer);
        var methods = provider.List("token_endpoint_auth_methods_supported");
        DistrustException.Unless(methods is [] || methods.Contains(registration.Proof.Method), $"{registration.Proof.Method} is not offered");
        return new(http, provider, registration, clock);
    }

    public Question Ask(string scope = "openid", params ReadOnlySpan<(string Name, string? Value)> changes) =>
        Question.Ask(provider, registration, scope, changes);

    /// <summary>RFC 9126: the same question, left with the provider beforehand.</summary>
    public async Task<Question> PushAsync(Question question)
    {
        using var response = await SendAsync(provider.PushedRequests, question.Parameters);
        var body = await response.ReadObjectAsync("the pushed request");
        DistrustException.Unless(response.StatusCode is HttpStatusCode.Created, $"the pushed request is answered {(int)response.StatusCode}: {body}");
        response.ShouldNotBeKept("the pushed request");
        DistrustException.Unless(StrictText.IsUnguessable(body.Text("request_uri")), "request_uri is missing or can be guessed");
        DistrustException.Unless(body.Number("expires_in") is >= 5, "expires_in of the pushed request is missing or too short");
        return question with { RequestUri = body.Text("request_uri") };
    }

    public async Task<TokenAnswer> RedeemAsync(Question question, string code, params (string Name, string? Value)[] changes)
    {
        var answer = await AskForTokensAsync(
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", question.RedirectUri), ("code_verifier", question.Verifier), .. changes]);
        if (!answer.IsAccepted || !question.Scopes.Contains("openid"))
            return answer;

        return TokenAnswer.Of(await ValidatedAsync(answer.Tokens, new(provider.Issuer, registration.ClientId, clock.GetUtcNow())
        {
            Nonce = question.Nonce,
            MaximumAge = question.MaximumAge,
            AccessToken = answer.Tokens.AccessToken,
            Code = code,
        }));
    }

    /// <summary>A new ID token is validated where one comes (OpenID Connect Core §12.2).</summary>
    public async Task<TokenAnswer> RefreshAsync(Tokens before, params (string Name, string? Value)[] changes)
    {
        var answer = await AskForTokensAsync([("grant_type", "refresh_token"), ("refresh_token", before.RefreshToken), .. changes]);
        if (!answer.IsAccepted || answer.Tokens.IdTokenText is null)
            return answer;

        return TokenAnswer.Of(await ValidatedAsync(answer.Tokens, new(provider.Issuer, registration.ClientId, clock.GetUtcNow())
        {
            Nonce = before.IdToken?.Claims.Text("nonce"),
            AccessToken = answer.Tokens.AccessToken,
            Before = before.IdToken,
        }));
    }

    /// <summary>RFC 6749 §4.4: the app on its own behalf. Nobody signed in, so nobody is named.</summary>
    public async Task<TokenAnswer> AskForItselfAsync(string? scope = null, params (string Name, string? Value)[] changes)
    {
        var answer = await AskForTokensAsync([("grant_type", "client_credentials"), ("scope", scope), .. changes]);
        DistrustException.Unless(!answer.IsAccepted || answer.Tokens is { RefreshToken: null, IdTokenText: null }, "more than an access token came");
        return answer;
    }

    public async Task<TokenAnswer> AskForTokensAsync(params (string Name, string? Value)[] parameters)
    {
        using var response = await SendAsync(provider.Token, Form.Of(parameters));
        return await TokenAnswer.ReadAsync(response);
    }

    /// <summary>OpenID Connect Core §5.3, with the check without which userinfo proves nothing: it is about the same person.</summary>
    public async Task<JsonElement> UserInfoAsync(Tokens tokens, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, provider.UserInfo);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        using var response = await http.SendAsync(request);
        DistrustException.Unless(response.StatusCode is HttpStatusCode.OK, $"userinfo answers {(int)response.StatusCode}");

        var claims = registration.UserInfoAlgorithm is { } algorithm
            ? await SignedUserInfoAsync(response, algorithm)
            : await response.ReadObjectAsync("userinfo");
        StandardClaims.Check(claims);
        DistrustException.Unless(claims.Text("sub") == tokens.Subject, "userinfo is about somebody else");
        return claims;
    }

    /// <summary>RFC 7662.</summary>
    public async Task<JsonElement> IntrospectAsync(string token, string? hint = null)
    {
        using var response = await SendAsync(provider.Introspection, Form.Of(("token", token), ("token_type_hint", hint)));
        var body = await response.ReadObjectAsync("introspection");
        DistrustException.Unless(response.StatusCode is HttpStatusCode.OK, $"introspection answers {(int)response.StatusCode}: {body}");
        response.ShouldNotBeKept("introspection");
        DistrustException.Unless(
            body.TryGetProperty("active", out var active) && active.ValueKind is JsonValueKind.True or JsonValueKind.False, "active is missing");
        DistrustException.Unless(active.GetBoolean() || body.Names().Count() == 1, "an inactive token is described");
        return body;
    }

    /// <summary>RFC 7009 §2.2: whatever the token was, it is gone.</summary>
    public async Task RevokeAsync(string token, string? hint = null)
    {
        using var response = await SendAsync(provider.Revocation, Form.Of(("token", token), ("token_type_hint", hint)));
        DistrustException.Unless(response.StatusCode is HttpStatusCode.OK, $"revocation answers {(int)response.StatusCode}");
    }

    /// <summary>RP-Initiated Logout 1.0 §2.</summary>
    public Uri LogoutAddress(Tokens? tokens, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var parameters = Form.Of(
            ("id_token_hint", tokens?.IdTokenText),
            ("client_id", registration.ClientId),
            ("post_logout_redirect_uri", registration.PostLogoutRedirectUri));
        foreach (var (name, value) in changes)
            parameters.Set(name, value);
        return new($"{provider.EndSession}?{parameters}");
    }

    /// <summary>A form with the app's proof, to any endpoint.</summary>
    public async Task<HttpResponseMessage> SendAsync(Uri endpoint, Form form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        // On a copy: a question that was pushed must not remember the proof.
        var fields = form.Copy();
        registration.Proof.Add(request, fields, new(registration.ClientId, provider.Issuer, clock.GetUtcNow()));
        request.Content = fields.ToContent();
        return await http.SendAsync(request);
    }

    /// <summary>Verifies with the published keys; one it does not know makes it look once more, as key rotation demands.</summary>
    public async Task VerifyAsync(SignedToken token, string algorithm, string what)
    {
        if (keys is null || !keys.Knows(token))
        {
            using var response = await http.GetAsync(provider.Jwks);
            DistrustException.Unless(response.StatusCode is HttpStatusCode.OK, $"the keys answer {(int)response.StatusCode}");
            keys = ProviderKeys.Read(StrictText.Object(await response.Content.ReadAsByteArrayAsync(), "the JWK set"));
        }

        keys.Verify(token, algorithm, what);
    }

    private async Task<Tokens> ValidatedAsync(Tokens tokens, IdTokenExpectation expected)
    {
        DistrustException.Unless(tokens.IdTokenText is not null, "no ID token came");
        var token = SignedToken.Parse(tokens.IdTokenText, "the ID token");
        await VerifyAsync(token, registration.IdTokenAlgorithm, "the ID token");
        IdTokenChecks.Check(token.Claims, expected);
        return tokens with { IdToken = token };
    }

    private async Task<JsonElement> SignedUserInfoAsync(HttpResponseMessage response, string algorithm)
    {
        DistrustException.Unless(response.Content.Headers.ContentType?.MediaType is "application/jwt", "userinfo is not signed");
        var token = SignedToken.Parse(await response.Content.ReadAsStringAsync(), "userinfo");
        await VerifyAsync(token, algorithm, "userinfo");
        DistrustException.Unless(token.Claims.Text("iss") == provider.Issuer, "userinfo is of another issuer");
        DistrustException.Unless(token.Claims.Audience().Contains(registration.ClientId), "userinfo is for another app");
        DistrustException.Unless(!token.Claims.Names().Contains("nonce"), "userinfo carries a nonce");
        return token.Claims;
    }
}
