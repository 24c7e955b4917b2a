using System.Security.Cryptography;
using IdentityServer.Shared.Outgoing;

namespace IdentityServer.OpenId.Logos;

/// <summary>
/// Fetches a logo when its app is registered and now and then after that, never because somebody looks at a page: their
/// browser asks only this server, and nobody can make it call an address at will.
/// </summary>
internal sealed class LogoFetcher(LogoStore store, LogoCatalog catalog, OutgoingClient outgoing, TimeProvider clock)
{
    public const int MaximumLength = 256 * 1024;

    /// <returns>Why there is no picture, or no newer one; null where there is.</returns>
    public async Task<string?> FetchAsync(string clientId, string source, CancellationToken cancellation)
    {
        var result = await outgoing.SendAsync(new(new(source)) { Accept = PictureType.All, MaximumLength = MaximumLength }, cancellation);
        var failure = FailureOf(result);
        if (failure is null)
            await store.SaveAsync(Picture(clientId, source, ((OutgoingResult.Answered)result).Body));
        // What was fetched last counts on: a server that is down for an hour takes nobody's logo away.
        else if (await store.FindAsync(clientId, cancellation) is { } known && known.Source == source)
            await store.RecordCheckAsync(clientId, source, clock.GetUtcNow());
        else
            await store.SaveAsync(new() { ClientId = clientId, Source = source, CheckedAt = clock.GetUtcNow() });

        catalog.Forget(clientId);
        return failure;
    }

    private ClientLogo Picture(string clientId, string source, byte[] body) => new()
    {
        ClientId = clientId,
        Source = source,
        CheckedAt = clock.GetUtcNow(),
        Key = SHA256.HashData(body)[..ClientLogo.KeyLength],
        MediaType = PictureType.Of(body),
        Picture = body,
    };

    private static string? FailureOf(OutgoingResult result) => result switch
    {
        OutgoingResult.Answered { IsSuccess: true } answered => PictureType.Of(answered.Body) is null ? "it is no PNG, JPEG or WebP" : null,
        OutgoingResult.Answered answered => $"the answer was {(int)answered.Status}",
        OutgoingResult.Failed failed => failed.Reason.ToString(),
        _ => throw new InvalidOperationException("There is no further result."),
    };
}
