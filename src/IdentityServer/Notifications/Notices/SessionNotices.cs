namespace IdentityServer.Notifications.Notices;

internal static class SessionNotices
{
    public static readonly NoticeType EvictedType = new("session-evicted");
    public static readonly NoticeType NewDeviceType = new("new-device");
    public static readonly NoticeType BackAgainType = new("back-again");
    public static readonly NoticeType NewCountryType = new("new-country");
    public static readonly NoticeType RepudiatedType = new("repudiated");

    public static readonly Notice Repudiated = new(RepudiatedType) { Path = "/account/passkeys" };

    public static Notice NewDevice(NoticeLink notMe) => new(NewDeviceType) { Path = "/account/sessions", NotMe = notMe };

    /// <summary>On a browser that is known, but never was there.</summary>
    public static Notice NewCountry(NoticeLink notMe) => new(NewCountryType) { Path = "/account/sessions", NotMe = notMe };

    /// <summary>Nobody had used the account for long.</summary>
    public static Notice BackAgain(NoticeLink notMe) => new(BackAgainType) { Path = "/account/sessions", NotMe = notMe };

    /// <param name="device">Where the session that ended was, as it was recorded.</param>
    public static Notice Evicted(string device) =>
        new(EvictedType) { Path = "/account/sessions", NotMe = new("Recover", "/recover"), Facts = [new("EndedOn", device)] };
}
