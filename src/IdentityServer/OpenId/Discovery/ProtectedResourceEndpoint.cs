using System.Runtime.CompilerServices;
using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Discovery;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Discovery;

/// <summary>RFC 9728: the APIs of this server (userinfo) as apps find them. Its own name, the issuer, is their audience.</summary>
internal static class ProtectedResourceEndpoint
{
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    private static readonly ConditionalWeakTable<Provider, PublicDocument> Documents = [];

    public static async Task AnswerAsync(HttpContext http, ProviderSource providers) =>
        await Documents.GetValue(await providers.CurrentAsync(http.RequestAborted), Write).AnswerAsync(http);

    private static PublicDocument Write(Provider provider) => new(ProtectedResourceDocument.Write(provider), "application/json", MaximumAge);
}
