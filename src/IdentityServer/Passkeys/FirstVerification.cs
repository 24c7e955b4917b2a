using IdentityServer.Sessions;

namespace IdentityServer.Passkeys;

/// <summary>
/// Whether a passkey's word that it verified its person counts. WebAuthn L3 §4 (uvInitialized) and §7.2: what an
/// authenticator says for the first time nobody has reason to believe yet, so another factor must vouch for it; until
/// then the passkey is one factor, whatever its flags say.
/// </summary>
internal static class FirstVerification
{
    public static VerificationTrust Decide(Passkey passkey, bool verified, Session? session, DateTimeOffset now) => (verified, passkey.UserVerified) switch
    {
        (false, _) => VerificationTrust.None,
        (true, true) => VerificationTrust.Relied,
        _ => IsVouchedFor(passkey, session, now) ? VerificationTrust.Established : VerificationTrust.None,
    };

    /// <summary>Whether this passkey could confirm now that its person is there.</summary>
    public static bool MayConfirm(Passkey passkey, Session session, DateTimeOffset now) =>
        passkey.Works && (passkey.UserVerified || IsVouchedFor(passkey, session, now));

    /// <summary>In this session, a moment ago, by something else than this passkey and more than the password it may have been made after.</summary>
    public static bool IsVouchedFor(Passkey passkey, Session? session, DateTimeOffset now) =>
        session is not null
        && session.AccountId == passkey.AccountId
        && session.Events.Any(it => now - it.At < StepUpPolicy.Window(ActionClass.B) && it.FullAssurance && IsAnotherFactor(it, passkey));

    private static bool IsAnotherFactor(AuthenticationEvent it, Passkey passkey) => it switch
    {
        { Method: AuthenticationMethod.Passkey } => it.UserVerified && it.PasskeyId != passkey.Id,
        _ => it.Method is AuthenticationMethod.PasswordAndCode,
    };
}

internal enum VerificationTrust
{
    /// <summary>Not verified, or nobody vouches for it.</summary>
    None,

    /// <summary>Vouched for just now: from the next time on it counts.</summary>
    Established,

    Relied,
}
