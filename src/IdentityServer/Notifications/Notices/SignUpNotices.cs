namespace IdentityServer.Notifications.Notices;

/// <summary>To a mailbox for which somebody wants an account: nobody but its reader learns which of the two it got.</summary>
internal static class SignUpNotices
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static readonly NoticeType ConfirmType = new("sign-up-confirm") { UsefulFor = Lifetime };
    public static readonly NoticeType KnownType = new("sign-up-known") { UsefulFor = Lifetime };

    public static readonly Notice Known = new(KnownType) { Path = "/sign-in" };

    public static Notice Confirm(string path) => new(ConfirmType) { Path = path };
}
