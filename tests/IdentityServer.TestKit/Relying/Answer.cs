using System.Collections.Specialized;
using System.Net;
using System.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IdentityServer.TestKit.Relying;

/// <summary>An authorization response (RFC 6749 §4.1.2, RFC 9207), either a code or an error.</summary>
internal sealed record Answer(string? Code, string? Error, string? ErrorDescription)
{
    private static readonly string[] OnSuccess = ["code", "state", "iss", "session_state"];
    private static readonly string[] OnError = ["error", "error_description", "error_uri", "state", "iss", "session_state"];

    /// <summary>The code, where anything else is a surprise.</summary>
    public string ACode => Code ?? throw new DistrustException($"instead of a code came {Error}: {ErrorDescription}");

    public static async Task<Answer> ReadAsync(Question question, HttpResponseMessage response)
    {
        var fields = question.ResponseMode is "form_post" ? await PostedAsync(question, response) : Redirected(question, response);
        foreach (var name in fields.AllKeys)
            DistrustException.Unless(fields.GetValues(name) is [_], $"{name} comes more than once");

        DistrustException.Unless(fields["state"] == question.State, $"state is {fields["state"] ?? "missing"}, not {question.State ?? "absent"}");
        DistrustException.Unless(fields["iss"] is { } issuer ? issuer == question.Provider.Issuer : !question.Provider.NamesIssuerInAnswers,
            $"iss is {fields["iss"] ?? "missing"}");
        return fields["error"] is null ? Accepted(fields) : Refused(fields);
    }

    private static Answer Accepted(NameValueCollection fields)
    {
        DistrustException.Unless(fields.AllKeys.All(OnSuccess.Contains), $"the answer holds more than it should: {string.Join(", ", fields.AllKeys)}");
        DistrustException.Unless(StrictText.IsUnguessable(fields["code"]), "the code is missing or can be guessed");
        return new(fields["code"], null, null);
    }

    private static Answer Refused(NameValueCollection fields)
    {
        DistrustException.Unless(fields.AllKeys.All(OnError.Contains), $"the error holds more than it should: {string.Join(", ", fields.AllKeys)}");
        DistrustException.Unless(StrictText.IsErrorText(fields["error"]!), "error has forbidden characters");
        DistrustException.Unless(StrictText.IsErrorText(fields["error_description"] ?? ""), "error_description has forbidden characters");
        DistrustException.Unless(fields["error_uri"] is not { } uri || Uri.IsWellFormedUriString(uri, UriKind.Absolute), "error_uri is no address");
        return new(null, fields["error"], fields["error_description"]);
    }

    private static NameValueCollection Redirected(Question question, HttpResponseMessage response)
    {
        DistrustException.Unless(response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther, $"no redirect but {(int)response.StatusCode}");
        var address = response.Headers.Location?.OriginalString ?? "nowhere";
        DistrustException.Unless(address.StartsWith(question.RedirectUri, StringComparison.Ordinal), $"the redirect leads to {address.Split('?', '#')[0]}");

        var rest = address[question.RedirectUri.Length..];
        var expected = question.ResponseMode is "fragment" ? "#" : question.RedirectUri.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        DistrustException.Unless(rest.StartsWith(expected, StringComparison.Ordinal), "the answer is in the wrong part of the address");
        return HttpUtility.ParseQueryString(rest[1..]);
    }

    // OAuth 2.0 Form Post Response Mode §2.
    private static async Task<NameValueCollection> PostedAsync(Question question, HttpResponseMessage response)
    {
        DistrustException.Unless(response.StatusCode is HttpStatusCode.OK, $"no form but {(int)response.StatusCode}");
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        var form = page.Forms.Length == 1 ? page.Forms[0] : null;
        DistrustException.Unless(form?.GetAttribute("method")?.ToUpperInvariant() is "POST", "the page has no single form that posts");
        DistrustException.Unless(form.GetAttribute("action") == question.RedirectUri, "the form is posted elsewhere");

        var fields = new NameValueCollection();
        foreach (var input in form.QuerySelectorAll("input[name]").Cast<IHtmlInputElement>())
            fields.Add(input.Name, input.Value);
        return fields;
    }
}
