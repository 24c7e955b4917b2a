using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Passkeys.Trust;

/// <summary>Keeps what was delivered, if its signature is right and it is newer than what we have.</summary>
internal sealed class MetadataIntake(
    MetadataStore store, MetadataSource source, AuditTrail audit, TimeProvider clock, ILogger<MetadataIntake> logger)
{
    public async Task TakeAsync(byte[] content, CancellationToken cancellation)
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
