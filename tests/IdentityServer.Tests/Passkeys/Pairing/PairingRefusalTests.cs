using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Pairing;

internal sealed class PairingRefusalTests
{
    private Pair pair;

    [SetUp]
    public async Task StartAsync()
    {
        pair = new();
        await pair.StartAsync();
    }

    [TearDown]
    public ValueTask StopAsync() => pair.DisposeAsync();

    [Test]
    public async Task A_wrong_code_somebody_elses_name_and_a_name_nobody_has_are_refused_alike()
    {
        var (_, code) = await pair.ShowAsync();

        Assert.That(await Pair.TypeAsync(pair.Second, "0000-0000"), Is.False);
        Assert.That(await Pair.TypeAsync(pair.Second, code, "nobody"), Is.False);
        Assert.That(await Pair.TypeAsync(pair.Second, "", "ada"), Is.False);
        Assert.That(await Pair.FollowAsync(pair.Second, "/add?link=abc"), Is.False);
        Assert.That(await Pair.TypeAsync(pair.Second, code), Is.True);
    }

    [Test]
    public async Task A_code_is_taken_up_once()
    {
        var (link, code) = await pair.ShowAsync();
        Assert.That(await Pair.TypeAsync(pair.Second, code), Is.True);
        using var late = new Visitor(pair.Host);

        Assert.That(await Pair.TypeAsync(late, code), Is.False);
        Assert.That(await Pair.FollowAsync(late, link), Is.False);
    }

    [Test]
    public async Task Of_many_who_take_it_up_at_once_one_gets_it()
    {
        var (link, _) = await pair.ShowAsync();
        var visitors = Enumerable.Range(0, 20).Select(_ => new Visitor(pair.Host)).ToList();
        var forms = new List<(Visitor Visitor, FormUrlEncodedContent Form)>();
        foreach (var visitor in visitors)
            forms.Add((visitor, new((await visitor.Http.ReadPageAsync(link)).QuerySelectorAll("main form input").Select(it =>
                KeyValuePair.Create(it.GetAttribute("name")!, it.GetAttribute("value") ?? "")))));

        var answers = await Task.WhenAll(forms.Select(it => Task.Run(() => it.Visitor.Http.PostAsync("/add?handler=Link", it.Form))));

        Assert.That(answers.Count(it => it.Headers.Location?.ToString() is "/add/passkey"), Is.EqualTo(1));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Test]
    public async Task Looking_at_the_link_takes_nothing_up_and_shows_little()
    {
        var (link, code) = await pair.ShowAsync();
        using var scanner = new Visitor(pair.Host);

        var page = (await scanner.Http.ReadPageAsync(link)).QuerySelector("main")!.TextContent;

        Assert.That(page, Does.Contain("a•••").And.Not.Contain("ada"));
        Assert.That(await Pair.TypeAsync(pair.Second, code), Is.True);
    }

    [Test]
    public async Task After_ten_minutes_it_opens_nothing()
    {
        var (link, code) = await pair.ShowAsync();
        pair.Host.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.That(await Pair.TypeAsync(pair.Second, code), Is.False);
        Assert.That(await Pair.FollowAsync(pair.Second, link), Is.False);
    }

    [Test]
    public async Task A_new_code_ends_the_one_before()
    {
        var (_, old) = await pair.ShowAsync();
        await pair.ShowAsync();

        Assert.That(await Pair.TypeAsync(pair.Second, old), Is.False);
    }

    [Test]
    public async Task Nothing_is_made_before_the_first_device_confirms()
    {
        await TakenUpAsync();

        Assert.That(await CodeOfAsync(pair.Second), Is.EqualTo("occasion_unknown"));
        await pair.ConfirmAsync();
        Assert.That(await CodeOfAsync(new Visitor(pair.Host)), Is.EqualTo("occasion_unknown"), "nor on another browser");
    }

