using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Edge;

internal sealed class KestrelLimits(IOptions<EdgeOptions> edge) : IConfigureOptions<KestrelServerOptions>
{
    // FAPI 2.0 §5.2.1: TLS 1.2 only with the suites of BCP 195. Those of TLS 1.3 are all good.
    private static readonly TlsCipherSuite[] Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = edge.Value.BodySize;
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        options.Limits.MaxRequestLineSize = 16 * 1024;
        // A client that dribbles its headers or body holds a connection for seconds, not minutes.
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
        options.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

        options.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            // Windows decides by machine policy and refuses a list.
            if (OperatingSystem.IsLinux())
                https.OnAuthenticate = OfferGoodSuites;
        });
    }

    [SupportedOSPlatform("linux")]
    private static void OfferGoodSuites(ConnectionContext _, SslServerAuthenticationOptions tls) =>
        tls.CipherSuitesPolicy = new(Suites);
}
