using IdentityServer.Throttles;

namespace IdentityServer.Accounts.Codes;

internal abstract record RecoveryCodeUse
{
    private RecoveryCodeUse()
    {
    }

    /// <param name="Code">Right, and not spent yet.</param>
    /// <param name="Left">How many of the sheet are good after it.</param>
    public sealed record Accepted(RecoveryCode Code, int Left) : RecoveryCodeUse;

    /// <summary>Not a code, somebody else's, spent, or of a sheet that was replaced: nobody learns which.</summary>
    public sealed record Refused : RecoveryCodeUse
    {
        public static readonly Refused Now = new();
    }

    public sealed record TooMany(ThrottleOutcome Outcome) : RecoveryCodeUse;
}
