using System.Globalization;

namespace IdentityServer.Notifications.Notices;

internal static class DeletionNotices
{
    public static readonly NoticeType RequestedType = new("account-deletion");
    public static readonly NoticeType TakenBackType = new("account-kept");

    public static readonly NoticeType ErasedType = new("account-erased") { TellsOrigin = false };

    public static readonly Notice Erased = new(ErasedType) { Path = "/" };

    public static readonly Notice TakenBack = new(TakenBackType) { Path = "/sign-in" };

    /// <param name="eraseAt">Until then it can be taken back.</param>
    /// <param name="path">Where.</param>
    public static Notice Requested(DateTimeOffset eraseAt, string path) =>
        new(RequestedType) { Path = path, Facts = [new("EraseAt", eraseAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC")] };
}
