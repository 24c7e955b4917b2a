using System.Runtime.CompilerServices;
using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Discovery;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Discovery;

/// <summary>What apps configure themselves with. Written once for each state of the provider, and the same whatever Host asks.</summary>
internal static class DiscoveryEndpoint
{
    /// <summary>What changes here (a scope, an endpoint) is nothing that an app must know at once.</summary>
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    private static readonly ConditionalWeakTable<Provider, PublicDocument> Documents = [];

    public static async Task AnswerAsync(HttpContext http, ProviderSource providers)
    {
        var provider = await providers.CurrentAsync(http.RequestAborted);
        await Documents.GetValue(provider, Write).AnswerAsync(http);
    }

    private static PublicDocument Write(Provider provider) =>
        new(DiscoveryDocument.Write(provider, Language.All.Select(language => language.Name)), "application/json", MaximumAge);
}
