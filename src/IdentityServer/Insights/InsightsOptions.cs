using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Insights;

internal sealed class InsightsOptions
{
    /// <summary>How often counts are written; so much may be lost when an instance is killed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WriteEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long counts by the day are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
