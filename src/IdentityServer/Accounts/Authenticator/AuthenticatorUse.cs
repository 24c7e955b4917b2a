using IdentityServer.Throttles;

namespace IdentityServer.Accounts.Authenticator;

internal abstract record AuthenticatorUse
{
    private AuthenticatorUse()
    {
    }

    /// <summary>A code of theirs that was not used yet; it is spent by the unit that it leads to.</summary>
    public sealed record Accepted(AuthenticatorApp App, long Step) : AuthenticatorUse;

    /// <summary>No code, a wrong one, an old one, a used one, or nothing to compare it with: nobody learns which.</summary>
    public sealed record Refused : AuthenticatorUse
    {
        public static readonly Refused Now = new();
    }

    public sealed record TooMany(ThrottleOutcome Outcome) : AuthenticatorUse;
}
