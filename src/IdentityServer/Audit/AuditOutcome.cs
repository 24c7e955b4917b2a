namespace IdentityServer.Audit;

internal enum AuditOutcome
{
    Success,
    Failure,

    /// <summary>A rule or a policy said no, as opposed to a proof that did not hold.</summary>
    Denied,
}
