namespace IdentityServer.Sessions;

/// <summary>
/// How fresh a proof an action needs. A window belongs to one session and one class: what opened B does not open A, and
/// A is opened for one action only, never for a while.
/// </summary>
internal enum ActionClass
{
    /// <summary>Critical: proven for this very action, see <see cref="Proofs.CriticalActions"/>.</summary>
    A,

    /// <summary>Sensitive: passkeys, recovery, other devices.</summary>
    B,

    /// <summary>Moderate: looking into the account's history, ending one session.</summary>
    C,
}

internal static class StepUpPolicy
{
    public static TimeSpan Window(ActionClass action) => action switch
    {
        ActionClass.A => TimeSpan.Zero,
        ActionClass.B => TimeSpan.FromSeconds(300),
        _ => TimeSpan.FromSeconds(900),
    };

    /// <summary>
    /// Signing in a moment ago is as good a proof as being asked again, except for what is proven per action. Being let in
    /// from another device is none.
    /// </summary>
    public static bool IsOpen(Session session, ActionClass action, DateTimeOffset now, bool settled = false) =>
        action is not ActionClass.A && session.Events.Any(it =>
            Counts(it, session, action, now) && !(settled && it.IsYoung) && (action is ActionClass.C ? it.Method is not AuthenticationMethod.DeviceApproval : Proves(it)));

    /// <summary>For what nothing may stand in for: letting another browser in.</summary>
    public static bool IsProvenByPasskey(Session session, DateTimeOffset now) =>
        session.Events.Any(it => Counts(it, session, ActionClass.B, now) && it.Method is AuthenticationMethod.Passkey && Proves(it));

    private static bool Counts(AuthenticationEvent it, Session session, ActionClass action, DateTimeOffset now) =>
        now - it.At < Window(action) && !(it.At <= session.ProofsClearedAt) && Opens(it.ActionClass, action);

    // Proven for B is more than C asks.
    private static bool Opens(string? opened, ActionClass action) =>
        opened is null || opened == action.ToString() || (action is ActionClass.C && opened == nameof(ActionClass.B));

    // SU-33: two factors without a passkey are as much as somebody has who has none; of everybody else they are not enough.
    private static bool Proves(AuthenticationEvent it) =>
        it is { FullAssurance: true } and ({ Method: AuthenticationMethod.Passkey, UserVerified: true } or { Method: AuthenticationMethod.PasswordAndCode });
}
