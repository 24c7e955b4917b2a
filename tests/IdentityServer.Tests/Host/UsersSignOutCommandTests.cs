using System.Net;
using IdentityServer.Audit.Events;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Host;

[Property("Case", "ASVS 7.4.5")]
internal sealed class UsersSignOutCommandTests
{
    private TestHost host;
    private Visitor ada;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new();
        host.Clock.Set(TimeProvider.System.GetUtcNow()); // the command is another program, with a clock of its own
        ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task One_person_is_signed_out_everywhere_and_may_come_back()
    {
        using var elsewhere = ada.OnAnotherBrowser();
        await elsewhere.SignInAsync();

        var answer = await CommandAnswer.OfAsync(host.DataDirectory, "users", "sign-out", "ada");

        Assert.That(answer.Output.Trim(), Is.EqualTo("Ended 2 sessions of ada."), answer.Error);
        Assert.That(await StatusAsync(ada), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await StatusAsync(elsewhere), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await host.EventsAsync(SessionEvents.Revoked.Name), Is.EqualTo(2));
        Assert.That((await ada.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Everybody_is_signed_out_at_once()
    {
        var answer = await CommandAnswer.OfAsync(host.DataDirectory, "users", "sign-out", "--everybody", "--json");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done), answer.Error);
        Assert.That(await StatusAsync(ada), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase]
    [TestCase("ada", "--everybody")]
    [TestCase("nobody")]
    public async Task Whom_to_sign_out_must_be_clear(params string[] whom)
    {
        var answer = await CommandAnswer.OfAsync(host.DataDirectory, ["users", "sign-out", .. whom]);

        Assert.That(answer.Exit, Is.Not.EqualTo(ExitCode.Done));
        Assert.That(await StatusAsync(ada), Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor) => (await visitor.Http.GetAsync("/account/security")).StatusCode;
}