    [Test]
    public async Task What_the_first_device_stopped_is_over()
    {
        await TakenUpAsync();
        await pair.ConfirmAsync();
        var (ceremony, options) = await pair.Second.AskAsync("registration", new { occasion = "Pairing" });
        await pair.First.Http.SendFormAsync("/account/passkeys/pairing");

        var answer = await pair.Second.AnswerAsync("registration", ceremony, pair.Second.Device.Create(options)!);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await pair.PasskeysAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_confirmed_code_makes_one_passkey()
    {
        await TakenUpAsync();
        await pair.ConfirmAsync();
        using var twin = pair.Second.WithAnotherDevice();
        var first = await pair.Second.AskAsync("registration", new { occasion = "Pairing" });
        var second = await twin.AskAsync("registration", new { occasion = "Pairing" });

        var answers = await Task.WhenAll(
            Task.Run(() => pair.Second.AnswerAsync("registration", first.Ceremony, pair.Second.Device.Create(first.Options)!)),
            Task.Run(() => twin.AnswerAsync("registration", second.Ceremony, twin.Device.Create(second.Options)!)));

        Assert.That(answers.Count(it => it.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(await pair.PasskeysAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task It_ends_with_the_session_that_showed_it()
    {
        await TakenUpAsync();
        await pair.ConfirmAsync();
        await pair.First.Http.SendFormAsync("/account/sessions/end/all");

        Assert.That(await CodeOfAsync(pair.Second), Is.EqualTo("occasion_unknown"));
    }

    [Test]
    public async Task During_a_hold_no_code_is_shown_and_none_is_used()
    {
        await TakenUpAsync();
        await pair.ConfirmAsync();
        var unit = new Unit();
        pair.Host.Get<HoldStore>().Begin(unit, pair.Account, HoldKind.Repudiation, TimeSpan.FromDays(7));
        await pair.Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);

        Assert.That((await pair.First.Http.GetAsync("/account/passkeys/pair")).Headers.Location!.ToString(), Is.EqualTo("/account/on-hold"));
        Assert.That(await CodeOfAsync(pair.Second), Is.EqualTo("occasion_unknown"));
    }

    [Test]
    public async Task Showing_and_confirming_ask_for_a_fresh_passkey()
    {
        await TakenUpAsync();
        pair.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        await pair.ConfirmAsync();

        Assert.That(await Pair.StateAsync(pair.Second, "/add/passkey"), Does.Contain("Claimed"));
        Assert.That((await pair.First.Http.GetAsync("/account/passkeys/pair")).Headers.Location!.ToString(), Does.StartWith("/step-up?"));
    }

    [Test]
    public async Task Another_session_of_the_same_person_sees_no_code()
    {
        var (_, code) = await pair.ShowAsync();
        using var elsewhere = pair.First.OnAnotherBrowser();
        pair.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        await elsewhere.SignInAsync();

        Assert.That(await elsewhere.Http.GetStringAsync("/account/passkeys/pairing"), Does.Not.Contain(code));
        Assert.That(await pair.First.Http.GetStringAsync("/account/passkeys/pairing"), Does.Contain(code));
    }

    [Test]
    public async Task Guesses_are_slowed_down()
    {
        var (_, code) = await pair.ShowAsync();
        for (var guess = 0; guess < 5; guess++)
            await Pair.TypeAsync(pair.Second, "0000-0000");

        Assert.That((int)(await pair.Second.Http.SendFormAsync("/add", ("identifier", "ada"), ("code", code))).StatusCode, Is.EqualTo(429));
    }

    private async Task TakenUpAsync() => Assert.That(await Pair.TypeAsync(pair.Second, (await pair.ShowAsync()).Code), Is.True);

    private static async Task<string?> CodeOfAsync(Visitor visitor)
    {
        var response = await visitor.Http.PostAsJsonAsync("/passkeys/registration/options", new { occasion = "Pairing" });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
