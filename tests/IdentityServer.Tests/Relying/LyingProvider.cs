using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.Relying;

/// <summary>A provider that is right in everything until a test bends one thing.</summary>
internal sealed class LyingProvider : HttpMessageHandler
{
    public const string Issuer = "https://id.test";
    public const string Algorithm = "ES256";
    public const string Code = "0123456789abcdefghijklmnopqrstuv";

    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    public AppKey Key { get; } = AppKey.Es256();

    public JsonObject Metadata { get; } = new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = $"{Issuer}/authorize",
        ["token_endpoint"] = $"{Issuer}/token",
        ["userinfo_endpoint"] = $"{Issuer}/userinfo",
        ["jwks_uri"] = $"{Issuer}/jwks",
        ["scopes_supported"] = new JsonArray("openid"),
        ["response_types_supported"] = new JsonArray("code"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256", "ES256"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
        ["authorization_response_iss_parameter_supported"] = true,
    };

    public JsonObject Jwks { get; }

    public JsonObject Claims { get; }

    public JsonObject Header { get; }

    public JsonObject Tokens { get; } = new()
    {
        ["access_token"] = "an-access-token-0123456789-abcdefgh",
        ["token_type"] = "Bearer",
        ["expires_in"] = 300,
    };

    public JsonObject UserInfo { get; } = new() { ["sub"] = "ada", ["name"] = "Ada", ["email_verified"] = true, ["updated_at"] = 1 };

    public HttpStatusCode TokenStatus { get; set; } = HttpStatusCode.OK;

    public bool Keeps { get; set; }

    public Func<string, string> Signed { get; set; } = token => token;

    public LyingProvider(string nonce)
    {
        Jwks = new() { ["keys"] = new JsonArray(Key.PublicJwk) };
        Header = new() { ["alg"] = Algorithm, ["kid"] = Key.Kid };
        Claims = new()
        {
            ["iss"] = Issuer,
            ["sub"] = "ada",
            ["aud"] = "app",
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
            ["auth_time"] = Now.ToUnixTimeSeconds(),
            ["nonce"] = nonce,
            ["at_hash"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes((string)Tokens["access_token"]!)).AsSpan(0, 16)),
        };
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Answer(Metadata),
            "/jwks" => Answer(Jwks),
            "/userinfo" => Answer(UserInfo),
            "/token" => Token(),
            _ => new(HttpStatusCode.NotFound),
        });

    private HttpResponseMessage Token()
    {
        if (TokenStatus is HttpStatusCode.OK)
            Tokens["id_token"] ??= Signed(Key.Sign(Claims, Header));
        var answer = Answer(Tokens);
        answer.StatusCode = TokenStatus;
        return answer;
    }

    private HttpResponseMessage Answer(JsonObject json) => new()
    {
        Content = JsonContent.Create(json),
        Headers = { CacheControl = Keeps ? null : new CacheControlHeaderValue { NoStore = true } },
    };

    protected override void Dispose(bool disposing)
    {
        Key.Dispose();
        base.Dispose(disposing);
    }
}
