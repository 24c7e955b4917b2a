using IdentityServer.Accounts;
using IdentityServer.Accounts.Activity;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.TestKit;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Tests.Accounts;

internal sealed class ActivityPageTests
{
    private const string Copied = "A copy of your data was made";

    private TestHost host;
    private Visitor ada;
    private Guid account;

    [SetUp]
    public async Task SignInAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        ada.Http.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await ada.SignInAsync();
        account = (await host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task It_needs_a_proof_of_the_last_quarter_of_an_hour()
    {
        await host.LeaveAllGroupsAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(14));
        await ada.Http.GetAsync("/account/sessions");
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var late = await ada.Http.GetAsync("/account/activity");

        Assert.That(late.Headers.Location?.OriginalString, Does.StartWith("/step-up?interaction="));
    }

    [Test]
    public async Task Nobody_elses_events_show()
    {
        await host.Get<AuditTrail>().WriteAsync(new(AccountEvents.Exported, Actor.User(Guid.CreateVersion7())), CancellationToken.None);

        Assert.That(await SentencesAsync(), Has.None.EqualTo(Copied));
        await RecordAsync(AccountEvents.Exported);
        Assert.That(await SentencesAsync(), Has.Exactly(1).EqualTo(Copied), "one's own");
    }

    [Test]
    public async Task It_says_in_words_what_happened_newest_first()
    {
        var sentences = await SentencesAsync();

        Assert.That(sentences[0], Is.EqualTo("Sign-in with a passkey"));
        Assert.That(sentences[1..], Is.EquivalentTo(new[] { "A passkey was added", "Your account was made" }));
        Assert.That((await ada.Http.ReadPageAsync("/account/activity")).QuerySelector("li.thing")!.TextContent, Does.Contain("Chrome on Windows"));
    }

    [Test]
    public async Task An_event_of_another_version_gets_a_neutral_sentence()
    {
        await RecordAsync(new AuditEventType("account.teleported") { IsPersonal = true });

        Assert.That((await SentencesAsync())[0], Is.EqualTo("Something about your account was recorded"));
    }

    [Test]
    public async Task It_is_read_page_by_page_without_gaps()
    {
        for (var number = 0; number < ActivityModel.PageSize + 5; number++)
            await RecordAsync(AccountEvents.Exported);

        var first = await ada.Http.ReadPageAsync("/account/activity");
        var second = await ada.Http.ReadPageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.That(first.QuerySelectorAll("li.thing"), Has.Length.EqualTo(ActivityModel.PageSize));
        Assert.That(second.QuerySelectorAll("li.thing"), Has.Length.EqualTo(5 + 3));
        Assert.That(second.QuerySelector("a[rel=next]"), Is.Null);
    }

    [Test]
    public void Everything_that_people_are_shown_has_words()
    {
        var text = host.Get<IStringLocalizer<AccountWords>>();

        var silent = AuditEventTypes.ByName.Values.Where(type => type.IsPersonal && text["Activity.Event." + type.Name].ResourceNotFound);

        Assert.That(silent.Select(type => type.Name), Is.Empty);
    }

    private Task RecordAsync(AuditEventType type)
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return host.Get<AuditTrail>().WriteAsync(new(type, Actor.User(account)), CancellationToken.None);
    }

    private async Task<List<string>> SentencesAsync() =>
        [.. (await ada.Http.ReadPageAsync("/account/activity")).QuerySelectorAll("li.thing h2").Select(it => it.TextContent.Trim())];
}
