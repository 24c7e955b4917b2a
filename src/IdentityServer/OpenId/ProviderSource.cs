using IdentityServer.Accounts.SignUp;
using IdentityServer.OpenId.Resources;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Shared;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId;

/// <summary>
/// What this server offers at the moment. As long as nothing changes, the same object comes back, so that what is made
/// from it (the discovery document) can be kept with it.
/// </summary>
internal sealed class ProviderSource
{
    private const string Everything = "";

    private readonly RecentAnswers<string, Snapshot> recent;
    private readonly ApiResourceStore store;
    private readonly Provider bare;

    public ProviderSource(ApiResourceStore store, IOptions<ServerOptions> server, IOptions<OpenIdOptions> options, IOptions<SignUpOptions> signUp, TimeProvider clock)
    {
        this.store = store;
        bare = new(server.Value.Issuer) { Catalog = new(IdentityScopes(options.Value), []) };
        // Initiating User Registration 1.0 §4: offered where people can make themselves an account, refused elsewhere.
        if (signUp.Value.Mode is not SignUpMode.Open)
            bare = bare with { Prompts = [.. bare.Prompts.Where(prompt => prompt is not "create")] };
        recent = new(clock, ReadAsync, capacity: 1);
    }

    public async ValueTask<Provider> CurrentAsync(CancellationToken cancellation) => (await recent.GetAsync(Everything, cancellation)).Provider;

    /// <summary>For whoever changes a resource.</summary>
    public void Forget() => recent.Forget(Everything);

    private async Task<Snapshot> ReadAsync(string _, Snapshot? previous, CancellationToken cancellation)
    {
        var rows = await store.ListAsync(cancellation);
        if (previous is not null && previous.IsOf(rows))
            return previous;

        return new(rows, bare with
        {
            Catalog = bare.Catalog with { Resources = [.. rows.Select(Open).OfType<ApiResource>()] },
        });
    }

    // One that breaks a rule made since is left out: its scopes are unknown until it is imported anew.
    private ApiResource? Open(StoredApiResource row) =>
        StrictJson.TryReadObject(row.Definition, out var json) ? ApiResourceMetadata.Read(json, bare, new List<MetadataFault>()) : null;

    private static List<Scope> IdentityScopes(OpenIdOptions options)
    {
        var scopes = StandardScopes.All.ToList();
        foreach (var added in options.Scopes)
        {
            var index = scopes.FindIndex(scope => scope.Name == added.Name);
            if (index < 0)
                scopes.Add(new(added.Name, added.Claims, added.Description));
            else
                scopes[index] = scopes[index] with { Claims = [.. scopes[index].Claims.Union(added.Claims)] };
        }

        return scopes;
    }

    private sealed record Snapshot(List<StoredApiResource> Rows, Provider Provider)
    {
        public bool IsOf(List<StoredApiResource> rows) =>
            rows.Count == Rows.Count
            && rows.Zip(Rows).All(pair => pair.First.Resource == pair.Second.Resource && pair.First.Definition.AsSpan().SequenceEqual(pair.Second.Definition));
    }
}
