namespace IdentityServer.Notifications.Notices;

internal static class SessionNotices
{
    public static readonly NoticeType EvictedType = new("session-evicted");

    /// <param name="device">Where the session that ended was, as it was recorded.</param>
    public static Notice Evicted(string device) =>
        new(EvictedType) { Path = "/account/sessions", NotMe = new("Recover", "/recover"), Facts = [new("EndedOn", device)] };
}
