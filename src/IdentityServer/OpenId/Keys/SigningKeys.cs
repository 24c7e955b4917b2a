using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Keys;

/// <summary>
/// The keys for whoever signs, publishes or verifies. Every instance follows a change in the database within
/// <see cref="Convergence"/>, or stops signing: a revoked key must not outlive the connection to the database.
/// </summary>
internal sealed class SigningKeys(SigningKeyReader reader, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Convergence = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Fresh = Convergence / 2;

    private readonly SemaphoreSlim reading = new(1);
    private volatile SigningKeySnapshot? latest;

    /// <summary>The key that signs now. The object is shared and may be used by any number of threads.</summary>
    public async ValueTask<SigningKey> CurrentAsync(SignatureAlgorithm algorithm, CancellationToken cancellation)
    {
        var snapshot = await LatestAsync(cancellation);
        return snapshot.Current(algorithm, clock.GetUtcNow())
            ?? throw new InvalidOperationException($"This server has no signing key for {algorithm}.");
    }

    public async ValueTask<PublicDocument> PublishedAsync(CancellationToken cancellation) => (await LatestAsync(cancellation)).Published;

    /// <summary>For tokens that we signed ourselves, however long ago.</summary>
    public async ValueTask<VerificationKeySet> VerificationAsync(CancellationToken cancellation) => (await LatestAsync(cancellation)).Verification;

    public void Dispose() => reading.Dispose();

    private async ValueTask<SigningKeySnapshot> LatestAsync(CancellationToken cancellation)
    {
        if (IsYoungerThan(Fresh) is { } fresh)
            return fresh;

        // While one request reads, the others go on with what there is, as long as it is not too old.
        var patience = IsYoungerThan(Convergence) is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
        if (!await reading.WaitAsync(patience, cancellation))
            return IsYoungerThan(Convergence) ?? await LatestAsync(cancellation);

        try
        {
            return IsYoungerThan(Fresh) ?? (latest = await reader.ReadAsync(cancellation));
        }
        finally
        {
            reading.Release();
        }
    }

    private SigningKeySnapshot? IsYoungerThan(TimeSpan age)
    {
        var snapshot = latest;
        var actual = clock.GetUtcNow() - snapshot?.LoadedAt;
        return actual >= TimeSpan.Zero && actual < age ? snapshot : null;
    }
}
