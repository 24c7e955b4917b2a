using System.Net;
using IdentityServer.Accounts;
using IdentityServer.Sessions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Sessions.Approvals;

/// <summary>Ada, signed in, and browsers that ask to be let in in her name.</summary>
internal sealed class Askers : IAsyncDisposable
{
    public TestHost Host { get; } = new()
    {
        Settings = { ["IdentityServer:Throttles:DeviceApprovalsPerNetwork:Limit"] = "1000", ["IdentityServer:Edge:CountryHeader"] = "X-Country" },
    };

    public Visitor Ada { get; private set; } = null!; // set by StartAsync

    public Guid Account { get; private set; }

    public async Task StartAsync()
    {
        Ada = await Visitor.SetUpAsync(Host);
        Account = (await Host.Get<AccountStore>().FindByNameAsync("ada", CancellationToken.None))!.Id;
        await Host.LeaveAllGroupsAsync();
        await Ada.SignInAsync();
    }

    /// <returns>The path of the page on which the browser waits.</returns>
    public static async Task<string> AskAsync(HttpClient browser, string name = "ada")
    {
        var response = await browser.SendFormAsync("/sign-in/approval", ("identifier", name));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return response.Headers.Location!.ToString();
    }

    public static async Task<string> NumberAsync(HttpClient browser, string wait) =>
        (await browser.ReadPageAsync(wait)).QuerySelector("#number-to-match")!.TextContent;

    public static async Task<string> StateAsync(HttpClient browser, string wait) => await browser.GetStringAsync(wait + "&handler=State");

    public static string Other(string number) => number is "10" ? "11" : "10";

    /// <summary>Fills in the first request that waits.</summary>
    public Task<HttpResponseMessage> ApproveAsync(string number) => Ada.Http.SendFormAsync("/account/approve", ("number", number));

    /// <summary>By one of the buttons beside the number.</summary>
    public async Task RefuseAsync(string handler)
    {
        var page = await Ada.Http.ReadPageAsync("/account/approve");
        var button = page.QuerySelector($"button[formaction*={handler}]")!;
        using var form = new FormUrlEncodedContent(button.Closest("form")!.QuerySelectorAll("input").Select(it =>
            KeyValuePair.Create(it.GetAttribute("name")!, it.GetAttribute("value") ?? "")));
        await Ada.Http.PostAsync(button.GetAttribute("formaction"), form);
    }

    public async Task<int> WaitingAsync() => (await Ada.Http.ReadPageAsync("/account/approve")).QuerySelectorAll("input[name=number]").Length;

    public Task<List<Session>> SessionsAsync() => Host.Get<SessionStore>().OfAccountAsync(Account, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        Ada.Dispose();
        return Host.DisposeAsync();
    }
}
