namespace IdentityServer.Accounts.Passwords;

/// <summary>Why a password signs nobody in any more.</summary>
internal enum PasswordEnd
{
    /// <summary>Its owner does not want it any more. They may change their mind for a day.</summary>
    Person,

    /// <summary>An operator ended passwords for a group.</summary>
    Operator,

    /// <summary>Too many wrong guesses in a row.</summary>
    Guessing,

    /// <summary>An operator has reason to believe that somebody else knows it.</summary>
    Suspicion,
}
