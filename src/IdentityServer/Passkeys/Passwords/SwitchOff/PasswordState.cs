using IdentityServer.Accounts.Passwords;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>
/// How far somebody is on the way from a password to passkeys. It follows from what they have and is stored nowhere: a
/// second copy could only be wrong.
/// </summary>
internal enum PasswordState
{
    PasswordOnly,

    /// <summary>A password, and a passkey that counts in full.</summary>
    Hybrid,

    /// <summary>Could do without the password from now on.</summary>
    PasskeyPrimary,

    /// <summary>It signs nobody in; until it is erased there is a way back.</summary>
    PasswordDisabled,

    /// <summary>Gone, or never there.</summary>
    PasswordErased,
}

internal static class PasswordStates
{
    public static PasswordState Of(LegacyPassword? password, SwitchOffReadiness readiness) => (password, readiness) switch
    {
        (null, _) => PasswordState.PasswordErased,
        ({ SwitchedOffAt: not null }, _) => PasswordState.PasswordDisabled,
        (_, { IsReady: true }) => PasswordState.PasskeyPrimary,
        (_, { Passkeys: not [] }) => PasswordState.Hybrid,
        _ => PasswordState.PasswordOnly,
    };
}
