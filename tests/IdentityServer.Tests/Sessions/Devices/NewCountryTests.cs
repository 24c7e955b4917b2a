using IdentityServer.Sessions.Devices;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions.Devices;

/// <summary>A browser that is known, somewhere it never was: its cookies may have travelled without it.</summary>
[Property("Case", "ASVS 6.3.5")]
internal sealed class NewCountryTests
{
    private const string Address = "ada@example.com";
    private const string Abroad = "A sign-in from another country";

    private TestHost host;
    private Visitor ada;
    private MailBox mails;

    [SetUp]
    public async Task StartAsync()
    {
        host = new() { Settings = { ["IdentityServer:Edge:CountryHeader"] = "X-Country" } };
        ada = await Visitor.SetUpAsync(host);
        mails = new(host);
        await mails.GiveAddressAsync("ada", Address);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        ada.Dispose();
        return host.DisposeAsync();
    }

    [Test]
    public async Task Its_owner_is_told_once_with_the_country_and_the_way_to_undo_it()
    {
        await SignInFromAsync("NO");
        await SignInFromAsync("BR");
        await SignInFromAsync("BR");

        var mail = (await mails.AllAsync(Address)).Single();
        Assert.That(mail.Subject, Is.EqualTo(Abroad));
        Assert.That(mail.Text, Does.Contain("Brazil"));
        Assert.That(mail.LinkTo("/not-me"), Is.Not.Null);
    }

    [Test]
    public async Task Whoever_commutes_between_two_countries_is_told_of_each_once()
    {
        foreach (var country in new[] { "NO", "SE", "NO", "SE", "NO" })
            await SignInFromAsync(country);

        Assert.That((await mails.AllAsync(Address)).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task The_first_country_that_is_ever_named_is_no_news()
    {
        await SignInFromAsync(null);
        await SignInFromAsync("NO");

        Assert.That(await mails.AllAsync(Address), Is.Empty);
    }

    [Test]
    public async Task A_request_without_one_is_neither_news_nor_forgets_the_others()
    {
        foreach (var country in new[] { "NO", null, "NO", "BR" })
            await SignInFromAsync(country);

        Assert.That((await mails.AllAsync(Address)).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task After_long_silence_a_new_country_is_told_and_not_both()
    {
        await SignInFromAsync("NO");
        host.Clock.Advance(TimeSpan.FromDays(100));
        await SignInFromAsync("BR");

        Assert.That((await mails.AllAsync(Address)).Select(it => it.Subject), Is.EqualTo(new[] { Abroad }));
    }

    [Test]
    public async Task Without_the_setting_nobody_can_claim_a_country()
    {
        await using var unset = new TestHost();
        using var bob = await Visitor.SetUpAsync(unset, "bob");
        var box = new MailBox(unset);
        await box.GiveAddressAsync("bob", Address);
        foreach (var country in new[] { "NO", "BR" })
        {
            bob.Http.DefaultRequestHeaders.Remove("X-Country");
            bob.Http.DefaultRequestHeaders.Add("X-Country", country);
            await bob.SignInAsync();
            unset.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.That(await box.AllAsync(Address), Is.Empty);
    }

    [Test]
    public void Of_more_countries_than_fit_the_oldest_is_forgotten()
    {
        string? visited = null;
        for (var letter = 'A'; letter <= 'Z'; letter++)
            visited = VisitedCountries.With(visited, $"A{letter}");

        Assert.That(visited, Has.Length.LessThanOrEqualTo(VisitedCountries.Length));
        Assert.That(VisitedCountries.IsNew(visited, "AA"), Is.True);
        Assert.That(VisitedCountries.IsNew(visited, "AZ"), Is.False);
    }

    // Each time a session of its own.
    private async Task SignInFromAsync(string? country)
    {
        host.Clock.Advance(TimeSpan.FromHours(13));
        ada.Http.DefaultRequestHeaders.Remove("X-Country");
        if (country is not null)
            ada.Http.DefaultRequestHeaders.Add("X-Country", country);
        await ada.SignInAsync();
    }
}
