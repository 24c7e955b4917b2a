using IdentityServer.Data.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Audit.Sealing;

internal sealed class SealingJob(Sealer sealer, IOptions<AuditOptions> options, ILogger<SealingJob> log) : IJob
{
    public string Name => "audit sealing";

    public TimeSpan Period => options.Value.SealEvery;

    public async Task RunAsync(CancellationToken cancellation)
    {
        AuditSeal? seal;
        do
        {
            seal = await sealer.SealNextAsync(cancellation);
            if (seal is not null)
                Tell(seal);
        }
        while (seal is { Count: Sealer.BatchSize });
    }

    private void Tell(AuditSeal seal)
    {
        if (seal.AfterFault)
            log.TrailBroken(seal.Number);
        if (log.IsEnabled(LogLevel.Information))
            log.BatchSealed(seal.Number, seal.Count, SealedRow.Read(seal.Late).Count(), Convert.ToHexStringLower(seal.Hash));
    }
}
