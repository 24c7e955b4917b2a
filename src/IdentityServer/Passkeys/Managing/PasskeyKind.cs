using IdentityServer.Protocol.WebAuthn.Authenticators;

namespace IdentityServer.Passkeys.Managing;

/// <summary>What a passkey is to its owner, in words they can act on.</summary>
internal static class PasskeyKind
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(180);

    public static string Of(Passkey passkey) => (passkey.BackupEligible, passkey.BackedUp) switch
    {
        (true, true) => "Synced",
        (true, false) => "CanSync",
        _ => "OneDevice",
    };

    /// <summary>Where it lives, whatever its owner calls it.</summary>
    public static string? Provider(Passkey passkey) => AuthenticatorNames.Find(passkey.Aaguid) is { } provider && provider != passkey.Name ? provider : null;

    /// <summary>What it looks like where its provider is unknown.</summary>
    public static string Icon(Passkey passkey) => passkey.Transports.Split(' ') switch
    {
        var ways when ways.Contains("internal") => "devices",
        var ways when ways.Contains("hybrid") => "phone",
        _ => "key",
    };

    /// <summary>NIST SP 800-63B asks people to look through what they have from time to time.</summary>
    public static bool IsForgotten(Passkey passkey, DateTimeOffset now) => now - (passkey.LastUsedAt ?? passkey.CreatedAt) > Forgotten;
}
