using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Passkeys.Setup;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.TestKit;

/// <summary>A person with a browser and its passkeys, as far as the wire shows them: cookies, JSON, no pages.</summary>
internal sealed class Visitor(TestHost host, string origin = Visitor.Origin, CookieContainer? cookies = null) : IDisposable
{
    private readonly CookieContainer cookies = cookies ?? new();

    public const string Origin = "http://localhost:5000";

    // The cookie jar sends Secure cookies to https only.
    public HttpClient Http => field ??= host.NewBrowser(origin.Replace("http:", "https:", StringComparison.Ordinal), cookies);

    public SoftBrowser Device { get; init; } = new(origin);

    /// <summary>The first administrator, from the link on the console to the passkey.</summary>
    public static async Task<Visitor> SetUpAsync(TestHost host, string userName = "ada", string origin = Origin)
    {
        var visitor = new Visitor(host, origin);
        await visitor.OpenSetupLinkAsync();
        var answer = await visitor.EnrolAsync("Setup", new { userName });
        return answer.StatusCode is HttpStatusCode.OK
            ? visitor
            : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    public async Task OpenSetupLinkAsync()
    {
        var link = await host.Get<SetupLinks>().MakeAsync(CancellationToken.None);
        await Http.GetAsync(link!.PathAndQuery);
    }

    /// <summary>Another browser on which the same passkeys are at hand.</summary>
    public Visitor OnAnotherBrowser() => new(host, origin) { Device = Device };

    /// <summary>The same browser, its next requests answered by another instance.</summary>
    public Visitor At(TestHost other) => new(other, origin, cookies) { Device = Device };

    /// <summary>The same browser with a device that has no passkeys yet: one's own refuses to make a second for the same account.</summary>
    public Visitor WithAnotherDevice() => new(host, origin, cookies);

    /// <summary>What a handler of ours would see of this browser, for what no page asks for yet.</summary>
    public HttpContext NewRequest() => new DefaultHttpContext
    {
        RequestServices = host.Services,
        Request = { Headers = { Cookie = cookies.GetCookieHeader(Http.BaseAddress!), UserAgent = Http.DefaultRequestHeaders.UserAgent.ToString() } },
    };

    public async Task<HttpResponseMessage> EnrolAsync(
        string occasion = "Settings", object? details = null, Func<RegistrationDraft, RegistrationDraft>? bend = null)
    {
        var (ceremony, options) = await AskAsync("registration", new { occasion, details });
        return await AnswerAsync("registration", ceremony, Device.Create(options, bend)!);
    }

    public async Task<HttpResponseMessage> SignInAsync(Func<AssertionDraft, AssertionDraft>? bend = null, object? question = null)
    {
        var (ceremony, options) = await AskAsync("sign-in", question ?? new { });
        return await AnswerAsync("sign-in", ceremony, Device.Get(options, bend)!);
    }

    /// <param name="bend">What is changed about an honest answer.</param>
    /// <param name="detour">Where the server sent the browser to prove itself; without it nothing waits for the proof.</param>
    public async Task<HttpResponseMessage> StepUpAsync(Func<AssertionDraft, AssertionDraft>? bend = null, string? detour = null)
    {
        var (ceremony, options) = await AskAsync("step-up", new { interaction = detour?.Split("interaction=")[1] });
        return await AnswerAsync("step-up", ceremony, Device.Get(options, bend)!);
    }

    /// <summary>Says "not now" where the way leads past the offer of a second passkey, as it does right after the sign-up.</summary>
    public async Task<string> PassOfferAsync(string next) => next.StartsWith("/account/passkeys/another", StringComparison.Ordinal)
        ? (await Http.ReadPageAsync(next)).GetElementById("not-now")!.GetAttribute("href")!
        : next;

    public async Task<(string Ceremony, string Options)> AskAsync(string kind, object question)
    {
        var response = await Http.PostAsJsonAsync($"/passkeys/{kind}/options", question);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(await response.Content.ReadAsStringAsync(), null, response.StatusCode);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.GetProperty("ceremony").GetString()!, answer.GetProperty("publicKey").GetRawText());
    }

    public Task<HttpResponseMessage> AnswerAsync(string kind, string ceremony, byte[] credential) =>
        Http.PostAsJsonAsync($"/passkeys/{kind}", new { ceremony, credential = JsonDocument.Parse(credential).RootElement });

    public void Dispose()
    {
        Http.Dispose();
        Device.Dispose();
    }
}
