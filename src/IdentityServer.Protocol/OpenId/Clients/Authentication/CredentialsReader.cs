using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Clients.Authentication;

/// <summary>Finds the one mechanism that a request uses. Two are none: nobody could say which of them counts.</summary>
internal static class CredentialsReader
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <param name="authorization">Every Authorization header of the request.</param>
    public static bool TryRead(
        IReadOnlyList<string?> authorization, ParameterSet form,
        [NotNullWhen(true)] out ClientCredentials? credentials, [NotNullWhen(false)] out ProtocolError? error)
    {
        (credentials, error) = (null, null);
        var inHeader = authorization.Count > 0;
        var inBody = form.Sent("client_secret");
        var signed = form.Sent("client_assertion") || form.Sent("client_assertion_type");

        // RFC 6749 §2.3
        if ((inHeader && (inBody || signed)) || (inBody && signed) || authorization.Count > 1)
            error = ProtocolError.InvalidRequest("a client must use one way to authenticate");
        else if (inHeader)
            credentials = ReadHeader(authorization[0], form, out error);
        else if (signed)
            credentials = ReadAssertion(form, out error);
        else
            credentials = ReadBody(form, out error);

        return credentials is not null;
    }

    /// <summary>The body without what belongs to nobody but this exchange.</summary>
    public static ParameterSet Without(ParameterSet form) =>
        form.With("client_secret", null).With("client_assertion", null).With("client_assertion_type", null);

    private static ClientCredentials.Secret? ReadHeader(string? header, ParameterSet form, out ProtocolError? error)
    {
        if (!BasicCredentials.TryParse(header, out var name, out var secret))
            error = ProtocolError.InvalidClient("the Authorization header is not a well-formed Basic one");
        else if (form.Sent("client_id") && form["client_id"] != name)
            error = ProtocolError.InvalidRequest("client_id differs from the Authorization header");
        else
            error = null;

        return error is null ? new(name!, secret!, AuthenticationMethods.SecretBasic) : null; // parsed, or there is an error
    }

    private static ClientCredentials? ReadBody(ParameterSet form, out ProtocolError? error)
    {
        // RFC 6749 §5.2: no client authentication included
        error = form["client_id"] is null ? ProtocolError.InvalidClient("client authentication is missing") : null;
        return (form["client_id"], form["client_secret"]) switch
        {
            (null, _) => null,
            (var id, null) => new ClientCredentials.Name(id),
            var (id, secret) => new ClientCredentials.Secret(id, secret, AuthenticationMethods.SecretPost),
        };
    }

    private static ClientCredentials.Signed? ReadAssertion(ParameterSet form, out ProtocolError? error)
    {
        error = null;
        if (form["client_assertion_type"] != AssertionType)
            error = ProtocolError.InvalidRequest("client_assertion_type is not the one for JWTs");
        else if (!ClientAssertion.TryRead(form["client_assertion"], out var assertion))
            error = ProtocolError.InvalidClient("client_assertion is malformed");
        // RFC 7521 §4.2
        else if (form.Sent("client_id") && form["client_id"] != assertion.Subject)
            error = ProtocolError.InvalidRequest("client_id differs from the assertion's subject");
        else
            return new(assertion.Subject, assertion);

        return null;
    }
}
