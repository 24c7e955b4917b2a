using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Scopes;
using Microsoft.Extensions.Localization;

namespace IdentityServer.OpenId.Consents;

/// <summary>One thing that is asked for, in the person's words.</summary>
internal sealed record ConsentItem(string Scope, string Title, string? Hint)
{
    public bool IsRequired => ConsentChoice.IsRequired(Scope);

    public static IReadOnlyList<ConsentItem> Of(Access asked, ScopeCatalog catalog, IStringLocalizer text) =>
        [.. asked.Scopes.OrderByDescending(ConsentChoice.IsRequired).Select(scope => Of(scope, asked, catalog, text))];

    /// <summary>The facts asked for one by one (OpenID Connect Core §5.5), as one line.</summary>
    public static string? Claims(Access asked, IStringLocalizer text)
    {
        var names = asked.UserInfoClaims.Union(asked.IdTokenClaims).Select(claim => Or(text["Consent.Claim." + claim], claim)).ToList();
        return names is [] ? null : string.Join(", ", names);
    }

    private static ConsentItem Of(string scope, Access asked, ScopeCatalog catalog, IStringLocalizer text)
    {
        if (catalog.IsIdentity(scope))
        {
            var described = catalog.Identity.First(known => known.Name == scope).Description;
            return new(scope, described ?? Or(text["Consent.Scope." + scope], scope), OrNothing(text["Consent.Scope.Hint." + scope]));
        }

        var resource = asked.Resources.Select(catalog.FindResource).FirstOrDefault(known => known?.Offers(scope) is true);
        var offered = resource?.Scopes.First(known => known.Name == scope);
        return new(scope, offered?.Description ?? scope, resource is null ? null : text["Consent.Api", resource.Name].Value);
    }

    private static string Or(LocalizedString words, string name) => words.ResourceNotFound ? name : words.Value;

    private static string? OrNothing(LocalizedString words) => words.ResourceNotFound ? null : words.Value;
}
