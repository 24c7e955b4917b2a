using IdentityServer.Accounts;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Shared;
using IdentityServer.Shared.Requests;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Managing;

internal sealed class PasskeysModel(
    PasskeyStore passkeys, AccountStore accounts, ConditionalOccasion upgrade, IStringLocalizer<SharedResources> common, TimeProvider clock)
    : PasskeyPage(passkeys, accounts)
{
    public PasskeySafety Safety => PasskeySafetyPolicy.Of(Passkeys);

    public Guid? UsedNow => Session.LatestEvent.PasskeyId;

    public bool MayUpgrade { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) => MayUpgrade = await upgrade.FollowsAsync(Session, cancellation);

    public bool MayConfirm(Passkey passkey) =>
        FirstVerification.IsVouchedFor(passkey, Session, clock.GetUtcNow()) || Passkeys.Any(it => it.CountsInFull);

    public bool MayReactivate(Passkey passkey) => passkey.MayBeReactivated && MayConfirm(passkey);

    public string NameOf(string device) => DeviceFamily.InWords(device, common);
}
