using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data.Jobs;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>Takes the newest metadata and looks through the passkeys of managed groups once more.</summary>
internal sealed class MetadataJob(
    MetadataDelivery delivery,
    MetadataStore store,
    MetadataSource source,
    PasskeyReview review,
    ManagedGroups managed,
    AuditTrail audit,
    IOptions<PasskeyOptions> options,
    TimeProvider clock,
    ILogger<MetadataJob> logger) : IJob
{
    public string Name => "authenticator-metadata";

    public TimeSpan Period => options.Value.Attestation.ReviewEvery;

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (managed.Exist && await delivery.FetchAsync(cancellation) is { } content)
            await TakeAsync(content, cancellation);

        // Also where no group is managed any more: what was marked for one is unmarked.
        await review.RunAsync(cancellation);
    }

    private async Task TakeAsync(byte[] content, CancellationToken cancellation)
    {
        var known = await store.FindNumberAsync(cancellation);
        var reading = MetadataBlobReader.Read(content, source, known, clock.GetUtcNow());
        if (reading is not MetadataReading.Accepted { Blob: var blob })
        {
            logger.MetadataRefused(((MetadataReading.Refused)reading).Reason);
            return;
        }

        if (blob.IsOverdue(clock.GetUtcNow()))
            logger.MetadataOverdue(blob.Number, blob.NextUpdate);

        if (!await store.TryKeepAsync(blob.Number, content, cancellation))
            return;

        logger.MetadataTaken(blob.Number, blob.NextUpdate);
        await audit.WriteAsync(new(PasskeyEvents.MetadataTaken, Actor.System) { Details = new() { ["number"] = blob.Number } }, cancellation);
    }
}
