using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Scopes;
using Microsoft.Extensions.Localization;

namespace IdentityServer.OpenId.Consents;

/// <summary>One thing that is asked for, in the person's words.</summary>
/// <param name="Scope">None where a whole API is meant, which goes with the sign-in.</param>
internal sealed record ConsentItem(string? Scope, string Title, string? Hint)
{
    public bool IsRequired => Scope is null || ConsentChoice.IsRequired(Scope);

    public static IReadOnlyList<ConsentItem> Of(Access asked, ScopeCatalog catalog, IStringLocalizer text) =>
    [
        .. asked.Scopes.Where(ConsentChoice.IsRequired).Select(scope => Of(scope, asked, catalog, text)),
        .. Apis(asked, catalog).Where(api => !asked.Scopes.Any(api.Offers)).Select(api => new ConsentItem(null, text["Consent.Api.Whole", api.Name], Learns(api, text))),
        .. asked.Scopes.Where(scope => !ConsentChoice.IsRequired(scope)).Select(scope => Of(scope, asked, catalog, text)),
    ];

    /// <summary>The facts asked for one by one (OpenID Connect Core §5.5), as one line.</summary>
    public static string? Claims(Access asked, IStringLocalizer text)
    {
        var claims = asked.UserInfoClaims.Union(asked.IdTokenClaims).ToList();
        return claims is [] ? null : InWords(claims, text);
    }

    private static ConsentItem Of(string scope, Access asked, ScopeCatalog catalog, IStringLocalizer text)
    {
        if (catalog.IsIdentity(scope))
        {
            var described = catalog.Identity.First(known => known.Name == scope).Description;
            return new(scope, described ?? Or(text["Consent.Scope." + scope], scope), OrNothing(text["Consent.Scope.Hint." + scope]));
        }

        var apis = Apis(asked, catalog).Where(api => api.Offers(scope)).ToList();
        var description = apis.SelectMany(api => api.Scopes).FirstOrDefault(known => known.Name == scope && known.Description is not null)?.Description;
        var hints = apis.SelectMany(api => new[] { text["Consent.Api", api.Name].Value, Learns(api, text) }.OfType<string>());
        return new(scope, description ?? scope, apis is [] ? null : string.Join(". ", hints));
    }

    private static IEnumerable<ApiResource> Apis(Access asked, ScopeCatalog catalog) => asked.Resources.Select(catalog.FindResource).OfType<ApiResource>();

    /// <summary>The app reads it as well, where the token is one that everybody can read.</summary>
    private static string? Learns(ApiResource api, IStringLocalizer text) =>
        api.Claims is [] ? null : text["Consent.Api.Learns", InWords(api.Claims, text)].Value;

    private static string InWords(IEnumerable<string> claims, IStringLocalizer text) =>
        string.Join(", ", claims.Select(claim => Or(text["Consent.Claim." + claim], claim)));

    private static string Or(LocalizedString words, string name) => words.ResourceNotFound ? name : words.Value;

    private static string? OrNothing(LocalizedString words) => words.ResourceNotFound ? null : words.Value;
}
