using System.ComponentModel.DataAnnotations;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Tokens;

/// <summary>Section <c>IdentityServer:Tokens</c>.</summary>
internal sealed class TokenOptions
{
    /// <summary>From the redirect to the app's call at the token endpoint.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>An app reads it once, at the moment it gets it.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an API that does not ask this server goes on accepting a token that was revoked.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "24:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>However often it is used, a refresh token's family ends this long after the person agreed.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "366.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A refresh token that nobody used for this long has ended.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "366.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RefreshTokenIdleLimit { get; set; } = TimeSpan.FromDays(14);

    /// <summary>For the app whose answer got lost on the way, or that asked twice at once; zero forgives nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RefreshGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For clients and APIs that do not say otherwise.</summary>
    public AccessTokenFormat AccessTokenFormat { get; set; } = AccessTokenFormat.Jwt;

    /// <summary>Whether every token a client gets for itself is a row in the audit, too; it is always counted.</summary>
    public bool AuditClientTokens { get; set; }

    internal TokenLifetimes LifetimesOf(Client client) => new(client, this);
}
