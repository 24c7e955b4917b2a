using IdentityServer.Throttles;

namespace IdentityServer.Accounts.Passwords;

/// <summary>What became of a name and a password. The person hears one sentence for every refusal; the trail keeps the reason.</summary>
internal abstract record PasswordProof
{
    private PasswordProof()
    {
    }

    public sealed record Accepted(AccountFacts Account, LegacyPassword Password) : PasswordProof
    {
        /// <summary>Set where the account was signed in to on this browser before.</summary>
        public string? KnownBrowser { get; init; }

        /// <summary>What takes the old hash's place, where that was made with less effort than we make today.</summary>
        public byte[]? Renewed { get; init; }
    }

    /// <param name="Reason">A code for the trail.</param>
    /// <param name="Account">Whose name it was, if anybody's.</param>
    public sealed record Refused(string Reason, Guid? Account = null) : PasswordProof;

    public sealed record TooMany(ThrottleOutcome Outcome, Guid? Account) : PasswordProof;
}
