using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Passkeys;
using IdentityServer.Passkeys.Managing;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Races on two servers over one PostgreSQL: the database decides them, nobody's memory.</summary>
internal sealed class TwoInstanceTests
{
    private TwoInstances instances;
    private Visitor ada;
    private Visitor elsewhere;

    [SetUp]
    public async Task StartAsync()
    {
        instances = await TwoInstances.StartAsync();
        ada = await Visitor.SetUpAsync(instances.One);
        elsewhere = ada.At(instances.Other);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada?.Dispose();
        elsewhere?.Dispose();
        if (instances is not null)
            await instances.DisposeAsync();
    }

    [Test, Property("Case", "S5-34")]
    public async Task One_answer_sent_fifty_times_at_once_signs_in_once()
    {
        var (ceremony, options) = await ada.AskAsync("sign-in", new { });
        var credential = ada.Device.Get(options)!;

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            (number % 2 == 0 ? ada : elsewhere).AnswerAsync("sign-in", ceremony, credential)));
        var codes = await Task.WhenAll(responses.Where(it => !it.IsSuccessStatusCode).Select(CodeOf));

        Assert.That(responses.Count(it => it.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(codes, Has.Length.EqualTo(49).And.All.EqualTo("challenge_consumed"));
    }

    [Test]
    public async Task One_registration_sent_fifty_times_at_once_makes_one_passkey()
    {
        await ada.SignInAsync();
        var (ceremony, options) = await ada.AskAsync("registration", new { occasion = "Settings" });
        using var key = new SoftBrowser(Visitor.Origin);
        var credential = key.Create(options)!;

        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            (number % 2 == 0 ? ada : elsewhere).AnswerAsync("registration", ceremony, credential)));

        Assert.That(responses.Count(it => it.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(await PasskeysAsync(), Has.Count.EqualTo(2));
    }

    [Test, Property("Case", "UX-54")]
    public async Task Two_tabs_that_remove_the_last_two_passkeys_leave_one([Range(1, 5)] int round)
    {
        await ada.SignInAsync();
        using var key = ada.WithAnotherDevice();
        await key.EnrolAsync();
        var owned = await PasskeysAsync();

        var removed = await Task.WhenAll(
            RemoveAsync(instances.One, owned[0]),
            RemoveAsync(instances.Other, owned[1]));

        Assert.That(removed, Is.EquivalentTo([true, false]), $"round {round}");
        Assert.That(await PasskeysAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_counter_never_moves_back_however_sign_ins_overtake_each_other()
    {
        var passkey = ada.Device.Passkeys[0];
        var answers = new List<(Visitor Visitor, string Ceremony, byte[] Credential)>();
        for (uint counter = 1; counter <= 20; counter++)
        {
            var visitor = (counter % 2 == 0 ? ada : elsewhere);
            var (ceremony, options) = await visitor.AskAsync("sign-in", new { });
            var count = counter;
            answers.Add((visitor, ceremony, ada.Device.Get(options, draft => draft with { Counter = count })!));
        }

        var responses = await Task.WhenAll(Enumerable.Reverse(answers).Select(it => it.Visitor.AnswerAsync("sign-in", it.Ceremony, it.Credential)));

        Assert.That(passkey.Counts, Is.False);
        Assert.That(responses.Count(it => it.StatusCode is HttpStatusCode.OK), Is.GreaterThan(0));
        var accepted = responses.Zip(Enumerable.Range(1, 20).Reverse()).Where(pair => pair.First.IsSuccessStatusCode).Max(pair => pair.Second);
        Assert.That((await PasskeysAsync())[0].Counter, Is.EqualTo(accepted));
    }

    private async Task<List<Passkey>> PasskeysAsync()
    {
        var account = await instances.One.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None);
        return await instances.One.Get<PasskeyStore>().OfAccountAsync(account!.Id, CancellationToken.None);
    }

    private static async Task<bool> RemoveAsync(TestHost host, Passkey passkey)
    {
        var sessions = await host.Get<SessionStore>().OfAccountAsync(passkey.AccountId, CancellationToken.None);
        return await host.Get<PasskeyRemoval>().RemoveAsync(new DefaultHttpContext(), sessions[0], [passkey], signOut: false, [], CancellationToken.None);
    }

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
