using IdentityServer.Insights;
using IdentityServer.Shared.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IdentityServer.TestKit;

/// <summary>What a server has counted so far, as an operator would read it.</summary>
internal static class Counts
{
    /// <summary>Steps of ceremonies as "login conditional verify_ok", with the reason behind a colon where one failed.</summary>
    public static async Task<IReadOnlyList<string>> StepsAsync(this TestHost host) =>
    [
        .. (await host.CountsAsync(Measures.Ceremonies)).Select(count =>
            $"{count.Labels["ceremony"]} {count.Labels["mediation"]} {count.Labels["edge"]}{(count.Labels["reason"] is "" ? "" : $": {count.Labels["reason"]}")}"),
    ];

    /// <summary>How often steps were counted that begin with these words, whatever came of them.</summary>
    public static async Task<long> HowOftenAsync(this TestHost host, string words) =>
        (await host.CountsAsync(Measures.Ceremonies))
            .Where(count => $"{count.Labels["ceremony"]} {count.Labels["mediation"]} {count.Labels["edge"]}".StartsWith(words, StringComparison.Ordinal))
            .Sum(count => count.Count);

    public static async Task<List<CountedDay>> CountsAsync(this TestHost host, Measure measure)
    {
        await host.Services.GetServices<IHostedService>().OfType<TallyWriter>().Single().WriteAsync();
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        return await host.Get<DailyCountStore>().ReadAsync(measure, today.AddDays(-1), today, CancellationToken.None);
    }
}
