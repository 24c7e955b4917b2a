namespace IdentityServer.Notifications.Delivery;

/// <summary>The way out of the building.</summary>
internal interface IMailSender
{
    Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellation);
}

internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    public sealed record Sent : SendOutcome;

    /// <summary>Perhaps later: nobody answered, or whoever did was busy or not to be trusted.</summary>
    public sealed record Failed(string Failure) : SendOutcome;

    /// <summary>For good: this mailbox, or this mail, is not taken.</summary>
    public sealed record Refused(string Failure) : SendOutcome;

    /// <summary>After many failures the mail server is left alone for a moment; costs the mail none of its tries.</summary>
    public sealed record NotTried : SendOutcome;
}
