namespace IdentityServer.Notifications.Notices;

internal static class AccountChangeNotices
{
    public static readonly NoticeType LockedDownType = new("account-locked");
    public static readonly NoticeType EnabledType = new("account-enabled") { TellsOrigin = false };
    public static readonly NoticeType RenamedType = new("user-name-changed");
    public static readonly NoticeType PhoneChangedType = new("phone-changed");

    /// <summary>Nothing more can be done from the mail than what is left anyway.</summary>
    public static readonly Notice LockedDown = new(LockedDownType) { Path = "/recover" };

    public static readonly Notice Enabled = new(EnabledType) { Path = "/sign-in" };

    /// <summary>Added, changed or taken away; the number itself is nobody's business on the way.</summary>
    public static readonly Notice PhoneChanged = new(PhoneChangedType) { Path = "/account/profile", NotMe = new("Recover", "/recover") };

    public static Notice Renamed(string userName) =>
        new(RenamedType) { Path = "/account/profile", NotMe = new("Recover", "/recover"), Facts = [new("NewUserName", userName)] };
}
