using IdentityServer.Data;
using IdentityServer.Throttles;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>How a sign-in with a password goes on.</summary>
internal abstract record PasswordAnswer
{
    private PasswordAnswer()
    {
    }

    public sealed record SignedIn(string Next) : PasswordAnswer;

    /// <summary>The password was right; the code of the account's app is asked for next.</summary>
    public sealed record CodeWanted(Handle Half) : PasswordAnswer;

    /// <summary>The password was right, and on this browser it is not enough.</summary>
    public sealed record PasskeyWanted : PasswordAnswer
    {
        public static readonly PasskeyWanted Now = new();
    }

    public sealed record Refused : PasswordAnswer
    {
        public static readonly Refused Now = new();
    }

    /// <summary>The first half is too long ago, used up, or of another browser.</summary>
    public sealed record BeginAgain : PasswordAnswer
    {
        public static readonly BeginAgain Now = new();
    }

    public sealed record TooMany(ThrottleOutcome Outcome) : PasswordAnswer;
}
