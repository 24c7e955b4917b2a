using IdentityServer.Accounts;
using IdentityServer.Passkeys.Enrolment;

namespace IdentityServer.Passkeys.Managing;

internal sealed class PasskeysModel(PasskeyStore passkeys, AccountStore accounts, ConditionalOccasion upgrade, TimeProvider clock) : PasskeyPage(passkeys, accounts)
{
    public Guid? UsedNow => Session.LatestEvent.PasskeyId;

    public bool MayUpgrade => upgrade.Follows(Session);

    public bool MayConfirm(Passkey passkey) =>
        FirstVerification.IsVouchedFor(passkey, Session, clock.GetUtcNow()) || Passkeys.Any(it => it is { UserVerified: true, SuspendedAt: null });
}
