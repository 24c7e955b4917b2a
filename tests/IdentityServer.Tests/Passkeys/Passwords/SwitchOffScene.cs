using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Codes;
using IdentityServer.Data.Jobs;
using IdentityServer.Passkeys.Passwords.SwitchOff;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>Somebody on the way from a password to passkeys.</summary>
internal abstract class SwitchOffScene
{
    protected PasswordPeople People { get; private set; }

    /// <summary>Has a password, and in time a passkey.</summary>
    protected Visitor Bob { get; private set; }

    protected Guid Account { get; private set; }

    [SetUp]
    public async Task StartAsync()
    {
        People = new();
        Account = await People.AddAsync(groups: ["staff"]);
        Bob = new(People.Host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        Bob.Dispose();
        return People.DisposeAsync();
    }

    protected async Task ReadyAsync()
    {
        await WithPasskeyAsync();
        await PractiseAsync();
    }

    protected async Task WithPasskeyAsync()
    {
        await PasswordPeople.SignInAsync(Bob.Http);
        var made = await Bob.EnrolAsync("Password");
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK), await made.Content.ReadAsStringAsync());
    }

    /// <summary>Two days of signing in, and a sheet of codes.</summary>
    protected async Task PractiseAsync(bool codes = true)
    {
        await Bob.SignInAsync();
        People.Host.Clock.Advance(TimeSpan.FromDays(1));
        await Bob.SignInAsync();
        if (!codes)
            return;

        var sheet = await People.Host.Get<RecoveryCodes>().DrawAsync(Account, CancellationToken.None);
        Assert.That(await People.Host.Get<RecoveryCodes>().ConfirmAsync(Account, Guid.CreateVersion7(), sheet[0], CancellationToken.None), Is.True);
    }

    protected Task RunAsync<TJob>() => People.Host.Services.GetServices<IJob>().Single(it => it is TJob).RunAsync(CancellationToken.None);

    protected async Task<SwitchOffReadiness> ReadinessAsync() => await People.Host.Get<SwitchOffReadinessCheck>().OfAsync(
        (await People.Host.Get<AccountStore>().FindAsync(Account, CancellationToken.None))!, CancellationToken.None);
}
