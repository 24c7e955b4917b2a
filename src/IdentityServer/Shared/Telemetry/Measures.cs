namespace IdentityServer.Shared.Telemetry;

/// <summary>
/// What this server counts of its own. Each is an OpenTelemetry counter of this name, and kept by the day for operators
/// who collect no telemetry.
/// </summary>
internal static class Measures
{
    /// <summary>OP-06 to OP-09; recorded through <see cref="Funnel"/>.</summary>
    public static readonly Measure Ceremonies = new(
        "identityserver.ceremonies", "Steps that passkey ceremonies took", "ceremony", "mediation", "edge", "reason", "browser", "elapsed");

    /// <summary>WA-02.</summary>
    public static readonly Measure Capabilities = new("identityserver.browser_capabilities", "What browsers say they can do", "capability", "able", "browser");

    /// <summary>OP-04, OP-05, OP-10, OP-11.</summary>
    public static readonly Measure SignIns = new("identityserver.sign_ins", "People who came in", "method", "attempts", "elapsed");

    /// <summary>OP-03.</summary>
    public static readonly Measure PasskeyOffers = new("identityserver.passkey_offers", "Invitations to create a passkey", "moment", "outcome");

    /// <summary>OP-12, OP-13.</summary>
    public static readonly Measure Recoveries = new("identityserver.recoveries", "Steps that recoveries took", "path", "step");

    /// <summary>OP-16.</summary>
    public static readonly Measure PasskeySignals = new("identityserver.passkey_signals", "Counters that did not advance, backup states that changed", "signal");

    /// <summary>OP-17.</summary>
    public static readonly Measure StepUps = new("identityserver.step_ups", "Requests to prove oneself again", "class", "outcome");

    /// <summary>OP-15.</summary>
    public static readonly Measure Passwords = new("identityserver.passwords", "What happened to passwords", "change");

    /// <summary>OP-18.</summary>
    public static readonly Measure Feedback = new("identityserver.feedback", "Answers to the one question after enrolment and recovery", "moment", "score");

    public static readonly Measure Mails = new("identityserver.mails", "Mails by what became of them", "kind", "outcome");

    public static readonly Measure TokenRequests = new(
        "identityserver.token_requests", "Answers of the token endpoint to clients that proved who they are", "grant_type", "outcome");

    public static readonly Measure GrantsRevoked = new(
        "identityserver.grants_revoked", "Permissions that ended because a code or a refresh token came twice", "reason");

    public static readonly Measure[] All =
        [Ceremonies, Capabilities, SignIns, PasskeyOffers, Recoveries, PasskeySignals, StepUps, Passwords, Feedback, Mails, TokenRequests, GrantsRevoked];
}
