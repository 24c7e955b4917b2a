using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Importing;
using IdentityServer.Accounts.Names;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Audit;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Names;

/// <summary>Ada is called countess now; what the pages and the import say to those who would like to be ada.</summary>
[Property("Case", "10.3.3")]
internal sealed class GivenUpNameTests
{
    private const string ChangePath = "/account/profile/user-name";

    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task GiveUpAsync()
    {
        host = new() { Settings = { ["IdentityServer:SignUp:Mode"] = nameof(SignUpMode.Invitation) } };
        ada = await Visitor.SetUpAsync(host);
        await host.LeaveAllGroupsAsync();
        await ada.SignInAsync();
        await ada.Http.SendFormAsync(ChangePath, ("UserName", "countess"));
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task Somebody_else_is_told_what_they_are_told_of_any_name_that_is_taken()
    {
        using var bob = await Visitor.SetUpAsync(host, "bob");
        await bob.SignInAsync();

        var given = await TryAsync(bob, "ada");
        var had = await TryAsync(bob, "countess");

        Assert.That(given, Does.Contain("This name is taken. Choose another."));
        Assert.That(Settled(given, "ada"), Is.EqualTo(Settled(had, "countess")));
        Assert.That(await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_newcomer_is_told_the_same_before_the_passkey()
    {
        using var newcomer = await InvitedAsync();

        var given = await AskAsync(newcomer, "ada");
        var had = await AskAsync(newcomer, "countess");

        Assert.That(given.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CodeOf(given), Is.EqualTo("user_name_taken").And.EqualTo(await CodeOf(had)));
    }

    [Test]
    public async Task A_newcomer_whose_name_is_given_up_meanwhile_does_not_get_it()
    {
        using var newcomer = await InvitedAsync();
        var (ceremony, options) = await newcomer.AskAsync("registration", new { occasion = "SignUp", details = new { userName = "duchess" } });
        await ada.Http.SendFormAsync(ChangePath, ("UserName", "duchess"));
        await ada.Http.SendFormAsync(ChangePath, ("UserName", "baroness"));

        var answer = await newcomer.AnswerAsync("registration", ceremony, newcomer.Device.Create(options)!);

        Assert.That(await CodeOf(answer), Is.EqualTo("user_name_taken"));
        Assert.That(await host.Get<AccountStore>().FindByNameAsync("duchess", CancellationToken.None), Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Nobody_is_imported_under_it(bool dryRun)
    {
        var import = host.Get<AccountImport>();
        var entry = JsonSerializer.SerializeToElement(new { id = "1", username = "Ada" });

        var imported = await (dryRun ? import.DryRun() : import.ImportAsync)("1", entry, CancellationToken.None);

        Assert.That(imported.Faults, Is.EqualTo(["username: belongs to somebody else, or did in the last 90 days"]));
    }

    [Test]
    public async Task She_takes_it_back()
    {
        await ada.Http.SendFormAsync(ChangePath, ("UserName", "ada"));

        Assert.That(await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task After_ninety_days_a_newcomer_gets_it()
    {
        host.Clock.Advance(TakenNames.Keep);
        using var newcomer = await InvitedAsync();

        var answer = await newcomer.EnrolAsync("SignUp", new { userName = "ada" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task<string> TryAsync(Visitor visitor, string name) =>
        await (await visitor.Http.SendFormAsync(ChangePath, ("UserName", name))).Content.ReadAsStringAsync();

    // Antiforgery tokens differ from one page to the next.
    private static string Settled(string page, string name) => Regex.Replace(
        page.Replace($"\"{name}\"", "", StringComparison.Ordinal), "CfDJ8[A-Za-z0-9_-]+", "");

    private async Task<Visitor> InvitedAsync()
    {
        var newcomer = new Visitor(host);
        var made = await host.Get<Invitations>().MakeAsync(new(1, TimeSpan.FromDays(7)), Actor.System, CancellationToken.None);
        await newcomer.Http.GetAsync(made.Link.PathAndQuery);
        return newcomer;
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, string userName) =>
        visitor.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "SignUp", details = new { userName } });

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
