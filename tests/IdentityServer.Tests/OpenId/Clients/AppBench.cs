using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IdentityServer.Audit;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Resources;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Clients;

/// <summary>A server and the apps that talk to it behind the browser's back.</summary>
internal sealed class AppBench : IAsyncDisposable
{
    public const string Issuer = "http://localhost:5000";
    public const string Secret = "a secret with + and % and : in it";

    /// <summary>What apps sign with.</summary>
    public static readonly SigningKey Key = SigningKey.Create(SignatureAlgorithm.ES256);
    public static readonly SigningKey RsaKey = SigningKey.Create(SignatureAlgorithm.RS256);

    private static int number;

    private HttpClient? http;

    public TestHost Host { get; init; } = new();

    public HttpClient Http => http ??= Host.NewBrowser();

    /// <summary>Ready for use at once: what is registered here needs no waiting.</summary>
    public async Task<Client> RegisterAsync(Func<Client, Client>? shape = null)
    {
        var id = $"app-{Interlocked.Increment(ref number)}";
        var client = WithSecret(A.Client() with { ClientId = id });
        await SaveAsync(client = shape?.Invoke(client) ?? client);
        return client;
    }

    public Task<Client> RegisterPublicAsync() =>
        RegisterAsync(client => client with { AuthenticationMethod = AuthenticationMethods.None, Secrets = [] });

    public Task<Client> RegisterWithKeyAsync(SigningKey key, Func<Client, Client>? shape = null) => RegisterAsync(client =>
    {
        var signing = client with { AuthenticationMethod = AuthenticationMethods.PrivateKeyJwt, Secrets = [], Jwks = new([key.PublicKey]) };
        return shape?.Invoke(signing) ?? signing;
    });

    public Client WithSecret(Client client) => client with { Secrets = [new(Host.Get<ClientSecrets>().Hash(client.ClientId, Secret))] };

    public Task SaveAsync(Client client) => Host.Get<ClientRegistry>().SaveAsync(client, Actor.System, default);

    public async Task ImportResourceAsync(string json)
    {
        var entry = JsonDocument.Parse(json).RootElement;
        var imported = await Host.Get<ApiResourceImport>().ImportAsync(entry.GetProperty("resource").GetString()!, entry, default);
        Assert.That(imported.Faults, Is.Empty);
    }

    public AssertionDraft Assertion(SigningKey key, Client client) => new(key, client.ClientId, Issuer, Host.Clock.GetUtcNow());

    /// <summary>A good authorization request, pushed with whatever proves the client.</summary>
    public Task<HttpResponseMessage> PushAsync(Client client, AuthenticationHeaderValue? header = null, params (string Name, string Value)[] form) =>
        PostAsync("/connect/par", header,
        [
            ("response_type", "code"), ("redirect_uri", client.RedirectUris[0]), ("scope", "openid"),
            ("code_challenge", A.Challenge), ("code_challenge_method", "S256"), .. form,
        ]);

    public async Task<HttpResponseMessage> PostAsync(string path, AuthenticationHeaderValue? header, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
        };
        request.Headers.Authorization = header;
        return await Http.SendAsync(request);
    }

    public static AuthenticationHeaderValue Basic(Client client, string secret = Secret) => Basic(client.ClientId, secret);

    public static AuthenticationHeaderValue Basic(string clientId, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret)}")));

    public static async Task<string?> ErrorAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        await Host.DisposeAsync();
    }
}
