using IdentityServer.Protocol;

namespace IdentityServer.OpenId.Tokens;

/// <summary>Why the token endpoint says no: what the app reads, and the word it is counted by.</summary>
internal sealed record TokenRefusal(string Reason, ProtocolError Error)
{
    public static readonly TokenRefusal GrantTypeMissing = new("grant_type_missing", ProtocolError.InvalidRequest("grant_type is required"));
    public static readonly TokenRefusal GrantTypeUnknown = new("grant_type_unknown", ProtocolError.UnsupportedGrantType("this server does not know the grant_type"));
    public static readonly TokenRefusal GrantTypeNotAllowed = new("grant_type_not_allowed", ProtocolError.UnauthorizedClient("this client is not registered for the grant_type"));

    public static readonly TokenRefusal ScopeMalformed = new("scope_malformed", ProtocolError.InvalidScope("scope is not a list of plain words"));
    public static readonly TokenRefusal PublicClient = new("public_client", ProtocolError.UnauthorizedClient("this client cannot prove who it is"));

    // A code that was never ours, and one that is somebody else's, look alike.
    public static readonly TokenRefusal CodeMissing = new("code_missing", ProtocolError.InvalidRequest("code is required"));
    public static readonly TokenRefusal CodeUnknown = new("code_unknown", ProtocolError.InvalidGrant("the code is not valid"));
    public static readonly TokenRefusal CodeOfAnotherClient = CodeUnknown with { Reason = "code_of_another_client" };
    public static readonly TokenRefusal CodeExpired = new("code_expired", ProtocolError.InvalidGrant("the code has expired"));
    public static readonly TokenRefusal CodeUsed = new("code_used", ProtocolError.InvalidGrant("the code was used before"));
    public static readonly TokenRefusal RedirectUriDiffers = new("redirect_uri_differs", ProtocolError.InvalidGrant("redirect_uri is not the one the code was sent to"));
    public static readonly TokenRefusal VerifierMissing = new("verifier_missing", ProtocolError.InvalidGrant("code_verifier is required for this code"));
    public static readonly TokenRefusal VerifierUnexpected = new("verifier_unexpected", ProtocolError.InvalidGrant("the code was asked for without a code_challenge"));
    public static readonly TokenRefusal VerifierWrong = new("verifier_wrong", ProtocolError.InvalidGrant("code_verifier does not fit the code"));

    public static readonly TokenRefusal RefreshTokenMissing = new("refresh_token_missing", ProtocolError.InvalidRequest("refresh_token is required"));
    public static readonly TokenRefusal RefreshTokenUnknown = new("refresh_token_unknown", ProtocolError.InvalidGrant("the refresh token is not valid"));
    public static readonly TokenRefusal RefreshTokenOfAnotherClient = RefreshTokenUnknown with { Reason = "refresh_token_of_another_client" };
    public static readonly TokenRefusal RefreshTokenExpired = new("refresh_token_expired", ProtocolError.InvalidGrant("the refresh token has expired"));
    public static readonly TokenRefusal RefreshTokenReplayed = new("refresh_token_replayed", ProtocolError.InvalidGrant("the refresh token was used before"));

    public static readonly TokenRefusal Busy = new("busy", ProtocolError.TemporarilyUnavailable("the refresh token is in use; try again"));

    public static readonly TokenRefusal GrantRevoked = new("grant_revoked", ProtocolError.InvalidGrant("the permission was taken back"));
    public static readonly TokenRefusal AccountClosed = new("account_closed", ProtocolError.InvalidGrant("the account cannot be used"));
    public static readonly TokenRefusal SessionEnded = new("session_ended", ProtocolError.InvalidGrant("the person has signed out"));
    public static readonly TokenRefusal SignInTooWeak = new("sign_in_too_weak", ProtocolError.InvalidGrant("the person has to sign in more strongly"));
    public static readonly TokenRefusal ConsentWithdrawn = new("consent_withdrawn", ProtocolError.InvalidGrant("the person does not agree any more"));

    public static implicit operator TokenRefusal(ProtocolError error) => new(error.Code, error);
}
