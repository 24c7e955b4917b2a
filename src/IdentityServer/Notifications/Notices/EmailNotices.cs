namespace IdentityServer.Notifications.Notices;

/// <summary>To the new address: prove it. To the one before: this is going on, and so it is stopped.</summary>
internal static class EmailNotices
{
    public static readonly NoticeType ConfirmType = new("email-confirm") { UsefulFor = TimeSpan.FromHours(24) };
    public static readonly NoticeType TakenType = new("email-taken");
    public static readonly NoticeType AskedType = new("email-asked");
    public static readonly NoticeType ChangedType = new("email-changed");

    /// <summary>The mailbox has an account already; whoever asked sees no difference.</summary>
    public static readonly Notice Taken = new(TakenType) { Path = "/sign-in" };

    public static Notice Confirm(string path) => new(ConfirmType) { Path = path };

    public static Notice Asked(NoticeLink notMe) => new(AskedType) { Path = "/account/email", NotMe = notMe };

    public static Notice Changed(NoticeLink notMe) => new(ChangedType) { Path = "/account/email", NotMe = notMe };
}
