using IdentityServer.Notifications.Smtp;

namespace IdentityServer.Notifications;

/// <summary>How mails leave, and how long it is tried.</summary>
internal sealed class NotificationOptions
{
    /// <summary>Without it: SMTP where a mail server is named, otherwise files in Development and a fault elsewhere.</summary>
    public MailSender? Sender { get; set; }

    /// <summary>The address mails come from.</summary>
    public string? From { get; set; }

    /// <summary>The name beside it; the brand's when empty.</summary>
    public string? FromName { get; set; }

    public SmtpOptions Smtp { get; } = new();

    /// <summary>Development: where mails are put as files, relative to the data directory.</summary>
    public string PickupDirectory { get; set; } = "mail";

    /// <summary>How often a mail is tried before it is given up.</summary>
    public int Tries { get; set; } = 16;

    /// <summary>After the first failure; doubled each time.</summary>
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How often this instance looks for mails that others wrote or that are due again.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it is known that a mail was sent, and how long one given up can be tried again.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(14);

    internal bool SendsNothing => Sender is MailSender.None;

    /// <summary>Whoever took a mail and is silent for longer has died.</summary>
    internal TimeSpan LongestAttempt => Smtp.Timeout * 2 + TimeSpan.FromMinutes(1);
}

internal enum MailSender
{
    Smtp,

    /// <summary>Files, in Development.</summary>
    Pickup,

    /// <summary>No mail at all, said aloud.</summary>
    None,
}
