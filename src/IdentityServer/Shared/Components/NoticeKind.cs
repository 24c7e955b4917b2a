namespace IdentityServer.Shared.Components;

/// <summary>How a notice sounds; the names are classes of site.css.</summary>
public enum NoticeKind
{
    Info,
    Good,
    Warn,
    Bad,
}

internal static class NoticeKinds
{
    public static string Icon(this NoticeKind kind) => kind switch
    {
        NoticeKind.Good => "check",
        NoticeKind.Warn => "warning",
        NoticeKind.Bad => "alert",
        _ => "info",
    };

    /// <summary>What went wrong interrupts; everything else waits until the reader pauses.</summary>
    public static string Role(this NoticeKind kind) => kind is NoticeKind.Bad ? "alert" : "status";

    public static string Class(this NoticeKind kind) => kind switch
    {
        NoticeKind.Good => "notice good",
        NoticeKind.Warn => "notice warn",
        NoticeKind.Bad => "notice bad",
        _ => "notice",
    };
}
