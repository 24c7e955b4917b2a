namespace IdentityServer.Notifications.Smtp;

/// <summary>The mail server that takes our mails.</summary>
internal sealed class SmtpOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>For everything from the connection to the server's yes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A PEM file with certificates (of an authority or of the server) to trust beside the operating system's.</summary>
    public string? TrustedCertificates { get; set; }
}

internal enum SmtpSecurity
{
    /// <summary>RFC 3207; a server that does not offer it is told nothing.</summary>
    StartTls,

    /// <summary>RFC 8314: TLS from the first byte, usually on port 465.</summary>
    Implicit,

    /// <summary>None; for a relay on this very machine.</summary>
    Plain,
}
