using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

/// <summary>How many calls to the browser's passkeys a page has under way, and how many it ever had at once.</summary>
internal sealed class PendingCalls(IPage page)
{
    /// <summary>Call before the page is opened.</summary>
    public static async Task<PendingCalls> WatchAsync(IPage page)
    {
        await page.AddInitScriptAsync("""
            (() => {
                const get = navigator.credentials.get.bind(navigator.credentials);
                window.calls = { begun: 0, now: 0, most: 0 };
                navigator.credentials.get = options => {
                    calls.begun += 1;
                    calls.now += 1;
                    calls.most = Math.max(calls.most, calls.now);
                    return get(options).finally(() => calls.now -= 1);
                };
            })();
            """);
        return new(page);
    }

    public Task<int> NowAsync() => page.EvaluateAsync<int>("calls.now");

    public Task<int> MostAsync() => page.EvaluateAsync<int>("calls.most");

    public async Task ShouldHaveBegunAsync(int count) => await page.WaitForFunctionAsync("count => calls.begun === count", count);
}
