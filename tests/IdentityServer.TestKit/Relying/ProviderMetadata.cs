using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>OpenID Connect Discovery §3, after the checks an app makes before it sends anybody there.</summary>
internal sealed record ProviderMetadata(JsonElement Document)
{
    private static readonly string[] NeededAddresses = ["authorization_endpoint", "token_endpoint", "jwks_uri"];

    public string Issuer => Document.Text("issuer")!;

    public Uri Authorization => Address("authorization_endpoint");

    public Uri Token => Address("token_endpoint");

    public Uri UserInfo => Address("userinfo_endpoint");

    public Uri Jwks => Address("jwks_uri");

    public Uri PushedRequests => Address("pushed_authorization_request_endpoint");

    public Uri Introspection => Address("introspection_endpoint");

    public Uri Revocation => Address("revocation_endpoint");

    public Uri EndSession => Address("end_session_endpoint");

    public bool NamesIssuerInAnswers => Is("authorization_response_iss_parameter_supported");

    public bool Is(string flag) => Document.TryGetProperty(flag, out var value) && value.ValueKind is JsonValueKind.True;

    /// <summary>Empty where the server is silent.</summary>
    public IReadOnlyList<string> List(string name) => Document.List(name);

    public static ProviderMetadata Read(JsonElement document, string issuer)
    {
        var metadata = new ProviderMetadata(document);
        DistrustException.Unless(document.Text("issuer") == issuer, $"the issuer is {document.Text("issuer")}, not {issuer}");
        foreach (var name in NeededAddresses)
            metadata.Address(name);
        foreach (var name in document.Names().Where(name => name.EndsWith("_endpoint", StringComparison.Ordinal)))
            metadata.Address(name);

        DistrustException.Unless(metadata.List("response_types_supported").Contains("code"), "the code flow is not offered");
        DistrustException.Unless(metadata.List("subject_types_supported").All(it => it is "public" or "pairwise"), "a subject type is unknown");
        DistrustException.Unless(metadata.List("id_token_signing_alg_values_supported").Contains("RS256"), "RS256 is not offered");
        DistrustException.Unless(metadata.List("scopes_supported") is var scopes && scopes.Contains("openid"), "the scope openid is not offered");
        DistrustException.Unless(metadata.List("code_challenge_methods_supported").Contains("S256"), "PKCE is not offered");
        return metadata;
    }

    /// <summary>https, or this machine.</summary>
    private Uri Address(string name)
    {
        DistrustException.Unless(
            Uri.TryCreate(Document.Text(name), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback),
            $"{name} is no safe address");
        return address;
    }
}
