using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace IdentityServer.Data.Migrating;

/// <summary>
/// Nothing else starts before the database fits the program. An embedded database and a developer's are brought up to
/// date here; a shared one is changed only when somebody asks for it, for other instances may still need the old form.
/// </summary>
internal sealed class SchemaGate(
    Schema schema, DatabaseProvider provider, IHostEnvironment environment, ILogger<SchemaGate> logger) : IHostedLifecycleService
{
    // Containers that start together do not start in order: a server that is still booting is worth a minute.
    private readonly ResiliencePipeline patience = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DatabaseUnavailableException>(),
            MaxRetryAttempts = 30,
            Delay = TimeSpan.FromSeconds(2),
            OnRetry = _ =>
            {
                logger.WaitingForDatabase(provider.Description);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    public async Task StartingAsync(CancellationToken cancellation) =>
        await patience.ExecuteAsync(async token => await PassAsync(token), cancellation);

    public async Task PassAsync(CancellationToken cancellation)
    {
        var pending = await schema.FindPendingAsync(cancellation);
        if (pending is [])
            return;

        if (!provider.IsEmbedded && !environment.IsDevelopment())
            throw new SchemaBehindException(pending);

        await schema.MigrateAsync(cancellation);
        logger.Migrated(pending.Count, pending[^1]);
    }

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellation) => Task.CompletedTask;
}
