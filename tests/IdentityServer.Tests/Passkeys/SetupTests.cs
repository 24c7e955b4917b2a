using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Data;
using IdentityServer.Passkeys.Setup;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys;

internal sealed class SetupTests
{
    private TestHost host;

    [SetUp]
    public void SetUpServer() => host = new TestHost();

    [TearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    [Test]
    public async Task The_link_makes_one_administrator_and_opens_nothing_afterwards()
    {
        using var ada = await Visitor.SetUpAsync(host);
        var account = await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);

        Assert.That(await host.Get<GroupStore>().OfAccountAsync(account!.Id, CancellationToken.None), Is.EqualTo([GroupMember.Administrators]));
        Assert.That(await CodeOf(await AskAsync(ada, "eve")), Is.EqualTo("setup_link_invalid"));
    }

    [Test]
    public async Task Of_fifty_who_hold_the_setup_link_one_becomes_administrator()
    {
        var link = (await host.Get<SetupLinks>().MakeAsync(CancellationToken.None))!.PathAndQuery;
        List<(Visitor Visitor, string Ceremony, byte[] Credential)> answers = [];
        for (var number = 0; number < 50; number++)
        {
            var visitor = new Visitor(host);
            await visitor.Http.GetAsync(link);
            var (ceremony, options) = await visitor.AskAsync("registration", new { occasion = "Setup", details = new { userName = $"ada{number}" } });
            answers.Add((visitor, ceremony, visitor.Device.Create(options)!));
        }

        var responses = await Task.WhenAll(answers.Select(it => it.Visitor.AnswerAsync("registration", it.Ceremony, it.Credential)));

        Assert.That(responses.Count(it => it.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(await host.Get<GroupStore>().MembersAsync(GroupMember.Administrators, CancellationToken.None), Has.Count.EqualTo(1));
        answers.ForEach(it => it.Visitor.Dispose());
    }

    [Test]
    public async Task A_setup_link_made_anew_ends_the_one_before()
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();
        Assert.That((await AskAsync(ada, "ada")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        await host.Get<SetupLinks>().MakeAsync(CancellationToken.None);

        Assert.That(await CodeOf(await AskAsync(ada, "ada")), Is.EqualTo("setup_link_invalid"));
    }

    [Test]
    public async Task A_setup_link_opens_nothing_after_an_hour()
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();
        host.Clock.Advance(SetupLinks.Lifetime);

        Assert.That(await CodeOf(await AskAsync(ada, "ada")), Is.EqualTo("setup_link_invalid"));
    }

    [Test]
    public async Task A_setup_link_may_be_clicked_on_another_site()
    {
        using var ada = new Visitor(host);
        var link = await host.Get<SetupLinks>().MakeAsync(CancellationToken.None);

        var response = await ada.Http.GetAsync(link!.PathAndQuery);

        // A strict one would be missing after the redirect: to the browser the whole chain comes from the other site.
        var cookie = response.Headers.GetValues("Set-Cookie").Single(it => it.StartsWith("__Host-setup=", StringComparison.Ordinal));
        Assert.That(cookie, Does.Contain("samesite=lax").And.Contain("max-age=3600").And.Contain("httponly").And.Contain("secure"));
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo("/setup"));
    }

    [Test]
    public async Task Without_the_link_there_is_no_set_up()
    {
        using var eve = new Visitor(host);

        Assert.That(await CodeOf(await AskAsync(eve, "eve")), Is.EqualTo("setup_link_invalid"));
    }

    [Test]
    public async Task A_refused_passkey_leaves_no_account_and_the_link_as_it_was()
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();

        var refused = await ada.EnrolAsync("Setup", new { userName = "ada" }, draft => draft with { RelyingPartyId = "evil.example" });

        Assert.That(await CodeOf(refused), Is.EqualTo("rp_mismatch"));
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        Assert.That(await database.Set<Account>().CountAsync(), Is.Zero);
        Assert.That((await AskAsync(ada, "ada")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("Ada\u202eecalevoL")]
    [TestCase("Ada\u0007")]
    [TestCase("Ada\nLovelace")]
    [TestCase("Ada\u200bLovelace")]
    [TestCase(129)]
    public async Task A_shown_name_that_is_not_what_it_seems_is_refused_at_its_field(object displayName)
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();
        var details = new { userName = "ada", displayName = displayName as string ?? new string('x', (int)displayName) };

        var response = await ada.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Setup", details });

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That((problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()), Is.EqualTo(("display_name_invalid", "displayName")));
    }

    [TestCase(" Ada Lovelace ", "Ada Lovelace")]
    [TestCase("नेहा\u200d", "नेहा\u200d")]
    [TestCase("  ", "ada")]
    public async Task Any_other_is_kept(string displayName, string shown)
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();

        await ada.EnrolAsync("Setup", new { userName = "ada", displayName });

        Assert.That((await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.ShownName, Is.EqualTo(shown));
    }

    [Test]
    public async Task A_name_that_is_taken_is_said_to_be_before_a_passkey_is_made()
    {
        using var ada = await TakenAsync("Ada", before: true);

        var problem = await (await AskAsync(ada, "ada")).Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("user_name_taken"));
        Assert.That(problem.GetProperty("field").GetString(), Is.EqualTo("userName"));
    }

    [Test]
    public async Task A_name_that_was_taken_meanwhile_is_told_from_a_passkey_that_is_known()
    {
        using var ada = new Visitor(host);
        await ada.OpenSetupLinkAsync();
        var (ceremony, options) = await ada.AskAsync("registration", new { occasion = "Setup", details = new { userName = "ada" } });
        using var other = await TakenAsync("ada", before: false);

        var response = await ada.AnswerAsync("registration", ceremony, ada.Device.Create(options)!);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("user_name_taken"));
        Assert.That(problem.GetProperty("signal").GetProperty("type").GetString(), Is.EqualTo("unknownCredential"));
    }

    [Test]
    public async Task A_credential_that_somebody_has_is_not_registered_again()
    {
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        using var key = ada.WithAnotherDevice();

        var response = await key.EnrolAsync(bend: draft => draft with { CredentialId = ada.Device.Passkeys[0].CredentialId });

        Assert.That(await CodeOf(response), Is.EqualTo("cred_already_registered"));
    }

    private async Task<Visitor> TakenAsync(string name, bool before)
    {
        var unit = new Unit();
        new NewAccount(Guid.CreateVersion7(), name).AddTo(unit, host.Clock.GetUtcNow());
        await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
        var visitor = new Visitor(host);
        if (before)
            await visitor.OpenSetupLinkAsync();
        return visitor;
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, string userName) =>
        visitor.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Setup", details = new { userName } });

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
