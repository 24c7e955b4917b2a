using IdentityServer.Accounts;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Email;

/// <summary>Somebody who may change the address of their account, and all the mailboxes.</summary>
internal abstract class EmailScene
{
    protected const string Old = "ada@example.com";
    protected const string New = "countess@example.org";

    protected TestHost Host { get; private set; }

    /// <summary>Just signed in, and no administrator.</summary>
    protected Visitor Ada { get; private set; }

    protected MailBox Mails { get; private set; }

    protected Guid Account { get; private set; }

    [SetUp]
    public async Task SignInAsync()
    {
        Host = new();
        Ada = await Visitor.SetUpAsync(Host);
        await Host.LeaveAllGroupsAsync();
        Mails = new(Host);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Ada.SignInAsync();
        Account = (await Host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        Ada.Dispose();
        return Host.DisposeAsync();
    }

    protected Task<HttpResponseMessage> AskAsync(string address) => Ada.Http.SendFormAsync("/account/email/change", ("Email", address));

    protected async Task<Uri> LinkAsync() => (await Mails.NextAsync(New)).LinkTo("/email/confirm");

    protected static Task<HttpResponseMessage> OpenAsync(Visitor visitor, Uri link) => visitor.Http.GetAsync(link.PathAndQuery);

    protected static async Task<HttpResponseMessage> PressAsync(Visitor visitor, Uri link)
    {
        await OpenAsync(visitor, link);
        return await visitor.Http.SendFormAsync("/account/email/confirm");
    }

    protected async Task<(string? Email, bool Confirmed)> FactsAsync() =>
        await Host.Get<AccountStore>().FindAsync(Account, CancellationToken.None) is { } facts ? (facts.Email, facts.EmailConfirmed) : default;

    protected async Task<Visitor> AnotherAsync(string name)
    {
        var visitor = await Visitor.SetUpAsync(Host, name);
        await Host.LeaveAllGroupsAsync();
        await visitor.SignInAsync();
        return visitor;
    }
}
