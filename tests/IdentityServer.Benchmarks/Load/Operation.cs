using System.Diagnostics;

namespace IdentityServer.Benchmarks.Load;

/// <summary>
/// What is measured. Preparing happens before the clock runs and returns one step of the operation; a step that says
/// false has used up what was prepared.
/// </summary>
internal sealed record Operation(string Name, Func<Caller, int, Task<Func<Task<bool>>>> PrepareAsync)
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Repeat("discovery", caller => caller.GetAsync(caller.Target.Metadata)),
        Repeat("jwks", caller => caller.GetAsync(caller.Target.Jwks)),
        Repeat("client_credentials ES256", caller => caller.PostFormAsync(
            caller.Target.Token, LoadApp.Machine, "grant_type=client_credentials&scope=load.read")),
        new("authorize", async (caller, _) =>
        {
            await caller.Target.SignInAsync(caller);
            return Always(() => AuthorizeAsync(caller, LoadApp.Web));
        }),
        Redeem("code → tokens ES256", LoadApp.Web),
        Redeem("code → tokens RS256", LoadApp.WebWithRsa),
        new("authorize + code", async (caller, _) =>
        {
            await caller.Target.SignInAsync(caller);
            return Always(() => RoundTripAsync(caller, LoadApp.Web));
        }),
        new("refresh", async (caller, _) =>
        {
            await caller.Target.SignInAsync(caller);
            var (_, refresh) = await RoundTripAsync(caller, LoadApp.Web);
            return Always(async () => refresh = (await caller.PostFormAsync(
                caller.Target.Token, LoadApp.Web, $"grant_type=refresh_token&refresh_token={refresh}")).GetProperty("refresh_token").GetString()!);
        }),
        WithToken("introspection (opaque)", LoadApp.Web, (caller, token) =>
            caller.PostFormAsync(caller.Target.Introspection, LoadApp.Web, $"token={token}")),
        WithToken("userinfo (opaque)", LoadApp.Web, (caller, token) => caller.GetAsync(caller.Target.UserInfo, token)),
        WithToken("userinfo (JWT)", LoadApp.WebWithJwt, (caller, token) => caller.GetAsync(caller.Target.UserInfo, token)),
        Repeat("passkey sign-in", caller =>
        {
            caller.NextPerson();
            return caller.Target.SignInAsync(caller);
        }),
        Repeat("full sign-in", async caller =>
        {
            caller.NextPerson();
            var answer = await caller.Target.SignInFromAppAsync(caller, caller.Target.Authorize + LoadApp.Web.AuthorizeQuery);
            await caller.PostFormAsync(caller.Target.Token, LoadApp.Web, LoadApp.CodeForm(LoadApp.CodeOf(answer)));
        }),
    ];

    private static Operation Repeat(string name, Func<Caller, Task> step) =>
        new(name, (caller, _) => Task.FromResult(Always(() => step(caller))));

    // Codes live for a minute.
    private static readonly TimeSpan MakingCodes = TimeSpan.FromSeconds(15);

    /// <summary>Made right before they are redeemed.</summary>
    private static Operation Redeem(string name, LoadApp app) => new(name, async (caller, stock) =>
    {
        await caller.Target.SignInAsync(caller);
        var codes = new Queue<string>(stock);
        for (var start = Stopwatch.GetTimestamp(); codes.Count < stock && Stopwatch.GetElapsedTime(start) < MakingCodes;)
            codes.Enqueue(await AuthorizeAsync(caller, app));

        return async () =>
        {
            if (!codes.TryDequeue(out var code))
                return false;

            await caller.PostFormAsync(caller.Target.Token, app, LoadApp.CodeForm(code));
            return true;
        };
    });

    private static Operation WithToken(string name, LoadApp app, Func<Caller, string, Task> step) => new(name, async (caller, _) =>
    {
        await caller.Target.SignInAsync(caller);
        var (access, _) = await RoundTripAsync(caller, app);
        return Always(() => step(caller, access));
    });

    private static Func<Task<bool>> Always(Func<Task> step) => async () =>
    {
        await step();
        return true;
    };

    private static async Task<string> AuthorizeAsync(Caller caller, LoadApp app) =>
        LoadApp.CodeOf(await caller.RedirectAsync(caller.Target.Authorize + app.AuthorizeQuery));

    private static async Task<(string Access, string Refresh)> RoundTripAsync(Caller caller, LoadApp app)
    {
        var code = await AuthorizeAsync(caller, app);
        var tokens = await caller.PostFormAsync(caller.Target.Token, app, LoadApp.CodeForm(code));
        return (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
    }
}
