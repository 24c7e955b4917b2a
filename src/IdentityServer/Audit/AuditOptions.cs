using System.ComponentModel.DataAnnotations;

namespace IdentityServer.Audit;

internal sealed class AuditOptions
{
    /// <summary>How long events are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How often new events are sealed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SealEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How old an event must be to be sealed: longer than a commit takes and than the instances' clocks differ.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Settling { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after a batch was sealed an event of its time may still arrive and be sealed with a later one.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan LateArrival { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Write sealed events to the log, for whoever collects it.</summary>
    public bool Ship { get; set; }
}
