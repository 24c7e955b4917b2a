using System.Net;
using System.Text.RegularExpressions;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Sessions.Privacy;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Sessions.Privacy;

/// <summary>Ada, who is signed in, has a mailbox and operates nothing.</summary>
internal sealed partial class PrivacyPerson : IAsyncDisposable
{
    public const string Address = "ada@example.com";

    private PrivacyPerson(TestHost host, Visitor ada) => (Host, Ada, Mails) = (host, ada, new(host));

    public TestHost Host { get; }

    public Visitor Ada { get; }

    public MailBox Mails { get; }

    public HttpClient Browser => Ada.Http;

    public static async Task<PrivacyPerson> SignInAsync()
    {
        var host = new TestHost();
        var ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        var person = new PrivacyPerson(host, ada);
        await person.Mails.GiveAddressAsync("ada", Address);
        await ada.SignInAsync();
        ada.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        return person;
    }

    /// <summary>Sends the form, confirms with the passkey what the page asks about, and lets the form that waited go on.</summary>
    public async Task<HttpResponseMessage> SendWithPasskeyAsync(string path, params (string Name, string Value)[] filledIn)
    {
        var detour = (await Browser.SendFormAsync(path, filledIn)).Headers.Location!.ToString();
        Assert.That(detour, Does.StartWith("/step-up?interaction="));
        await ConfirmAsync(detour);
        return await Browser.SendFormAsync($"/step-up/done?interaction={InteractionIn(detour)}");
    }

    public async Task ConfirmAsync(string detour)
    {
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var (ceremony, options) = await Ada.AskAsync("step-up", new { interaction = InteractionIn(detour) });
        var answer = await Ada.AnswerAsync("step-up", ceremony, Ada.Device.Get(options)!);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> DeleteAsync() => SendWithPasskeyAsync("/account/privacy/delete", ("Sure", "true"));

    public async Task<Uri> UndoLinkAsync() => (await Mails.AllAsync(Address)).Last(mail => mail.Subject.Contains("erased")).LinkTo(AccountDeletions.ClosedPath);

    public Task EraseAsync() => Host.Services.GetServices<IJob>().OfType<ErasureJob>().Single().RunAsync(CancellationToken.None);

    public async Task<AccountFacts?> AccountAsync() => await Host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);

    public async Task<T> InDatabaseAsync<T>(Func<IdentityServerDbContext, Task<T>> read)
    {
        await using var database = await Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        return await read(database);
    }

    public async ValueTask DisposeAsync()
    {
        Ada.Dispose();
        await Host.DisposeAsync();
    }

    private static string InteractionIn(string address) => Interaction().Match(address).Groups[1].Value;

    [GeneratedRegex("interaction=([^&]+)")]
    private static partial Regex Interaction();
}
