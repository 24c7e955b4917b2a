namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>What has happened since this request arrived. It lives on the server, so nothing of it can be claimed.</summary>
internal sealed record Progress(DateTimeOffset StartedAt)
{
    public Guid? ChosenAccount { get; init; }

    /// <summary>A wish for a stronger sign-in is offered once; only a demand is repeated.</summary>
    public bool StepUpWasOffered { get; init; }

    public Consent? Consent { get; init; }
}
