using IdentityServer.Protocol.OpenId.Assurance;

namespace IdentityServer.Sessions;

/// <summary>
/// One time this person proved who they are in this session. What a token says about the sign-in (acr, amr, auth_time)
/// is computed from the event that satisfied the request, never from a mixture.
/// </summary>
internal sealed record AuthenticationEvent(DateTimeOffset At, AuthenticationMethod Method, string? Acr)
{
    /// <summary>Authentication method references as tokens carry them (RFC 8176).</summary>
    public required IReadOnlyList<string> Amr { get; init; }

    public Guid? PasskeyId { get; init; }

    /// <summary>The authenticator verified the person (fingerprint, face, PIN), not just their presence.</summary>
    public bool UserVerified { get; init; }

    /// <summary>
    /// False where the verifier saw something odd, such as a counter that went back, or where the account has something
    /// stronger: no step-up rests on it.
    /// </summary>
    public bool FullAssurance { get; init; } = true;

    /// <summary>By a passkey that came to the account within the last day: it may not take the account away from those it had before.</summary>
    public bool IsYoung { get; init; }

    /// <summary>Set when the ceremony was a step-up: the class it opened. A window for one class opens no other.</summary>
    public string? ActionClass { get; init; }

    public Authentication ToAuthentication() => new(At, Acr, Amr);
}

internal enum AuthenticationMethod
{
    Passkey,
    Password,
    PasswordAndCode,
    DeviceApproval,
}
