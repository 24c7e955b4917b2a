using System.Text.Json;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Host;

internal sealed class InvitationsCommandTests
{
    private const string Mode = "--IdentityServer:SignUp:Mode=Invitation";

    private readonly TemporaryDirectory data = new();

    [OneTimeTearDown]
    public void Delete() => data.Dispose();

    [Test]
    public async Task An_invitation_is_made_listed_and_revoked()
    {
        var made = await RunAsync("create", "--uses", "3", "--days", "2", "--group", "staff", "--note", "For the new team", "--json");
        var link = made.GetProperty("link").GetString();
        var id = made.GetProperty("id").GetString()!;
        var open = await ListedAsync(id);
        await RunAsync("revoke", id, "--json");

        Assert.That(link, Does.Match("^http://localhost:5000/invitation\\?link=[A-Za-z0-9_-]{43}$"));
        Assert.That(open.GetProperty("state").GetString(), Is.EqualTo("open"));
        Assert.That((open.GetProperty("uses").GetInt32(), open.GetProperty("used").GetInt32()), Is.EqualTo((3, 0)));
        Assert.That(open.GetProperty("groups")[0].GetString(), Is.EqualTo("staff"));
        Assert.That(open.GetProperty("note").GetString(), Is.EqualTo("For the new team"));
        Assert.That(open.GetRawText(), Does.Not.Contain(link!.Split('=')[1]));
        Assert.That((await ListedAsync(id)).GetProperty("state").GetString(), Is.EqualTo("revoked"));
    }

    [TestCase("invalid_invitation", "--uses", "0")]
    [TestCase("invalid_invitation", "--uses", "10001")]
    [TestCase("invalid_invitation", "--days", "0")]
    [TestCase("invalid_invitation", "--days", "91")]
    [TestCase("invalid_invitation", "--group", "")]
    [TestCase("invalid_invitation", "--group", "a\nb")]
    [TestCase("invalid_invitation", "--group", "administrators", "--uses", "2")]
    public async Task What_cannot_be_meant_is_refused(string code, params string[] options)
    {
        var answer = await CommandAnswer.OfAsync(data.Path, ["invitations", "create", .. options, Mode]);

        Assert.That((answer.Exit, answer.Error.Split(':')[0]), Is.EqualTo((ExitCode.Refused, code)));
    }

    [Test]
    public async Task Where_nobody_signs_up_nobody_is_invited()
    {
        var answer = await CommandAnswer.OfAsync(data.Path, "invitations", "create");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Configuration));
        Assert.That(answer.Error, Does.Contain("IdentityServer:SignUp:Mode"));
    }

    [Test]
    public async Task What_does_not_exist_is_not_revoked()
    {
        var answer = await CommandAnswer.OfAsync(data.Path, "invitations", "revoke", Guid.NewGuid().ToString());

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Error, Does.StartWith("unknown_invitation"));
    }

    private async Task<JsonElement> ListedAsync(string id) =>
        (await RunAsync("list", "--json")).GetProperty("invitations").EnumerateArray().Single(it => it.GetProperty("id").GetString() == id);

    private async Task<JsonElement> RunAsync(params string[] args)
    {
        var answer = await CommandAnswer.OfAsync(data.Path, ["invitations", .. args, Mode]);
        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done), answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }
}
