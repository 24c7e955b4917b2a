using System.Buffers;
using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens.Codes;

namespace IdentityServer.Protocol.OpenId.Discovery;

/// <summary>
/// OpenID Connect Discovery §3 and RFC 8414 §2, one document for both. It says what <see cref="Provider"/> enforces, and
/// only in names that the specifications register.
/// </summary>
internal static class DiscoveryDocument
{
    // §3: the values of subject_type, in lower case.
    private static readonly string[] SubjectTypes = [.. Enum.GetNames<SubjectType>().Select(name => name.ToLowerInvariant())];

    // RFC 7662 §2.1: whoever asks about tokens proves who it is.
    private static IEnumerable<string> Proven(Provider provider) =>
        provider.ClientAuthenticationMethods.Where(method => method is not AuthenticationMethods.None);

    public static byte[] Write(Provider provider, IEnumerable<string> languages)
    {
        var document = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(document))
        {
            json.WriteStartObject();
            json.WriteString("issuer", provider.Issuer);
            WriteEndpoints(json, provider);
            WriteRequests(json, provider);
            WriteClientAuthentication(json, provider);
            WriteTokens(json, provider);
            WriteLogout(json);
            json.WriteList("ui_locales_supported", languages);
            json.WriteEndObject();
        }

        return document.WrittenSpan.ToArray();
    }

    private static void WriteEndpoints(Utf8JsonWriter json, Provider provider)
    {
        json.WriteString("authorization_endpoint", provider.UrlOf(Endpoints.Authorize));
        json.WriteString("token_endpoint", provider.UrlOf(Endpoints.Token));
        json.WriteString("userinfo_endpoint", provider.UrlOf(Endpoints.UserInfo));
        json.WriteString("jwks_uri", provider.UrlOf(Endpoints.Jwks));
        json.WriteString("end_session_endpoint", provider.UrlOf(Endpoints.EndSession));
        json.WriteString("pushed_authorization_request_endpoint", provider.UrlOf(Endpoints.PushedAuthorization));
        json.WriteString("introspection_endpoint", provider.UrlOf(Endpoints.Introspection));
        json.WriteString("revocation_endpoint", provider.UrlOf(Endpoints.Revocation));
    }

    private static void WriteRequests(Utf8JsonWriter json, Provider provider)
    {
        json.WriteList("scopes_supported", provider.Catalog.Identity.Select(scope => scope.Name)
            .Concat(provider.Catalog.Resources.SelectMany(resource => resource.Scopes).Select(scope => scope.Name)).Distinct());
        json.WriteList("response_types_supported", provider.ResponseTypes);
        json.WriteList("response_modes_supported", provider.ResponseModes.Select(mode => mode.Name));
        json.WriteList("grant_types_supported", provider.GrantTypes);
        json.WriteList("code_challenge_methods_supported", [CodeChallenge.Method]);
        json.WriteList("prompt_values_supported", provider.Prompts);
        json.WriteList("acr_values_supported", AcrValues.All);
        json.WriteBoolean("claims_parameter_supported", true);
        // Left out, the second would mean yes. Pushed requests are announced by their endpoint.
        json.WriteBoolean("request_parameter_supported", false);
        json.WriteBoolean("request_uri_parameter_supported", false);
        json.WriteBoolean("authorization_response_iss_parameter_supported", true);
    }

    private static void WriteClientAuthentication(Utf8JsonWriter json, Provider provider)
    {
        var algorithms = provider.AssertionAlgorithms.Select(algorithm => algorithm.Name).ToList();
        json.WriteList("token_endpoint_auth_methods_supported", provider.ClientAuthenticationMethods);
        json.WriteList("token_endpoint_auth_signing_alg_values_supported", algorithms);
        json.WriteList("introspection_endpoint_auth_methods_supported", Proven(provider));
        json.WriteList("introspection_endpoint_auth_signing_alg_values_supported", algorithms);
        json.WriteList("revocation_endpoint_auth_methods_supported", provider.ClientAuthenticationMethods);
        json.WriteList("revocation_endpoint_auth_signing_alg_values_supported", algorithms);
    }

    private static void WriteTokens(Utf8JsonWriter json, Provider provider)
    {
        var algorithms = provider.SigningAlgorithms.Select(algorithm => algorithm.Name).ToList();
        json.WriteList("subject_types_supported", SubjectTypes);
        json.WriteList("id_token_signing_alg_values_supported", algorithms);
        json.WriteList("userinfo_signing_alg_values_supported", algorithms);
        json.WriteList("claim_types_supported", ["normal"]);
        json.WriteList("claims_supported", ["iss", "auth_time", "acr", "amr", .. provider.Catalog.Identity.SelectMany(scope => scope.Claims).Distinct()]);
    }

    private static void WriteLogout(Utf8JsonWriter json)
    {
        json.WriteBoolean("backchannel_logout_supported", true);
        json.WriteBoolean("backchannel_logout_session_supported", true);
    }
}
