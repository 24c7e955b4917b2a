using IdentityServer.Accounts;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions.Repudiation;

/// <summary>Somebody who is signed in, a stranger who has their passkey too, and a browser in which the mailbox is read.</summary>
internal abstract class RepudiationScene
{
    protected const string Address = "ada@example.com";

    protected TestHost Host { get; private set; }

    protected Visitor Ada { get; private set; }

    protected Visitor Thief { get; private set; }

    protected HttpClient MailReader { get; private set; }

    protected MailBox Mails { get; private set; }

    protected Guid Account { get; private set; }

    protected virtual TestHost NewHost() => new();

    [SetUp]
    public async Task SignInAsync()
    {
        Host = NewHost();
        Ada = await Visitor.SetUpAsync(Host);
        await Host.LeaveAllGroupsAsync();
        Mails = new(Host);
        await Mails.GiveAddressAsync("ada", Address);
        await Ada.SignInAsync();
        Account = (await Host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        Thief = Ada.OnAnotherBrowser();
        MailReader = Host.NewBrowser();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [TearDown]
    public async Task StopAsync()
    {
        MailReader.Dispose();
        Thief.Dispose();
        Ada.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>What its owner hears of when the stranger signs in.</summary>
    protected async Task<Uri> LinkOfStrangerAsync()
    {
        await Thief.SignInAsync();
        return (await Mails.AllAsync(Address)).Last(mail => mail.Subject == "A new sign-in to your account").LinkTo("/not-me");
    }

    protected async Task<HttpResponseMessage> PressAsync(Uri link)
    {
        await MailReader.GetAsync(link.PathAndQuery);
        return await MailReader.SendFormAsync("/not-me");
    }
}
