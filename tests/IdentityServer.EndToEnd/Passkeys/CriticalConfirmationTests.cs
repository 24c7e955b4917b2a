using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Data;
using IdentityServer.EndToEnd.Browser;
using IdentityServer.EndToEnd.Pages;
using IdentityServer.Passkeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>What somebody reads whose passkey does not do for what is critical.</summary>
internal sealed class CriticalConfirmationTests : BrowserTest
{
    private Person person;

    [SetUp]
    public async Task MakeAsync()
    {
        person = await Person.MakeAsync(Host);
        await (await Authenticators.AddInternalAsync()).AddAsync(person.Passkey);
    }

    [TearDown]
    public void Forget() => person.Dispose();

    [Test, Property("Case", "S5-32")]
    public async Task A_passkey_of_today_says_from_when_on_it_will()
    {
        await ChangeAsync(database => database.Set<Passkey>().ExecuteUpdateAsync(set => set.SetProperty(it => it.BornIn, PasskeyOrigin.Password)));
        await SignInAsync();

        await AskAsync();

        await Expect(Page.Locator("#too-young")).ToContainTextAsync("in 23 hours");
        await ShouldLookRightAsync("step-up-too-young");
    }

    [Test]
    public async Task An_administrator_without_a_key_reads_that_one_is_missing_and_adds_it()
    {
        var account = (await Host.Get<AccountStore>().FindByNameAsync(person.Name, CancellationToken.None))!.Id;
        await ChangeAsync(database =>
        {
            database.Add(new GroupMember { AccountId = account, Group = GroupMember.Administrators, Since = Host.Clock.GetUtcNow() });
            return database.SaveChangesAsync();
        });
        await SignInAsync();

        await AskAsync();

        await ShouldLookRightAsync("step-up-device-bound");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Add another passkey" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync($"{Origin}/account/passkeys/add");
    }

    private async Task SignInAsync()
    {
        await new SignInScreen(Page).OpenAsync();
        await new SignInScreen(Page).ShouldBeSignedInAsync();
    }

    private async Task AskAsync()
    {
        await Page.GotoAsync("/account/privacy/export");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Confirm and continue" }).ClickAsync();
        await Expect(Page.GetByText("Hand out everything that is kept about you")).ToBeVisibleAsync();
    }

    private async Task ChangeAsync(Func<IdentityServerDbContext, Task> change)
    {
        await using var database = await Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await change(database);
    }
}
