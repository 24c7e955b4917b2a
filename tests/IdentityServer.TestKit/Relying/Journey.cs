using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IdentityServer.TestKit.Relying;

/// <summary>
/// A person's browser on its way from an app through the server's pages and back: signs in and proves herself once more
/// where she is asked, and allows what the app wants.
/// </summary>
internal sealed class Journey
{
    private const int LongestWay = 12;

    private readonly Visitor visitor;
    private readonly Question question;
    private readonly List<string> stops = [];
    private readonly ManualClock? clock;

    private Journey(Visitor visitor, Question question, ManualClock? clock) => (this.visitor, this.question, this.clock) = (visitor, question, clock);

    /// <summary>The pages on which she had to do something, in order. Empty: the app got its answer silently.</summary>
    public IReadOnlyList<string> Stops => stops;

    /// <summary>What the journey ended with: the answer on its way to the app, or a page that leads no further.</summary>
    public HttpResponseMessage End { get; private set; } = null!; // set before anybody gets hold of the object

    /// <param name="clock">Moved a second wherever she has something to do, as it takes people some time.</param>
    public static async Task<Journey> TakeAsync(Visitor visitor, Question question, ManualClock? clock = null)
    {
        var journey = new Journey(visitor, question, clock);
        journey.End = await journey.GoAsync(question.Address.PathAndQuery);
        return journey;
    }

    public Task<Answer> AnswerAsync() => Answer.ReadAsync(question, End);

    private async Task<HttpResponseMessage> GoAsync(string path)
    {
        var response = await visitor.Http.GetAsync(path);
        for (var steps = 0; steps < LongestWay; steps++)
        {
            if (response.Headers.Location is { } location)
            {
                if (location.OriginalString.StartsWith(question.RedirectUri, StringComparison.Ordinal))
                    return response;
                response = await visitor.Http.GetAsync(await PassAsync(location));
            }
            else if (await ConsentFormAsync(response) is { } form)
            {
                stops.Add("/consent");
                response = await AllowAsync(form, response);
            }
            else
            {
                return response;
            }
        }

        throw new DistrustException($"the journey does not end: {string.Join(", ", stops)}");
    }

    /// <summary>Does what the page at this address asks for, and says where it leads.</summary>
    private async Task<string> PassAsync(Uri location)
    {
        var target = new Uri(visitor.Http.BaseAddress!, location);
        if (target.AbsolutePath is not ("/sign-in" or "/step-up"))
            return target.PathAndQuery;

        stops.Add(target.AbsolutePath);
        clock?.Advance(TimeSpan.FromSeconds(1));
        var kind = target.AbsolutePath[1..];
        var (ceremony, options) = await visitor.AskAsync(kind, new { interaction = HttpUtility.ParseQueryString(target.Query)["interaction"] });
        using var answer = await visitor.AnswerAsync(kind, ceremony, visitor.Device.Get(options)!);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return body.Text("next") ?? throw new DistrustException($"{target.AbsolutePath} leads nowhere: {body}");
    }

    private static async Task<IHtmlFormElement?> ConsentFormAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "text/html")
            return null;

        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        return page.GetElementById("consent-allow")?.Closest("form") as IHtmlFormElement;
    }

    // As a browser would send it: what is checked, what is filled in, and the button that was pressed.
    private Task<HttpResponseMessage> AllowAsync(IHtmlFormElement form, HttpResponseMessage page)
    {
        var fields = new Form();
        foreach (var input in form.QuerySelectorAll("input[name]").Cast<IHtmlInputElement>())
            if (input.Type is not ("checkbox" or "radio") || input.IsChecked)
                fields.Add(input.Name!, input.Value);
        if (form.QuerySelector("#consent-allow[name]") is IHtmlButtonElement { Name: { } name } button)
            fields.Add(name, button.Value);

        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : page.RequestMessage!.RequestUri!.PathAndQuery;
        return visitor.Http.PostAsync(action, fields.ToContent());
    }
}
