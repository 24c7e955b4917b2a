using Microsoft.Extensions.Logging;

namespace IdentityServer.Data.Jobs;

internal static partial class JobLog
{
    [LoggerMessage(EventId = 10201, Level = LogLevel.Error, Message = "Job {Job} failed, for the {Failures}. time in a row; it will be tried again")]
    public static partial void JobFailed(this ILogger logger, Exception fault, string job, int failures);

    [LoggerMessage(EventId = 10202, Level = LogLevel.Warning, Message = "The lease of job {Job} could not be kept or given back")]
    public static partial void LeaseUncertain(this ILogger logger, Exception fault, string job);

    [LoggerMessage(EventId = 10203, Level = LogLevel.Debug, Message = "Purged {Table} up to {Until} in {Batches} batches")]
    public static partial void Purged(this ILogger logger, string table, DateTimeOffset until, int batches);
}
