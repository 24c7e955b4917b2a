using System.Net;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Outgoing;

internal static class OutgoingSetup
{
    public static IServiceCollection AddOutgoing(this IServiceCollection services)
    {
        services.AddRoomOptions<OutgoingOptions>("Outgoing");
        services.AddSingleton<IValidateOptions<OutgoingOptions>, OutgoingOptionsValidator>();
        services.TryAddSingleton<INetwork, SystemNetwork>();
        return services
            .AddSingleton<GuardedConnection>()
            .AddSingleton(Handler)
            .AddSingleton(all => new OutgoingCall(new HttpMessageInvoker(all.GetRequiredService<SocketsHttpHandler>(), disposeHandler: false)))
            .AddSingleton<OutgoingPipelines>()
            .AddSingleton<OutgoingClient>();
    }

    private static SocketsHttpHandler Handler(IServiceProvider all)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = all.GetRequiredService<GuardedConnection>().OpenAsync,
            UseProxy = false, // a proxy would resolve and connect behind the guard's back
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null, // our traces are nobody else's business
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16, // kB
            MaxResponseDrainSize = 0,
            ConnectTimeout = TimeSpan.FromSeconds(10), // the request that asked for the connection may have given up before
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // then the name is resolved and checked again
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };

        if (all.GetRequiredService<IOptions<OutgoingOptions>>().Value.TrustedCertificates is { } path)
        {
            var trusted = new TrustedCertificates(TrustedCertificates.Read(path, all.GetRequiredService<IHostEnvironment>().ContentRootPath));
            handler.SslOptions.RemoteCertificateValidationCallback = trusted.Accept;
        }

        return handler;
    }
}
