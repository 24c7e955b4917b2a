using System.Net;
using IdentityServer.Accounts;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys.Pairing;

/// <summary>Ada with the device she is signed in on, and another that has nothing yet.</summary>
internal sealed class Pair : IAsyncDisposable
{
    public TestHost Host { get; } = new() { Settings = { ["IdentityServer:Throttles:UserCodesPerNetwork:Limit"] = "1000" } };

    public Visitor First { get; private set; } = null!; // set by StartAsync

    public Visitor Second { get; private set; } = null!; // as above

    public Guid Account { get; private set; }

    public async Task StartAsync()
    {
        First = await Visitor.SetUpAsync(Host);
        Account = (await Host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        await Host.LeaveAllGroupsAsync();
        await First.SignInAsync();
        Second = new(Host);
    }

    /// <summary>What the first device shows.</summary>
    public async Task<(string Link, string Code)> ShowAsync()
    {
        Assert.That((await First.Http.SendFormAsync("/account/passkeys/pair")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        var pairing = (await Host.Get<IdentityServer.Passkeys.Pairing.PairingStore>().LatestAsync(Account, CancellationToken.None))!;
        var secret = Host.Get<IdentityServer.Passkeys.Pairing.PairingSecrets>().Open(pairing)!;
        return ($"/add?link={secret.Handle}", secret.Grouped);
    }

    public static async Task<bool> TypeAsync(Visitor visitor, string code, string name = "ada") =>
        (await visitor.Http.SendFormAsync("/add", ("identifier", name), ("code", code))).Headers.Location?.ToString() is "/add/passkey";

    public static async Task<bool> FollowAsync(Visitor visitor, string link) =>
        (await visitor.Http.ReadPageAsync(link)).QuerySelector("main input[name=link]") is not null
        && (await visitor.Http.SendFormAsync(link)).Headers.Location?.ToString() is "/add/passkey";

    public async Task ConfirmAsync()
    {
        var page = await First.Http.ReadPageAsync("/account/passkeys/pairing");
        var button = page.QuerySelectorAll("button[formaction]").First(it => it.GetAttribute("formaction")!.Contains("Confirm", StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent(button.Closest("form")!.QuerySelectorAll("input").Select(it =>
            KeyValuePair.Create(it.GetAttribute("name")!, it.GetAttribute("value") ?? "")));
        await First.Http.PostAsync(button.GetAttribute("formaction"), form);
    }

    public static Task<string> StateAsync(Visitor visitor, string path) => visitor.Http.GetStringAsync($"{path}?handler=State");

    public async Task<int> PasskeysAsync() => (await Host.Get<IdentityServer.Passkeys.PasskeyStore>().OfAccountAsync(Account, CancellationToken.None)).Count;

    public ValueTask DisposeAsync()
    {
        First.Dispose();
        Second.Dispose();
        return Host.DisposeAsync();
    }
}
