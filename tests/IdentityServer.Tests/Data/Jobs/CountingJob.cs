using IdentityServer.Data.Jobs;

namespace IdentityServer.Tests.Data.Jobs;

internal sealed class CountingJob : IJob
{
    private readonly TaskCompletionSource ran = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name { get; } = Guid.NewGuid().ToString();

    public TimeSpan Period => TimeSpan.FromMinutes(2);

    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public int Runs { get; private set; }

    public bool WasCancelled { get; private set; }

    public Task Ran => ran.Task;

    public async Task RunAsync(CancellationToken cancellation)
    {
        Runs++;
        ran.TrySetResult();
        try
        {
            await Work(cancellation);
        }
        catch (OperationCanceledException)
        {
            WasCancelled = true;
            throw;
        }
    }
}
