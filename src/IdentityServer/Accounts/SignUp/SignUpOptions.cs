namespace IdentityServer.Accounts.SignUp;

/// <summary>Who may make an account for themselves.</summary>
internal sealed class SignUpOptions
{
    public SignUpMode Mode { get; set; } = SignUpMode.Closed;
}

internal enum SignUpMode
{
    /// <summary>Nobody; accounts come by import, and the first administrator by the set-up link.</summary>
    Closed,

    /// <summary>Whoever has a link that an administrator made.</summary>
    Invitation,

    /// <summary>Everybody with a mailbox that answers, and whoever was invited.</summary>
    Open,
}
