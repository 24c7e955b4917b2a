using IdentityServer.Audit.Reading;

namespace IdentityServer.TestKit;

/// <summary>What a server's audit trail says.</summary>
internal static class Trail
{
    public static async Task<int> EventsAsync(this TestHost host, string type, string? reason = null)
    {
        var events = await host.Get<AuditReader>().ListAsync(
            new(host.Clock.GetUtcNow().AddDays(-400)) { Type = type }, before: null, count: 1000, CancellationToken.None);
        return events.Count(it => reason is null || it.Reason == reason);
    }
}
