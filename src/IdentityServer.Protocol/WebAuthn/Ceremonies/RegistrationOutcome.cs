namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

internal abstract record RegistrationOutcome
{
    private RegistrationOutcome()
    {
    }

    public sealed record Accepted(NewCredential Credential) : RegistrationOutcome;

    public sealed record Refused(PasskeyRefusal Reason) : RegistrationOutcome;

    public static implicit operator RegistrationOutcome(PasskeyRefusal reason) => new Refused(reason);
}
