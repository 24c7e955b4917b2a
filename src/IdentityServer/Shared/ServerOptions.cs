namespace IdentityServer.Shared;

/// <summary>What every room needs to know about this server: where it lives and what passkeys call it.</summary>
internal sealed class ServerOptions
{
    /// <summary>The public origin, which tokens name as issuer and passkeys as origin: no path, no slash at the end.</summary>
    public string Issuer { get; set; } = "http://localhost:5000";

    /// <summary>
    /// The domain passkeys belong to. Changing it later makes every passkey useless, so only in Development does it
    /// follow the issuer by itself.
    /// </summary>
    public string RelyingPartyId { get; set; } = "";

    /// <summary>What the person reads in the passkey prompt and on our pages.</summary>
    public string RelyingPartyName { get; set; } = "IdentityServer";

    /// <summary>For what is kept in files: the SQLite database, the Development master key. Relative to the content root.</summary>
    public string DataDirectory { get; set; } = "data";

    public string IssuerHost => Uri.TryCreate(Issuer, UriKind.Absolute, out var address) ? address.IdnHost : "";
}
