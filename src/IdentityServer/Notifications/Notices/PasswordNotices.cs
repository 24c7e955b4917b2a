using System.Globalization;

namespace IdentityServer.Notifications.Notices;

internal static class PasswordNotices
{
    public static readonly NoticeType UsedType = new("password-used");
    public static readonly NoticeType NotEnoughType = new("password-not-enough");
    public static readonly NoticeType GuessedType = new("password-guessed");
    public static readonly NoticeType OffType = new("password-off");
    public static readonly NoticeType TurnedOffType = new("password-turned-off");
    public static readonly NoticeType SuspendedType = new("password-suspended");
    public static readonly NoticeType BackType = new("password-back");
    public static readonly NoticeType PrepareType = new("password-prepare") { TellsOrigin = false };
    public static readonly NoticeType EndsOnType = new("password-ends-on") { TellsOrigin = false };
    public static readonly NoticeType EndedType = new("password-ended") { TellsOrigin = false };

    private const string Page = "/account/security/password";

    private static readonly NoticeLink Recover = new("Recover", "/recover");

    /// <summary>For people who have something better: they should not need it any more.</summary>
    public static readonly Notice Used = new(UsedType) { Path = "/account/sessions", NotMe = Recover };

    /// <summary>Right, on a browser that the account does not know, where a code is asked for as well.</summary>
    public static readonly Notice NotEnough = new(NotEnoughType) { Path = "/account/activity", NotMe = Recover };

    /// <summary>Right, after it was wrong many times.</summary>
    public static readonly Notice Guessed = new(GuessedType) { Path = "/account/activity", NotMe = Recover };

    /// <summary>Somebody tried too often to guess it.</summary>
    public static readonly Notice Off = new(OffType) { Path = "/account/passkeys", NotMe = Recover };

    /// <summary>By its owner, who may take it back for a day.</summary>
    public static readonly Notice TurnedOff = new(TurnedOffType) { Path = Page, NotMe = Recover };

    public static readonly Notice Suspended = new(SuspendedType) { Path = "/account/passkeys", NotMe = Recover };

    public static readonly Notice Back = new(BackType) { Path = Page, NotMe = Recover };

    /// <summary>Passwords are about to end, and something is still missing.</summary>
    public static readonly Notice Prepare = new(PrepareType) { Path = Page, NotMe = Recover };

    /// <summary>For a group, on the day that was told.</summary>
    public static readonly Notice Ended = new(EndedType) { Path = "/account/passkeys", NotMe = Recover };

    public static Notice EndsOn(DateTimeOffset day) => new(EndsOnType)
    {
        Path = Page,
        NotMe = Recover,
        Facts = [new("EndsOn", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
    };
}
