using System.Runtime.CompilerServices;
using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Discovery;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Discovery;

/// <summary>What everybody may know of the provider. Written once for each of its states, and the same whatever Host asks.</summary>
internal sealed class ProviderDocument(Func<Provider, byte[]> write)
{
    /// <summary>What apps configure themselves with.</summary>
    public static readonly ProviderDocument Discovery = new(provider => DiscoveryDocument.Write(provider, Language.All.Select(language => language.Name)));

    /// <summary>RFC 9728: the APIs of this server (userinfo) as apps find them. Its own name, the issuer, is their audience.</summary>
    public static readonly ProviderDocument ProtectedResource = new(ProtectedResourceDocument.Write);

    /// <summary>What changes here (a scope, an endpoint) is nothing that an app must know at once.</summary>
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(15);

    private readonly ConditionalWeakTable<Provider, PublicDocument> documents = [];

    public async Task AnswerAsync(HttpContext http, ProviderSource providers)
    {
        var provider = await providers.CurrentAsync(http.RequestAborted);
        await documents.GetValue(provider, Write).AnswerAsync(http);
    }

    private PublicDocument Write(Provider provider) => new(write(provider), "application/json", MaximumAge);
}
