using IdentityServer.Notifications.Notices;

namespace IdentityServer.Accounts.Profile;

/// <summary>ASVS 7.5.1: apps may call a person at it, or send them codes; whoever changes it proves who they are, and its owner is told.</summary>
internal sealed class PhoneNumbers(ProfileStore profiles, AccountNotices notices)
{
    private const string Claim = "phone_number";
    private const string Verified = "phone_number_verified";

    /// <summary>What another system had proven stays so until it is changed, and is left alone where it is sent back as it was.</summary>
    public async Task<string?> ChangeAsync(AccountFacts account, Guid session, string? typed, CancellationToken cancellation)
    {
        if (typed?.Trim() == ClaimText.Find(account.Claims, Claim))
            return null;
        if (!PhoneNumber.TryRead(typed, out var number))
            return "Fault.Phone";

        var outcome = await profiles.ChangeAsync(account.Id, session, claims =>
        {
            claims.Remove(Claim);
            claims.Remove(Verified);
            if (number is null)
                return;

            claims[Claim] = number;
            claims[Verified] = false; // nobody here proves a number
        }, unit => notices.AddAsync(unit, account.Id, AccountChangeNotices.PhoneChanged, cancellation), cancellation);
        return outcome is ProfileOutcome.Saved ? null : "Fault." + outcome;
    }
}
