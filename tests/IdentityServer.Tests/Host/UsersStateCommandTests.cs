using IdentityServer.Accounts;
using IdentityServer.Host.Commands;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Host;

internal sealed class UsersStateCommandTests
{
    [Test]
    public async Task An_operator_disables_and_enables_an_account_of_a_running_server()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);

        var disabled = await CommandAnswer.OfAsync(host.DataDirectory, "users", "disable", "ada");
        var again = await CommandAnswer.OfAsync(host.DataDirectory, "users", "disable", "ada");
        var closed = await StateAsync(host);
        var enabled = await CommandAnswer.OfAsync(host.DataDirectory, "users", "enable", "ada");

        Assert.That(disabled.Exit, Is.EqualTo(ExitCode.Done), disabled.Error);
        Assert.That(again.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(closed, Is.EqualTo(AccountState.Disabled));
        Assert.That(enabled.Exit, Is.EqualTo(ExitCode.Done), enabled.Error);
        Assert.That(await StateAsync(host), Is.EqualTo(AccountState.Active));
    }

    [Test]
    public async Task Nobody_cannot_be_disabled()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);

        var answer = await CommandAnswer.OfAsync(host.DataDirectory, "users", "disable", "nobody");

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(answer.Error, Does.Contain("nobody"));
    }

    private static async Task<AccountState?> StateAsync(TestHost host) =>
        (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))?.State;
}
