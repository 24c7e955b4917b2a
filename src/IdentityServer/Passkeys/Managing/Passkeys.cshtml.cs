using IdentityServer.Accounts;
using IdentityServer.Passkeys.Enrolment;

namespace IdentityServer.Passkeys.Managing;

internal sealed class PasskeysModel(PasskeyStore passkeys, AccountStore accounts, ConditionalOccasion upgrade) : PasskeyPage(passkeys, accounts)
{
    public Guid? UsedNow => Session.LatestEvent.PasskeyId;

    public bool MayUpgrade => upgrade.Follows(Session);
}
