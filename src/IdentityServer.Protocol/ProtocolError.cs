using System.Buffers;

namespace IdentityServer.Protocol;

/// <summary>An error a relying app reads: the registered code, a sentence, and the HTTP status where one is answered with.</summary>
public sealed record ProtocolError
{
    // RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E. Our sentences only, never a piece of the request.
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x7F - 0x20).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))]);

    private ProtocolError(string code, string description, int status = 400)
    {
        if (description.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException("RFC 6749 §5.2 does not allow a character of this sentence.", nameof(description));

        (Code, Description, Status) = (code, description, status);
    }

    public string Code { get; }

    public string Description { get; }

    public int Status { get; }

    /// <summary>Where HTTP has a better word than the error's usual one.</summary>
    public ProtocolError With(int status) => new(Code, Description, status);

    // RFC 6749 §4.1.2.1, §5.2
    public static ProtocolError InvalidRequest(string description) => new("invalid_request", description);
    public static ProtocolError InvalidClient(string description) => new("invalid_client", description, 401);
    public static ProtocolError InvalidGrant(string description) => new("invalid_grant", description);
    public static ProtocolError InvalidScope(string description) => new("invalid_scope", description);
    public static ProtocolError UnauthorizedClient(string description) => new("unauthorized_client", description);
    public static ProtocolError UnsupportedGrantType(string description) => new("unsupported_grant_type", description);
    public static ProtocolError UnsupportedResponseType(string description) => new("unsupported_response_type", description);
    public static ProtocolError AccessDenied(string description) => new("access_denied", description);
    public static ProtocolError TemporarilyUnavailable(string description) => new("temporarily_unavailable", description, 503);

    // OpenID Connect Core §3.1.2.6
    public static ProtocolError LoginRequired(string description) => new("login_required", description);
    public static ProtocolError InteractionRequired(string description) => new("interaction_required", description);
    public static ProtocolError ConsentRequired(string description) => new("consent_required", description);
    public static ProtocolError RequestNotSupported(string description) => new("request_not_supported", description);
    public static ProtocolError RequestUriNotSupported(string description) => new("request_uri_not_supported", description);
    public static ProtocolError RegistrationNotSupported(string description) => new("registration_not_supported", description);

    // OpenID Connect Core Unmet Authentication Requirements 1.0; RFC 9470 §3
    public static ProtocolError UnmetAuthenticationRequirements(string description) => new("unmet_authentication_requirements", description);
    public static ProtocolError InsufficientUserAuthentication(string description) => new("insufficient_user_authentication", description, 401);

    // RFC 6750 §3.1
    public static ProtocolError InvalidToken(string description) => new("invalid_token", description, 401);
    public static ProtocolError InsufficientScope(string description) => new("insufficient_scope", description, 403);

    // RFC 8707 §2, RFC 9126 §2.3 (by way of RFC 9101 §7)
    public static ProtocolError InvalidTarget(string description) => new("invalid_target", description);
    public static ProtocolError InvalidRequestUri(string description) => new("invalid_request_uri", description);
}
