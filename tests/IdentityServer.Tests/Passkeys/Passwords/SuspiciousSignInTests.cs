using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>What nearly failed, and what nearly succeeded: its owner hears of both.</summary>
[Property("Case", "ASVS 6.3.5")]
internal sealed class SuspiciousSignInTests
{
    private const string Address = "bob@example.com";
    private const string HalfWay = "Your password was typed on an unknown device";
    private const string Guessed = "Your password was right after many wrong tries";

    private PasswordPeople people;
    private Visitor bob;
    private MailBox mails;
    private Guid account;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        account = await people.AddAsync();
        bob = new(people.Host);
        mails = new(people.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [Test]
    public async Task A_right_password_without_its_code_is_told_at_once()
    {
        await AuthenticatorPhone.SetUpAsync(people.Host, account);

        await PasswordPeople.SignInAsync(bob.Http);

        Assert.That(await SubjectsAsync(), Does.Contain(HalfWay));
    }

    [Test]
    public async Task On_a_browser_that_the_account_knows_it_is_no_news()
    {
        await PasswordPeople.SignInAsync(bob.Http);
        await AuthenticatorPhone.SetUpAsync(people.Host, account);
        people.Host.Clock.Advance(TimeSpan.FromHours(2));

        await PasswordPeople.SignInAsync(bob.Http);

        Assert.That(await SubjectsAsync(), Does.Not.Contain(HalfWay));
    }

    [TestCase(4, ExpectedResult = false)]
    [TestCase(5, ExpectedResult = true)]
    public async Task<bool> A_right_password_after_many_wrong_ones_is_told(int wrong)
    {
        await MissAsync(wrong);

        await PasswordPeople.SignInAsync(bob.Http);

        return (await SubjectsAsync()).Contains(Guessed);
    }

    [Test]
    public async Task Then_the_count_begins_anew()
    {
        await MissAsync(5);
        await PasswordPeople.SignInAsync(bob.Http);
        await PasswordPeople.SignInAsync(bob.Http);

        Assert.That((await SubjectsAsync()).Count(it => it == Guessed), Is.EqualTo(1));
    }

    [Test]
    public async Task A_right_code_after_many_wrong_ones_is_told()
    {
        var phone = await AuthenticatorPhone.SetUpAsync(people.Host, account);
        for (var time = 0; time < 5; time++)
        {
            await bob.Http.SendFormAsync(await HalfwayAsync(), ("Code", phone.WrongCode()));
            people.Host.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        await bob.Http.SendFormAsync(await HalfwayAsync(), ("Code", phone.Code()));

        Assert.That(await SubjectsAsync(), Does.Contain("A code was right after many wrong ones"));
    }

    private async Task MissAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await PasswordPeople.SignInAsync(bob.Http, password: "wrong");
            people.Host.Clock.Advance(TimeSpan.FromMinutes(20)); // longer than any wait
        }
    }

    private async Task<string> HalfwayAsync() => (await PasswordPeople.SignInAsync(bob.Http)).Headers.Location!.ToString();

    private async Task<IEnumerable<string>> SubjectsAsync() => (await mails.AllAsync(Address)).Select(it => it.Subject);
}
