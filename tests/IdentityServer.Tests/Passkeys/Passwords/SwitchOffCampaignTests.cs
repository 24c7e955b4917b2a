using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Passkeys.Passwords.SwitchOff;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>Passwords that end for a whole group, or because nobody uses them.</summary>
internal sealed class SwitchOffCampaignTests : SwitchOffScene
{
    [Test, Property("Case", "MG-11")]
    public async Task Whoever_would_be_stranded_keeps_theirs_and_is_asked_to_get_ready()
    {
        var eve = await People.AddAsync("eve", groups: ["staff"]);
        await People.AddAsync("dan", groups: ["others"]);
        await ReadyAsync();

        var candidates = await PlanAsync();

        Assert.That(candidates.Select(it => (it.Account.UserName, it.Readiness.IsReady)), Is.EqualTo([("bob", true), ("eve", false)]));
        Assert.That((await People.RowOfAsync(Account))!.SwitchOffAt, Is.EqualTo(People.Host.Clock.GetUtcNow().AddDays(30)));
        Assert.That((await People.RowOfAsync(eve))!.SwitchOffAt, Is.Null);
        Assert.That((await new MailBox(People.Host).AllAsync("eve@example.com")).Select(mail => mail.Subject), Is.EqualTo(["Get ready to sign in without a password"]));
    }

    [Test, Property("Case", "MG-12")]
    public async Task Three_mails_then_the_end_and_after_thirty_days_nothing_is_left()
    {
        await ReadyAsync();
        await PlanAsync();
        var told = new List<int>();
        for (var day = 0; day <= 30; day++)
        {
            await RunAsync<SwitchOffJob>();
            await RunAsync<SwitchOffJob>();
            if (await MailsAsync("Your password ends soon") > told.Count)
                told.Add(day);
            await KeepPractisingAsync(day);
            People.Host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.That(told, Is.EqualTo([0, 16, 27]));
        Assert.That((await People.RowOfAsync(Account))!.SwitchedOffBy, Is.EqualTo(PasswordEnd.Operator));
        Assert.That(await MailsAsync("Your password has ended"), Is.EqualTo(1));

        People.Host.Clock.Advance(TimeSpan.FromDays(29));
        await RunAsync<PasswordErasure>();
        Assert.That(await People.RowOfAsync(Account), Is.Not.Null);
        People.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync<PasswordErasure>();
        Assert.That(await People.RowOfAsync(Account), Is.Null);
        Assert.That(await People.Host.EventsAsync("auth.password.erased", "switched_off"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-11")]
    public async Task Who_is_no_longer_ready_on_the_day_keeps_it()
    {
        await ReadyAsync();
        await PlanAsync();
        People.Host.Clock.Advance(TimeSpan.FromDays(31));

        await RunAsync<SwitchOffJob>();

        var row = (await People.RowOfAsync(Account))!;
        Assert.That((row.SwitchedOffAt, row.SwitchOffAt), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null)));
        Assert.That(await People.Host.EventsAsync("auth.password.end_cancelled"), Is.EqualTo(1));
    }

    [Test, Property("Case", "MG-02")]
    public async Task What_nobody_used_for_a_year_is_erased()
    {
        People.Host.Clock.Advance(TimeSpan.FromDays(200));
        await PasswordPeople.SignInAsync(Bob.Http);
        var eve = await People.AddAsync("eve");

        People.Host.Clock.Advance(TimeSpan.FromDays(365));
        await RunAsync<PasswordErasure>();
        Assert.That(await People.RowOfAsync(Account), Is.Not.Null, "a year and no longer");

        People.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync<PasswordErasure>();
        Assert.That((await People.RowOfAsync(Account), await People.RowOfAsync(eve)), Is.EqualTo(((LegacyPassword?)null, (LegacyPassword?)null)));
        Assert.That(await People.Host.EventsAsync("auth.password.erased", "unused"), Is.EqualTo(2));
    }

    private async Task KeepPractisingAsync(int day)
    {
        if (day is 20 or 21)
            await Bob.SignInAsync();
    }

    private async Task<IReadOnlyList<SwitchOffCandidate>> PlanAsync()
    {
        var campaign = People.Host.Get<SwitchOffCampaign>();
        var candidates = await People.Host.Get<SwitchOffReview>().OfAsync("staff", CancellationToken.None);
        foreach (var candidate in candidates)
            await campaign.BeginAsync(candidate, People.Host.Clock.GetUtcNow().AddDays(30), Actor.System, CancellationToken.None);
        return candidates;
    }

    private async Task<int> MailsAsync(string subject) => (await new MailBox(People.Host).AllAsync("bob@example.com")).Count(mail => mail.Subject == subject);
}
