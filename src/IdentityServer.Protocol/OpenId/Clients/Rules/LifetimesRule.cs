using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.Protocol.OpenId.Clients.Rules;

/// <summary>The limits are those of the server's own settings: no app asks its way out of them.</summary>
internal static class LifetimesRule
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestFamily = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestFamily = TimeSpan.FromDays(366);

    public static IEnumerable<MetadataFault> Faults(Client client, Provider provider)
    {
        IEnumerable<(string Member, TimeSpan? Lifetime, TimeSpan Least, TimeSpan Most)> lifetimes =
        [
            ("access_token_lifetime", client.AccessTokenLifetime, Shortest, TimeSpan.FromDays(1)),
            ("id_token_lifetime", client.IdTokenLifetime, Shortest, TimeSpan.FromHours(1)),
            ("refresh_token_lifetime", client.RefreshTokenLifetime, ShortestFamily, LongestFamily),
            ("refresh_token_idle_limit", client.RefreshTokenIdleLimit, ShortestFamily, LongestFamily),
        ];

        foreach (var (member, lifetime, least, most) in lifetimes)
            if (lifetime < least || lifetime > most)
                yield return new(member, $"must be between {least.TotalSeconds:F0} and {most.TotalSeconds:F0} seconds");
    }
}
