using IdentityServer.Passkeys.Passwords.SwitchOff;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Passwords;

[Property("Case", "MG-08")]
internal sealed class SignInSplitTests
{
    [TestCase(6, 10, false)]
    [TestCase(7, 10, true)]
    [TestCase(61, 100, true)]
    [TestCase(601, 1000, true)]
    [TestCase(0, 0, false)]
    public void More_than_sixty_in_a_hundred_make_passkeys_the_way_in(int withPasskey, int active, bool primary) =>
        Assert.That(new SignInSplit(0, 0, 0, 0, active, withPasskey).IsPasskeyPrimary, Is.EqualTo(primary));

    [TestCase(95, 5, 0, false)]
    [TestCase(96, 4, 0, true)]
    [TestCase(96, 2, 2, true)]
    [TestCase(95, 2, 3, false)]
    [TestCase(0, 0, 0, false)]
    [Property("Case", "MG-18")]
    public void Fewer_than_five_in_a_hundred_let_passwords_end(int passkey, int password, int code, bool mayEnd) =>
        Assert.That(new SignInSplit(passkey, password, code, 0, 0, 0).MayPasswordsEnd, Is.EqualTo(mayEnd));

    [Test]
    public async Task A_week_is_counted_by_how_people_came_in_and_thirty_days_by_what_they_have()
    {
        await using var people = new PasswordPeople();
        using var ada = await Visitor.SetUpAsync(people.Host);
        await people.AddAsync();
        var coded = await people.AddAsync("eve");
        var phone = await AuthenticatorPhone.SetUpAsync(people.Host, coded);
        using var bob = new Visitor(people.Host);
        using var eve = new Visitor(people.Host);
        await PasswordPeople.SignInAsync(bob.Http);
        people.Host.Clock.Advance(TimeSpan.FromDays(8));

        await ada.SignInAsync();
        await PasswordPeople.SignInAsync(bob.Http);
        await PasswordPeople.SignInAsync(bob.Http);
        var half = (await PasswordPeople.SignInAsync(eve.Http, "eve")).Headers.Location!.ToString();
        await eve.Http.SendFormAsync(half, ("Code", phone.Code()));
        var split = (await people.Host.Get<PasswordReporting>().MakeAsync(CancellationToken.None)).SignIns;

        Assert.That(split, Is.EqualTo(new SignInSplit(Passkey: 1, Password: 2, PasswordAndCode: 1, Approval: 0, Active: 3, WithPasskey: 1)));
        Assert.That((split.Coverage, split.PasswordShare), Is.EqualTo((33, 75)));
        people.Host.Clock.Advance(TimeSpan.FromDays(31));
        Assert.That((await people.Host.Get<PasswordReporting>().MakeAsync(CancellationToken.None)).SignIns, Is.EqualTo(new SignInSplit(0, 0, 0, 0, 0, 0)));
    }
}
