using IdentityServer.Data.Jobs;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>Takes the newest metadata and looks through the passkeys of managed groups once more.</summary>
internal sealed class MetadataJob(
    MetadataDelivery delivery, MetadataIntake intake, PasskeyReview review, ManagedGroups managed, IOptions<PasskeyOptions> options) : IJob
{
    public string Name => "authenticator-metadata";

    public TimeSpan Period => options.Value.Attestation.ReviewEvery;

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (managed.Exist && await delivery.FetchAsync(cancellation) is { } content)
            await intake.TakeAsync(content, cancellation);

        // Also where no group is managed any more: what was marked for one is unmarked.
        await review.RunAsync(cancellation);
    }
}
