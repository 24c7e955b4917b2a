using System.Globalization;

namespace IdentityServer.Notifications.Notices;

internal static class RecoveryCodeNotices
{
    public static readonly NoticeType CreatedType = new("recovery-codes-created");
    public static readonly NoticeType UsedType = new("recovery-code-used");

    private const string Security = "/account/security";

    public static readonly Notice Created = new(CreatedType) { Path = Security, NotMe = new("Recover", "/recover") };

    public static Notice Used(int left) =>
        new(UsedType) { Path = Security, NotMe = new("Recover", "/recover"), Facts = [new("CodesLeft", left.ToString(CultureInfo.InvariantCulture))] };
}
