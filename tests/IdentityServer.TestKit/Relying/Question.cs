using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IdentityServer.TestKit.Relying;

/// <summary>An authorization request, and what the app must remember until the answer comes.</summary>
internal sealed record Question(ProviderMetadata Provider, Form Parameters)
{
    /// <summary>RFC 7636 §4.1; null where the request sent no challenge.</summary>
    public string? Verifier { get; init; }

    /// <summary>RFC 9126: what the provider answered to the pushed request; only it and the client's id travel then.</summary>
    public string? RequestUri { get; init; }

    public string? State => Parameters["state"];

    public string? Nonce => Parameters["nonce"];

    public string RedirectUri => Parameters["redirect_uri"] ?? "";

    public string? ResponseMode => Parameters["response_mode"];

    public TimeSpan? MaximumAge => Parameters["max_age"] is { } age ? TimeSpan.FromSeconds(int.Parse(age, CultureInfo.InvariantCulture)) : null;

    public IReadOnlyList<string> Scopes => Parameters["scope"]?.Split(' ') ?? [];

    /// <summary>Where the person's browser is sent.</summary>
    public Uri Address => new($"{Provider.Authorization}?{(RequestUri is null
        ? Parameters
        : Form.Of(("client_id", Parameters["client_id"]), ("request_uri", RequestUri)))}");

    /// <param name="changes">Parameters beside or instead of the usual ones; null leaves one out.</param>
    public static Question Ask(ProviderMetadata provider, Registration app, string scope, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var verifier = StrictText.Random();
        var parameters = Form.Of(
            ("response_type", "code"),
            ("client_id", app.ClientId),
            ("redirect_uri", app.RedirectUri),
            ("scope", scope),
            ("state", StrictText.Random(16)),
            ("nonce", StrictText.Random(16)),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            ("code_challenge_method", "S256"));
        foreach (var (name, value) in changes)
            parameters.Set(name, value);

        return new(provider, parameters) { Verifier = parameters["code_challenge"] is null ? null : verifier };
    }
}
