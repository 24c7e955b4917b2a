using System.Net;
using IdentityServer.Passkeys.Passwords;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>Where the operator wants two factors, a password alone opens nothing anywhere.</summary>
[Property("Case", "ASVS 6.3.3")]
internal sealed class RequiredSecondFactorTests
{
    private PasswordPeople people;
    private Visitor bob;
    private Guid account;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        people.Host.Settings["IdentityServer:Passwords:RequireSecondFactor"] = "true";
        account = await people.AddAsync();
        bob = new(people.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        bob.Dispose();
        return people.DisposeAsync();
    }

    [Test]
    public async Task The_right_password_of_somebody_without_anything_else_signs_nobody_in()
    {
        var answer = await PasswordPeople.SignInAsync(bob.Http);
        var page = await bob.Http.GetStringAsync(answer.Headers.Location);

        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo("/sign-in/not-enough"));
        Assert.That(page, Does.Contain("a password alone signs nobody in").And.Contain("/recover"));
        Assert.That((await bob.Http.GetAsync("/account/passkeys")).StatusCode, Is.Not.EqualTo(HttpStatusCode.OK));
        Assert.That(await people.Host.EventsAsync("session.created"), Is.Zero);
    }

    [Test]
    public async Task With_the_code_of_an_app_it_does_and_the_next_time_it_needs_one_again()
    {
        var phone = await AuthenticatorPhone.SetUpAsync(people.Host, account);
        var half = (await PasswordPeople.SignInAsync(bob.Http)).Headers.Location!.ToString();
        var answer = await bob.Http.SendFormAsync(half, ("Code", phone.Code()));
        people.Host.Clock.Advance(TimeSpan.FromHours(2));

        var again = await PasswordPeople.SignInAsync(bob.Http);

        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo("/sign-in/passkey"));
        Assert.That(again.Headers.Location!.ToString(), Does.StartWith("/sign-in/code?half="));
    }

    [Test]
    public async Task No_app_is_promised_what_cannot_be_reached()
    {
        var reachable = people.Host.Services.GetServices<IReachableAcr>().OfType<ReachableByPassword>().Single();

        Assert.That(await reachable.OfAsync(account, CancellationToken.None), Is.Empty);
        await AuthenticatorPhone.SetUpAsync(people.Host, account);
        Assert.That(await reachable.OfAsync(account, CancellationToken.None), Does.Contain("urn:idp:loa:2"));
    }
}
