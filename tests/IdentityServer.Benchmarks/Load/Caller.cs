using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using IdentityServer.Benchmarks.Load.Targets;

namespace IdentityServer.Benchmarks.Load;

/// <summary>One of the concurrent callers: one connection, one browser, and the app that the person at it uses.</summary>
/// <param name="target">Whom it calls.</param>
/// <param name="people">Who shares the browser, one after the other.</param>
/// <param name="number">Gives it an address of its own.</param>
internal sealed class Caller(Target target, Person[] people, int number) : IDisposable
{
    private readonly Dictionary<string, Cookie> cookies = [];
    private int turn;
    private string? proof;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 1 })
    {
        BaseAddress = target.Address,
        Timeout = TimeSpan.FromSeconds(30),
        DefaultRequestHeaders = { { "X-Forwarded-For", $"10.0.{number / 250}.{1 + number % 250}" }, { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "localhost" } },
    };

    public Target Target => target;

    public Person Person => people[turn % people.Length];

    /// <summary>The browser was closed and opened again by the next person: what it shall remember it remembers.</summary>
    public void NextPerson()
    {
        turn++;
        foreach (var (name, _) in cookies.Where(cookie => !cookie.Value.IsLasting))
            cookies.Remove(name);
    }

    /// <summary>An app's call, or anybody's: a browser's cookies are not there.</summary>
    public async Task GetAsync(string path, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request);
        await ReadAsync(response);
    }

    /// <summary>Where a GET is sent on to.</summary>
    public async Task<string> RedirectAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request);
        return response.Headers.Location?.OriginalString ?? throw new UnexpectedAnswerException($"{path} answers {(int)response.StatusCode}");
    }

    /// <summary>Where a form is sent on to.</summary>
    public async Task<string> SubmitAsync(string path, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(form) };
        using var response = await SendAsync(request);
        return response.Headers.Location?.OriginalString ?? throw new UnexpectedAnswerException($"{path} answers {(int)response.StatusCode}");
    }

    /// <summary>An app's call: Basic authentication and a form.</summary>
    public async Task<JsonElement> PostFormAsync(string path, LoadApp app, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(form) };
        request.Headers.Authorization = app.Basic;
        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await ReadAsync(response)).RootElement;
    }

    public async Task<JsonElement> PostJsonAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        using var response = await SendAsync(request);
        return JsonDocument.Parse(await ReadAsync(response)).RootElement;
    }

    /// <summary>A form of ours, as its page sends it.</summary>
    public async Task PostPageAsync(string path, string form)
    {
        proof ??= await ReadProofAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form($"{form}&csrf={proof}") };
        using var response = await SendAsync(request);
        await ReadAsync(response);
    }

    /// <summary>The same where the page sends on to another.</summary>
    public async Task<string> SubmitPageAsync(string path, string form)
    {
        proof ??= await ReadProofAsync(path);
        return await SubmitAsync(path, $"{form}&csrf={proof}");
    }

    public void Dispose() => http.Dispose();

    private readonly record struct Cookie(string Value, bool IsLasting);

    private static StringContent Form(string form) => new(form, Encoding.ASCII, MediaTypeNames.Application.FormUrlEncoded);

    /// <summary>The hidden field against forgery, good for the whole visit.</summary>
    private async Task<string> ReadProofAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request);
        var page = Encoding.UTF8.GetString(await ReadAsync(response));
        var field = page.IndexOf("name=\"csrf\"", StringComparison.Ordinal);
        return page[field..].Split('"')[5];
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value.Value}")));

        var response = await http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set)
                Keep(cookie);
        return response;
    }

    private void Keep(string header)
    {
        var cookie = header.AsSpan(0, header.IndexOf(';', StringComparison.Ordinal));
        var (name, value) = (cookie[..cookie.IndexOf('=')].ToString(), cookie[(cookie.IndexOf('=') + 1)..].ToString());
        if (value is "")
            cookies.Remove(name);
        else
            cookies[name] = new(value, header.Contains("max-age=", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode
            ? body
            : throw new UnexpectedAnswerException($"{response.RequestMessage!.RequestUri!.AbsolutePath} answers {(int)response.StatusCode}: {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)))}");
    }
}
