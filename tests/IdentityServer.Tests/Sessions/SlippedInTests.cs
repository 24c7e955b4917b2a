using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.Sessions.States;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Sessions;

/// <summary>Somebody signs in at the very moment at which everything of theirs ends.</summary>
internal sealed class SlippedInTests
{
    private const string Address = "ada@example.com";

    private TestHost host;
    private InterruptedTables tables;
    private Visitor ada;
    private Visitor thief;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new()
        {
            Fakes = services => services.AddSingleton<IHotTables>(all => tables = new(all.GetRequiredService<DatabaseProvider>().HotTables)),
        };
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
        thief = ada.OnAnotherBrowser();
    }

    [TearDown]
    public async Task StopAsync()
    {
        thief.Dispose();
        ada.Dispose();
        await host.DisposeAsync();
        Assert.That(tables.IsWaiting, Is.False, "nothing has slipped in");
    }

    [TestCase("all")]
    [TestCase("others")]
    public async Task Signing_out_everywhere_ends_it_too(string which)
    {
        tables.Before("UPDATE \"Sessions\" SET \"EndedAt\"", () => thief.SignInAsync());

        await ada.Http.SendFormAsync($"/account/sessions/end/{which}");

        Assert.That(await IsSignedInAsync(thief), Is.False);
        Assert.That(await IsSignedInAsync(ada), Is.EqualTo(which is "others"));
    }

    [Test]
    public async Task It_was_not_me_ends_it_too()
    {
        var mails = new MailBox(host);
        await mails.GiveAddressAsync("ada", Address);
        await thief.SignInAsync();
        using var third = ada.OnAnotherBrowser();
        using var reader = host.NewBrowser();
        await reader.GetAsync((await mails.NextAsync(Address)).LinkTo("/not-me").PathAndQuery);
        tables.Before("\"RepudiationLinks\" SET \"UsedAt\"", () => third.SignInAsync());

        await reader.SendFormAsync("/not-me");

        Assert.That(await IsSignedInAsync(third), Is.False);
    }

    [Test]
    public async Task Disabling_ends_it_too_and_enabling_does_not_bring_it_back()
    {
        var states = host.Get<AccountStates>();
        tables.Before("UPDATE \"Accounts\" SET \"State\"", () => thief.SignInAsync());

        await states.DisableAsync(await FactsAsync(), Actor.System, CancellationToken.None);
        await states.EnableAsync(await FactsAsync(), Actor.System, CancellationToken.None);

        Assert.That(await IsSignedInAsync(thief), Is.False);
    }

    [Test]
    public async Task Whoever_is_a_moment_too_late_does_not_get_in()
    {
        tables.Before("INSERT INTO \"Sessions\"", async () => await host.Get<AccountStates>().DisableAsync(await FactsAsync(), Actor.System, CancellationToken.None));

        var answer = await thief.SignInAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        Assert.That(await database.Set<Session>().AllAsync(it => it.EndedAt != null), Is.True);
    }

    [Test]
    public async Task Of_a_step_up_and_a_removed_passkey_at_once_the_removal_counts()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var account = (await FactsAsync()).Id;
        tables.Before("UPDATE \"Sessions\" SET \"SecretHash\"", async () =>
        {
            var removal = new Unit();
            host.Get<SessionStore>().ClearProofs(removal, account);
            await tables.WriteAsync(removal, CancellationToken.None);
        });

        var proven = await ada.StepUpAsync(detour: (await ada.Http.GetAsync("/account/passkeys/add")).Headers.Location!.OriginalString);

        Assert.That(proven.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await ada.Http.GetAsync("/account/passkeys/add")).Headers.Location?.OriginalString, Does.StartWith("/step-up?"));
    }

    [TestCase("remove", true)]
    [TestCase("lost", true)]
    [TestCase("keep signed in", false)]
    public async Task Removing_the_passkey_it_comes_from_ends_it_too(string way, bool ends)
    {
        using var phone = ada.WithAnotherDevice();
        await phone.EnrolAsync();
        var id = (await host.Get<PasskeyStore>().FindAsync(ada.Device.Passkeys[0].CredentialId, CancellationToken.None))!.Id;
        tables.Before("DELETE FROM \"Passkeys\"", () => thief.SignInAsync());

        var removed = way switch
        {
            "remove" => ada.Http.SendFormAsync($"/account/passkeys/{id}/remove"),
            "lost" => ada.Http.SendFormAsync("/account/passkeys/lost", ("Gone", $"{id}")),
            _ => ada.Http.SendFormAsync($"/account/passkeys/{id}/remove", ("EndSessions", "false")),
        };
        await removed;

        Assert.That(await host.Get<PasskeyStore>().FindAsync(ada.Device.Passkeys[0].CredentialId, CancellationToken.None), Is.Null);
        Assert.That(await IsSignedInAsync(thief), Is.EqualTo(!ends));
    }

    private async Task<AccountFacts> FactsAsync() => (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!;

    private static async Task<bool> IsSignedInAsync(Visitor visitor) =>
        (await visitor.Http.GetAsync("/account/sessions")).StatusCode is HttpStatusCode.OK;
}
