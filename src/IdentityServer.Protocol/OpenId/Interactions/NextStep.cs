using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Interactions;

/// <summary>What has to happen before the app gets its code.</summary>
internal abstract record NextStep
{
    private NextStep() { }

    /// <summary>Nothing: answer with this proof and this access.</summary>
    public sealed record Proceed(Authentication Proof, Access Granted) : NextStep;

    public sealed record SignIn : NextStep;

    public sealed record CreateAccount : NextStep;

    public sealed record ChooseAccount : NextStep;

    /// <summary>The person is known, and proves themselves once more, better.</summary>
    public sealed record StepUp : NextStep;

    public sealed record AskConsent : NextStep;

    /// <summary>No page of ours could help.</summary>
    public sealed record Impossible(ProtocolError Error) : NextStep;
}
