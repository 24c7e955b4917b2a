using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IdentityServer.TestKit;

/// <summary>A page as its reader uses it: look, fill in, send.</summary>
internal static class PageForm
{
    public static async Task<IHtmlDocument> ReadPageAsync(this HttpClient browser, string path) =>
        new HtmlParser().ParseDocument(await browser.GetStringAsync(path));

    /// <summary>Sends the form in the middle of the page with what it holds and what the reader fills in.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(this HttpClient browser, string path, params (string Name, string Value)[] filledIn)
    {
        var page = await browser.ReadPageAsync(path);
        var form = (IHtmlFormElement?)page.QuerySelector("main form[method=post]") ?? throw new InvalidOperationException($"{path} has no form");
        var held = form.QuerySelectorAll("input").OfType<IHtmlInputElement>()
            .Where(input => input.Name is { Length: > 0 })
            .Where(input => input.Type is not ("checkbox" or "radio" or "file") || input.IsChecked)
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(form.QuerySelectorAll("select").OfType<IHtmlSelectElement>().Select(select => KeyValuePair.Create(select.Name!, select.Value ?? "")))
            .Concat(form.QuerySelectorAll("textarea").OfType<IHtmlTextAreaElement>().Select(area => KeyValuePair.Create(area.Name!, area.Value)))
            .Where(it => filledIn.All(own => own.Name != it.Key));
        using var content = new FormUrlEncodedContent([.. held, .. filledIn.Select(it => KeyValuePair.Create(it.Name, it.Value))]);
        return await browser.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : path, content);
    }
}
