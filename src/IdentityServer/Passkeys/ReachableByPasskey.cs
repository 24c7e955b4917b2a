using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;

namespace IdentityServer.Passkeys;

/// <summary>
/// What a step-up could reach. It always asks for user verification; whose passkey nobody has vouched
/// for yet is led there to what does.
/// </summary>
internal sealed class ReachableByPasskey(PasskeyStore passkeys) : IReachableAcr
{
    private static readonly string[] Any = [AcrValues.PhishingResistant, AcrValues.TwoFactors, AcrValues.OneFactor];
    private static readonly string[] InHardware = [AcrValues.PhishingResistantHardware, .. Any];

    public async Task<IReadOnlyCollection<string>> OfAsync(Guid accountId, CancellationToken cancellation)
    {
        var owned = await passkeys.OfAccountAsync(accountId, cancellation);
        var working = owned.Where(passkey => passkey.Works).ToList();
        return working.Exists(passkey => passkey is { HardwareProtected: true, BackupEligible: false, FlaggedAt: null }) ? InHardware
            : working is [] ? [] : Any;
    }
}
