namespace IdentityServer.Protocol.OpenId.Assurance;

/// <summary>
/// One time somebody proved who they are, in the words of tokens: auth_time, acr and amr (RFC 8176). What is written
/// into a token comes from exactly one of these. An authentication without an acr opens no app: it was a recovery.
/// </summary>
internal sealed record Authentication(DateTimeOffset At, string? Acr, IReadOnlyList<string> Amr)
{
    /// <summary>A weaker class that an app asked for by name, and is told. What the sign-in was really worth stays known here.</summary>
    public string? ToldAs { get; init; }

    public string? ToldAcr => ToldAs ?? Acr;

    /// <summary>OpenID Connect Core §2: whole seconds, so that is what every comparison uses.</summary>
    public long Time => At.ToUnixTimeSeconds();

    public bool Satisfies(string acr) => acr switch
    {
        // A passkey used without verifying the person is phishing-resistant, and still one factor.
        AcrValues.TwoFactors => Rank(Acr) <= Rank(acr) && Amr.Contains(AmrValues.SeveralFactors),
        _ => Acr is not null && AcrValues.All.Contains(acr) && Rank(Acr) <= Rank(acr),
    };

    private static int Rank(string? acr) => AcrValues.All.TakeWhile(known => known != acr).Count();
}
