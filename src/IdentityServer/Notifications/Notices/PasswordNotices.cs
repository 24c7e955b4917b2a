namespace IdentityServer.Notifications.Notices;

internal static class PasswordNotices
{
    public static readonly NoticeType UsedType = new("password-used");
    public static readonly NoticeType OffType = new("password-off");

    /// <summary>For people who have something better: they should not need it any more.</summary>
    public static readonly Notice Used = new(UsedType) { Path = "/account/sessions", NotMe = new("Recover", "/recover") };

    public static readonly Notice Off = new(OffType) { Path = "/account/passkeys", NotMe = new("Recover", "/recover") };
}
