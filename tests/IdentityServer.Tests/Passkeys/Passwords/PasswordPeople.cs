using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Importing;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;
using IdentityServer.Shared.Importing;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>A server to which people came from another one, with the passwords they had there.</summary>
internal sealed class PasswordPeople : IAsyncDisposable
{
    public const string Right = "correct horse battery staple";

    public TestHost Host { get; } = new()
    {
        Settings = { ["IdentityServer:Passwords:Enabled"] = "true", ["IdentityServer:Passwords:RefusalTime"] = "00:00:00" },
    };

    /// <summary>Hashed as the framework did it years ago: with less effort than today.</summary>
    public async Task<Guid> AddAsync(string userName = "bob", bool withPassword = true, string[]? groups = null, string password = Right)
    {
        var entry = JsonSerializer.SerializeToElement(new
        {
            id = userName,
            username = userName,
            email = $"{userName}@example.com",
            emailVerified = true,
            groups = groups ?? [],
            passwordHash = withPassword ? new PasswordHasher<Account>().HashPassword(null!, password) : null,
            scheme = withPassword ? "aspnet-identity-v3" : null,
        });
        var imported = await Host.Get<AccountImport>().ImportAsync(userName, entry, CancellationToken.None);
        Assert.That(imported.Outcome, Is.EqualTo(ImportOutcome.Added), string.Join("; ", imported.Faults));
        return (await Host.Get<AccountStore>().FindByNameAsync(userName, CancellationToken.None))!.Id;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name = "bob", string password = Right) =>
        browser.SendFormAsync("/sign-in/password", ("identifier", name), ("password", password));

    public Task SwitchOffAsync(Guid account) => Host.Get<IHotTables>().WriteAsync(
        LegacyPasswordStore.SwitchOff(new(), account, PasswordEnd.Guessing, Host.Clock.GetUtcNow()), CancellationToken.None);

    public async Task<LegacyPassword?> RowOfAsync(Guid account) => await Host.Get<LegacyPasswordStore>().FindAsync(account, CancellationToken.None);

    public async Task ChangeAsync(Func<IdentityServerDbContext, Task> change)
    {
        await using var database = await Host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await change(database);
        await database.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
