namespace IdentityServer.Audit;

/// <summary>One kind of event. The known ones are in <c>Events/</c>; names are never reused for something else.</summary>
/// <param name="Name">What exports and rules key on: <c>webauthn.login.succeeded</c>.</param>
/// <param name="Outcome">What this kind usually means.</param>
/// <param name="Owasp">The name in OWASP's logging vocabulary, where it has one.</param>
internal sealed record AuditEventType(string Name, AuditOutcome Outcome = AuditOutcome.Success, string? Owasp = null)
{
    /// <summary>Belongs in the activity list that a person sees about their own account.</summary>
    public bool IsPersonal { get; init; }
}
