namespace IdentityServer.Notifications.Notices;

internal static class AccountChangeNotices
{
    public static readonly NoticeType LockedDownType = new("account-locked");
    public static readonly NoticeType EnabledType = new("account-enabled") { TellsOrigin = false };
    public static readonly NoticeType RenamedType = new("user-name-changed");

    /// <summary>Nothing more can be done from the mail than what is left anyway.</summary>
    public static readonly Notice LockedDown = new(LockedDownType) { Path = "/recover" };

    public static readonly Notice Enabled = new(EnabledType) { Path = "/sign-in" };

    public static Notice Renamed(string userName) =>
        new(RenamedType) { Path = "/account/profile", NotMe = new("Recover", "/recover"), Facts = [new("NewUserName", userName)] };
}
