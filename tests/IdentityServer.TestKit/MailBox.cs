using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Pickup;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.TestKit;

/// <summary>
/// What a test host has mailed, for people who have an address.
/// <code>
/// await mails.GiveAddressAsync("ada", "ada@example.com");
/// var link = (await mails.NextAsync("ada@example.com")).LinkTo("/recover");
/// </code>
/// </summary>
internal sealed class MailBox(TestHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HashSet<string> read = [];

    /// <summary>The oldest mail to this address that was not asked for before. Does not wait for what was not written yet.</summary>
    public async Task<ReceivedMail> NextAsync(string address)
    {
        var mails = await AllAsync(address);
        var next = mails.FirstOrDefault(mail => !read.Contains(mail.Name))
            ?? throw new InvalidOperationException($"No further mail to {address}; there are: {string.Join(", ", mails.Select(mail => mail.Subject))}");
        read.Add(next.Name);
        return next;
    }

    /// <summary>Everything sent to this address, oldest first, once nothing is under way any more.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> AllAsync(string address)
    {
        await NothingUnderWayAsync();
        return [.. host.Get<PickupDirectory>().List().Where(mail => mail.To == address).Reverse()];
    }

    /// <summary>As if the person had given and proven it.</summary>
    public async Task GiveAddressAsync(string userName, string address, bool verified = true, string? locale = null)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        var account = await database.Users.SingleAsync(it => it.UserName == userName);
        account.Email = address;
        account.NormalizedEmail = AccountName.Normalize(address);
        account.EmailConfirmed = verified;
        account.ProvenEmail = verified ? account.NormalizedEmail : null;
        if (locale is not null)
            account.Claims = new JsonObject { ["locale"] = locale }.ToJsonString();
        await database.SaveChangesAsync();
    }

    private async Task NothingUnderWayAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync(patience.Token);
        while (await database.Set<OutboxMessage>().AnyAsync(message => message.NextAttemptAt != null, patience.Token))
            await Task.Delay(20, patience.Token);
    }
}

internal static class ReceivedMailExtensions
{
    /// <summary>The link whose path begins so, ready for a browser of the host.</summary>
    public static Uri LinkTo(this ReceivedMail mail, string path) =>
        mail.Links.First(link => link.AbsolutePath.StartsWith(path, StringComparison.Ordinal));
}
