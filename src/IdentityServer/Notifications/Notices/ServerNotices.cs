namespace IdentityServer.Notifications.Notices;

internal static class ServerNotices
{
    /// <summary>For operators, to see that mails arrive and how they look.</summary>
    public static readonly NoticeType TestType = new("test") { TellsOrigin = false };

    public static readonly Notice Test = new(TestType) { Path = "/" };
}
