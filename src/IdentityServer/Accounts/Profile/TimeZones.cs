namespace IdentityServer.Accounts.Profile;

internal static class TimeZones
{
    /// <summary>Those that people live in, by the name of a place.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "UTC",
        .. TimeZoneInfo.GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
