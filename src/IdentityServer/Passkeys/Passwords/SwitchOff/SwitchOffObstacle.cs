namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>MG-10: why somebody could be stranded without their password.</summary>
internal enum SwitchOffObstacle
{
    /// <summary>Neither two passkeys, nor a synced one with recovery codes beside it.</summary>
    Passkeys,

    /// <summary>Not signed in with a passkey on two days of the last thirty.</summary>
    Practice,

    /// <summary>No mailbox that was proven to be theirs: nobody could tell them, and recovery could not begin.</summary>
    Mailbox,

    /// <summary>Sensitive changes are on hold.</summary>
    Hold,
}
