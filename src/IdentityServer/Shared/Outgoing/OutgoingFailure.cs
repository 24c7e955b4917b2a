namespace IdentityServer.Shared.Outgoing;

internal enum OutgoingFailure
{
    /// <summary>Not an absolute https address without user name, nor an allowed origin.</summary>
    UrlRefused,

    /// <summary>The host's name leads to an address that is not on the public Internet.</summary>
    AddressRefused,

    /// <summary>The host's name leads nowhere.</summary>
    HostUnknown,

    Unreachable,
    CertificateRefused,

    /// <summary>The answer points elsewhere. Whoever registered the address registers the other one.</summary>
    Redirected,

    TooLarge,
    TimedOut,

    /// <summary>Too many calls are under way, to this host or altogether.</summary>
    Busy,

    /// <summary>The host has failed so often that it is left alone for a moment.</summary>
    Paused,
}
