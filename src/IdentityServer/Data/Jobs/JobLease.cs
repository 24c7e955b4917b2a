namespace IdentityServer.Data.Jobs;

/// <summary>Which instance runs a job, and until when it may believe so.</summary>
internal sealed class JobLease
{
    public required string Name { get; init; }

    public required Guid Holder { get; init; }

    public required DateTimeOffset Until { get; init; }
}
