using IdentityServer.Accounts;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

internal sealed class SimultaneousEnrolmentTests
{
    [Test]
    public async Task Two_passkeys_of_one_provider_added_at_the_same_moment_get_a_name_each()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();

        for (var round = 1; round <= 5; round++)
        {
            using var phone = ada.WithAnotherDevice();
            using var tablet = ada.WithAnotherDevice();
            var first = await phone.AskAsync("registration", new { occasion = "Settings" });
            var second = await tablet.AskAsync("registration", new { occasion = "Settings" });

            var responses = await Task.WhenAll(
                ada.AnswerAsync("registration", first.Ceremony, phone.Device.Create(first.Options)!),
                ada.AnswerAsync("registration", second.Ceremony, tablet.Device.Create(second.Options)!));

            Assert.That(responses.Select(it => it.IsSuccessStatusCode), Has.All.True, $"round {round}");
        }

        var account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        Assert.That((await host.Get<PasskeyStore>().OfAccountAsync(account, CancellationToken.None)).Select(it => it.Name).Distinct().Count(), Is.EqualTo(11));
    }
}
