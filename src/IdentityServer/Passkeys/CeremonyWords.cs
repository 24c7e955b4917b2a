namespace IdentityServer.Passkeys;

/// <summary>
/// The codes a page has a sentence for: the names of browser errors, shortened, and the server's. What is not here gets
/// the sentence of <c>unknown</c>.
/// </summary>
internal static class CeremonyWords
{
    public static readonly IReadOnlyList<string> Codes =
    [
        "not_allowed", "timed_out", "interrupted", "already_here", "wrong_address", "cannot_verify", "too_old", "unsupported", "embedded", "unknown", "offline",
        "challenge_expired", "passkey_refused", "uv_required", "cred_already_registered", "limit_reached", "rate_limited", "cross_site",
        "sign_in_required", "setup_link_invalid", "sign_up_link_invalid", "user_name_invalid", "user_name_taken", "display_name_invalid", "address_taken", "waiting", "hold_active",
        "attestation_rejected", "occasion_unknown",
    ];

    // Which part of the address the server dislikes is nothing people can act on.
    private const string WrongAddress = "wrong_address origin_mismatch rp_mismatch cross_origin top_origin";

    /// <summary>All the codes that a sentence answers, with spaces between.</summary>
    public static string AnsweredBy(string code) => code is "wrong_address" ? WrongAddress : code;
}
