using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using Polly;
using Polly.Timeout;

namespace IdentityServer.Shared.Outgoing;

/// <summary>
/// One host's trouble stays its own: time, repetitions, a pause for a host that keeps failing, and so many calls at a
/// time. Hosts are named by strangers, so what is remembered about them is bounded.
/// </summary>
internal sealed class OutgoingPipelines : IDisposable
{
    private const int RememberedHosts = 1_000;

    private static readonly ResiliencePropertyKey<OutgoingRequest> Request = new("request");

    private readonly MemoryCache pipelines = new(new MemoryCacheOptions { SizeLimit = RememberedHosts });

    private readonly PartitionedRateLimiter<string> concurrency = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(host => RateLimitPartition.GetConcurrencyLimiter(host, _ => Calls(atOnce: 8, waiting: 32))),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetConcurrencyLimiter("all", _ => Calls(atOnce: 64, waiting: 256))));

    public async Task<OutgoingResult> RunAsync(
        OutgoingRequest request, Func<OutgoingRequest, CancellationToken, ValueTask<OutgoingResult>> send, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Request, request);
        try
        {
            return await For(request.Address.Authority).ExecuteAsync(
                (context, state) => InTurnAsync(state.request, state.send, context.CancellationToken), context, (request, send));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose()
    {
        pipelines.Dispose();
        concurrency.Dispose();
    }

    private async ValueTask<OutgoingResult> InTurnAsync(
        OutgoingRequest request, Func<OutgoingRequest, CancellationToken, ValueTask<OutgoingResult>> send, CancellationToken cancellation)
    {
        using var lease = await concurrency.AcquireAsync(request.Address.Authority, permitCount: 1, cancellation);
        return lease.IsAcquired ? await send(request, cancellation) : new OutgoingResult.Failed(OutgoingFailure.Busy);
    }

    private ResiliencePipeline<OutgoingResult> For(string host) => pipelines.GetOrCreate(host, entry =>
    {
        entry.SetSize(1).SetSlidingExpiration(TimeSpan.FromMinutes(10));
        return Build();
    })!; // the factory never returns null

    private static ResiliencePipeline<OutgoingResult> Build() => new ResiliencePipelineBuilder<OutgoingResult>()
        .AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = arguments => ValueTask.FromResult(RequestOf(arguments.Context).Timeout),
        })
        .AddRetry(new()
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(RequestOf(arguments.Context).Body is null && IsPassing(arguments.Outcome.Result)),
        })
        .AddCircuitBreaker(new()
        {
            FailureRatio = 0.5,
            MinimumThroughput = 6,
            SamplingDuration = TimeSpan.FromMinutes(1),
            BreakDuration = TimeSpan.FromSeconds(30),
            ShouldHandle = arguments => ValueTask.FromResult(IsHostsTrouble(arguments.Outcome.Result)),
        })
        .Build();

    private static OutgoingRequest RequestOf(ResilienceContext context) => context.Properties.GetValue(Request, null!); // set by RunAsync

    private static bool IsPassing(OutgoingResult? result) =>
        result is OutgoingResult.Failed { Reason: OutgoingFailure.Unreachable } or OutgoingResult.Answered { Status: >= HttpStatusCode.InternalServerError };

    private static bool IsHostsTrouble(OutgoingResult? result) =>
        IsPassing(result) || result is OutgoingResult.Failed
        {
            Reason: OutgoingFailure.TimedOut or OutgoingFailure.HostUnknown or OutgoingFailure.CertificateRefused,
        };

    private static ConcurrencyLimiterOptions Calls(int atOnce, int waiting) => new() { PermitLimit = atOnce, QueueLimit = waiting };
}
