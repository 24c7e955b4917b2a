namespace IdentityServer.Tests.Sessions.Privacy;

[Property("Case", "OP-52")]
internal sealed class LastMailTests
{
    private const string Erased = "Your account is erased";

    private PrivacyPerson person;

    [SetUp]
    public async Task DeleteAsync()
    {
        person = await PrivacyPerson.SignInAsync();
        await person.DeleteAsync();
        person.Host.Clock.Advance(TimeSpan.FromDays(14));
    }

    [TearDown]
    public ValueTask StopAsync() => person.DisposeAsync();

    [Test]
    public async Task The_last_mail_says_that_it_is_done_and_comes_once()
    {
        await person.EraseAsync();
        await person.EraseAsync();

        var subjects = (await person.Mails.AllAsync(PrivacyPerson.Address)).Select(mail => mail.Subject).ToList();
        Assert.That(subjects[^1], Is.EqualTo(Erased));
        Assert.That(subjects.Count(it => it == Erased), Is.EqualTo(1));
    }

    [Test]
    public async Task An_address_that_nobody_has_proven_gets_none()
    {
        await person.Mails.GiveAddressAsync("ada", "eve@example.com", verified: false);

        await person.EraseAsync();

        Assert.That(await person.Mails.AllAsync("eve@example.com"), Is.Empty);
    }
}
