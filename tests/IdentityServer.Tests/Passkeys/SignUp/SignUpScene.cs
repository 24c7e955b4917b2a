using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys.SignUp;

/// <summary>A server on which people make accounts for themselves.</summary>
internal abstract class SignUpScene(SignUpMode mode)
{
    protected TestHost Host { get; private set; } = null!; // before each test

    protected MailBox Mails { get; private set; } = null!; // before each test

    protected Visitor Newcomer { get; private set; } = null!; // before each test

    [SetUp]
    public void StartServer()
    {
        Host = new() { Settings = { ["IdentityServer:SignUp:Mode"] = mode.ToString() } };
        Mails = new(Host);
        Newcomer = new(Host);
    }

    [TearDown]
    public ValueTask StopServerAsync()
    {
        Newcomer.Dispose();
        return Host.DisposeAsync();
    }

    protected async Task<Uri> InviteAsync(int uses = 1, int days = 7, params string[] groups) =>
        (await Host.Get<Invitations>().MakeAsync(new(uses, TimeSpan.FromDays(days)) { Groups = groups }, Actor.System, CancellationToken.None)).Link;

    protected static async Task<HttpResponseMessage> SignUpAsync(Visitor visitor, Uri link, string userName = "ada")
    {
        await OpenAsync(visitor, link);
        return await visitor.EnrolAsync("SignUp", new { userName });
    }

    protected static Task<HttpResponseMessage> OpenAsync(Visitor visitor, Uri link) => visitor.Http.GetAsync(link.PathAndQuery);

    protected static Task<HttpResponseMessage> AskAsync(Visitor visitor, string userName = "ada") =>
        visitor.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "SignUp", details = new { userName } });

    protected static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("code", out var code) ? code.GetString() : null;

    protected static async Task<string?> NextOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString();

    protected async Task<int> CountAccountsAsync()
    {
        await using var database = await Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await database.Set<Account>().CountAsync();
    }
}
