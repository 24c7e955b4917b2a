namespace IdentityServer.Notifications.Notices;

/// <summary>UX-30, UX-53 and S5-33: whoever's ways in have changed hears of it.</summary>
internal static class PasskeyNotices
{
    public static readonly NoticeType AddedType = new("passkey-added");
    public static readonly NoticeType RemovedType = new("passkey-removed");
    public static readonly NoticeType SuspendedType = new("passkey-suspended");
    public static readonly NoticeType DoubtedType = new("passkey-doubted");
    public static readonly NoticeType ReactivatedType = new("passkey-reactivated");
    public static readonly NoticeType FlaggedType = new("passkey-flagged");

    private const string Passkeys = "/account/passkeys";
    private const string Recovery = "/recover";

    /// <param name="passkey">Its name.</param>
    /// <param name="notMe">Takes it away again, without signing in.</param>
    public static Notice Added(string passkey, NoticeLink notMe) => About(AddedType, passkey) with { NotMe = notMe };

    public static Notice Removed(string passkey) => About(RemovedType, passkey);

    public static Notice Suspended(string passkey) => About(SuspendedType, passkey);

    /// <summary>Its counter did not advance: a copy of it may be in use. The next time it is suspended.</summary>
    public static Notice Doubted(string passkey) => About(DoubtedType, passkey);

    public static Notice Reactivated(string passkey) => About(ReactivatedType, passkey);

    /// <summary>Nobody tried anything: what is known of its maker has changed, or what is demanded of its owner.</summary>
    public static Notice Flagged(string passkey) => About(FlaggedType, passkey);

    private static Notice About(NoticeType type, string passkey) =>
        new(type) { Path = Passkeys, NotMe = new("Recover", Recovery), Facts = [new("Passkey", passkey)] };
}
