using IdentityServer.Accounts.Passwords;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>How often somebody with a password hears of passkeys: three times at most, further and further apart.</summary>
internal static class PasskeyOfferPolicy
{
    private const int Most = 3;

    public static bool IsDue(LegacyPassword password, DateTimeOffset now) =>
        password.Declined < Most && (password.AskAgainAt is not { } later || now >= later);

    public static DateTimeOffset AskAgain(LegacyPassword password, DateTimeOffset now) => now + TimeSpan.FromDays(password.Declined is 0 ? 14 : 30);
}
