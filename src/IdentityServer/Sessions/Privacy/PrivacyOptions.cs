using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Sessions.Privacy;

/// <summary>Section <c>IdentityServer:Privacy</c>.</summary>
internal sealed class PrivacyOptions
{
    /// <summary>How long somebody who deleted their account can take that back.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "30.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan DeletionGrace { get; set; } = TimeSpan.FromDays(14);
}
