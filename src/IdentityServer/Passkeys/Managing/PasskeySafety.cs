namespace IdentityServer.Passkeys.Managing;

/// <summary>How well somebody would stand the loss of a device. Only passkeys that work, and that can do everything, help then.</summary>
internal enum PasskeySafety
{
    None,
    NoneWorks,

    /// <summary>One, and where it lives it stays.</summary>
    OneDevice,
    One,
    Prepared,
}

internal static class PasskeySafetyPolicy
{
    public static PasskeySafety Of(IReadOnlyList<Passkey> passkeys) => passkeys.Where(it => it.Works).ToList() switch
    {
        [] => passkeys is [] ? PasskeySafety.None : PasskeySafety.NoneWorks,
        var working when working.Count(it => it.CountsInFull) > 1 => PasskeySafety.Prepared,
        var working when working.Exists(it => it.BackupEligible) => PasskeySafety.One,
        _ => PasskeySafety.OneDevice,
    };
}
