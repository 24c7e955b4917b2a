namespace IdentityServer.Throttles;

/// <summary>
/// Every limit that holds for all instances together. Names say what is counted and per what; "network" is an IPv4
/// address or an IPv6 /64.
/// </summary>
internal sealed class ThrottleOptions
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public RateRule SignInOptionsPerNetwork { get; } = new("sign-in-options-network", 30, Minute);

    public RateRule SignInOptionsPerBrowser { get; } = new("sign-in-options-browser", 10, Minute);

    public RateRule SignInPerNetwork { get; } = new("sign-in-network", 20, Minute);

    /// <summary>Per account and network together: a stranger elsewhere uses up nothing of the owner's.</summary>
    public RateRule SignInFailuresPerAccount { get; } = new("sign-in-failures-account", 10, 15 * Minute);

    public RateRule RegistrationPerAccount { get; } = new("registration-account", 10, Hour);

    /// <summary>Beyond it a browser's errors are counted, but no longer recorded.</summary>
    public RateRule ClientErrorsPerAccount { get; } = new("client-errors-account", 30, Hour);

    public RateRule EmailChangesPerAccount { get; } = new("email-changes-account", 5, Hour);

    /// <summary>Whoever asks, for whichever account: nobody's mailbox is flooded from here.</summary>
    public RateRule LinksPerMailbox { get; } = new("links-mailbox", 5, Hour);

    public RateRule UserNamesPerAccount { get; } = new("user-names-account", 5, Day);

    public RateRule SignUpPerNetwork { get; } = new("sign-up-network", 20, Hour);

    public RateRule RecoveryPerAccount { get; } = new("recovery-account", 3, Hour);

    public RateRule RecoveryPerAccountAndDay { get; } = new("recovery-account-day", 6, Day);

    public RateRule RecoveryPerNetwork { get; } = new("recovery-network", 20, Hour);

    public RateRule DeviceApprovalsPerAccount { get; } = new("device-approvals-account", 3, Hour);

    public RateRule DeviceApprovalsPerAccountAndDay { get; } = new("device-approvals-account-day", 5, Day);

    public RateRule DeviceApprovalsPerNetwork { get; } = new("device-approvals-network", 20, Hour);

    public RateRule UserCodesPerNetwork { get; } = new("user-codes-network", 10, 10 * Minute);

    /// <summary>Per client and network together: whoever pretends to be an app does not stop the app.</summary>
    public RateRule ClientFailuresPerNetwork { get; } = new("client-failures-network", 30, Minute);

    /// <summary>Guesses at one authenticator (a password, a code) from one network.</summary>
    public FailureRule GuessesPerNetwork { get; } = new("guesses-network", 5, Minute / 2, Hour, Day);

    /// <summary>Guesses at one authenticator from everywhere: slows a botnet down, and hardly anybody else.</summary>
    public FailureRule GuessesPerAccount { get; } = new("guesses-account", 20, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), Hour);

    /// <summary>NIST SP 800-63B-4 §3.2.2: at most a hundred failures in a row, then the authenticator is given up.</summary>
    public FailureRule GuessesPerAuthenticator { get; } = new("guesses-authenticator", 100, TimeSpan.Zero, TimeSpan.Zero, 400 * Day, cap: 100);
}
