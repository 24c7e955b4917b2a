using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IdentityServer.Shared.Components;

/// <summary>A sentence that survives one redirect: what a post changed, told by the page after it.</summary>
internal sealed record PageNotice(NoticeKind Kind, string Text)
{
    public const string Key = "notice";

    private const string WaysIn = "ways-in";

    /// <summary>The page then offers to sign out everywhere else.</summary>
    public bool ChangedWaysIn { get; init; }

    // Merely looking into the dictionary would send a cookie that ends the one which is not there.
    public static PageNotice? Take(HttpContext http, ITempDataDictionary carried) =>
        http.Request.Cookies.ContainsKey(HostCookie.Name(Key)) && carried[Key] is string text && text.Split('|', 3) is [var kind, var changed, var sentence] && Enum.TryParse<NoticeKind>(kind, out var known)
            ? new(known, sentence) { ChangedWaysIn = changed is WaysIn }
            : null;

    public void Put(ITempDataDictionary carried) => carried[Key] = $"{Kind}|{(ChangedWaysIn ? WaysIn : "")}|{Text}";
}

internal static class PageNoticeExtensions
{
    /// <summary>Say what changed, then redirect.</summary>
    public static void Tell(this PageModel page, string text, NoticeKind kind = NoticeKind.Good) =>
        new PageNotice(kind, text).Put(page.TempData);

    /// <summary>The same, where it changed how the person gets in.</summary>
    public static void TellOfWaysIn(this PageModel page, string text) =>
        new PageNotice(NoticeKind.Good, text) { ChangedWaysIn = true }.Put(page.TempData);
}
