using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IdentityServer.Shared.Outgoing;

/// <summary>
/// The only way out. What this server fetches or sends goes where somebody outside has said, so it goes to public
/// addresses by https alone, follows nothing, and costs no more than was agreed.
/// </summary>
internal sealed class OutgoingClient(OutgoingPipelines pipelines, OutgoingCall call, IOptions<OutgoingOptions> options, ILogger<OutgoingClient> log)
{
    public async Task<OutgoingResult> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        var result = Allows(request.Address) ? await TrySendAsync(request, cancellation) : new OutgoingResult.Failed(OutgoingFailure.UrlRefused);
        cancellation.ThrowIfCancellationRequested();
        if (result is OutgoingResult.Failed failed)
            log.OutgoingFailed(request.Address.IsAbsoluteUri ? request.Address.Host : "", failed.Reason);

        return result;
    }

    /// <summary>For whoever registers an address: what can be said without calling it.</summary>
    public bool Allows(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo is "" && (address.Scheme is "https" || options.Value.AllowsOrigin(address));

    private async Task<OutgoingResult> TrySendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        try
        {
            return await pipelines.RunAsync(request, call.SendAsync, cancellation);
        }
        catch (TimeoutRejectedException)
        {
            return new OutgoingResult.Failed(OutgoingFailure.TimedOut);
        }
        catch (BrokenCircuitException)
        {
            return new OutgoingResult.Failed(OutgoingFailure.Paused);
        }
    }
}
