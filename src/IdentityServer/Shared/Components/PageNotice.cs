using IdentityServer.Shared.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IdentityServer.Shared.Components;

/// <summary>A sentence that survives one redirect: what a post changed, told by the page after it.</summary>
internal sealed record PageNotice(NoticeKind Kind, string Text)
{
    public const string Key = "notice";

    // Merely looking into the dictionary would send a cookie that ends the one which is not there.
    public static PageNotice? Take(HttpContext http, ITempDataDictionary carried) =>
        http.Request.Cookies.ContainsKey(HostCookie.Name(Key)) && carried[Key] is string text && text.Split('|', 2) is [var kind, var sentence] && Enum.TryParse<NoticeKind>(kind, out var known)
            ? new(known, sentence)
            : null;

    public void Put(ITempDataDictionary carried) => carried[Key] = $"{Kind}|{Text}";
}

internal static class PageNoticeExtensions
{
    /// <summary>Say what changed, then redirect.</summary>
    public static void Tell(this PageModel page, string text, NoticeKind kind = NoticeKind.Good) =>
        new PageNotice(kind, text).Put(page.TempData);
}
