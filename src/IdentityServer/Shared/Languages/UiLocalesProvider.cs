using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace IdentityServer.Shared.Languages;

/// <summary>OpenID Connect Core §3.1.2.1: the app's, or our own footer's, wish: tags in order of preference, split by spaces.</summary>
internal sealed class UiLocalesProvider : RequestCultureProvider
{
    public const string Parameter = "ui_locales";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext http) =>
        Task.FromResult(Wished(http) is { } language ? new ProviderCultureResult(language) : null);

    private static string? Wished(HttpContext http)
    {
        // The error page is a second run of the same request, without its query.
        if (http.Features.Get<IRequestCultureFeature>() is { Provider: UiLocalesProvider, RequestCulture: var earlier })
            return earlier.UICulture.Name;

        // Hardly any request wishes for one: the query of all others is not taken apart for it.
        return http.Request.QueryString.Value?.Contains(Parameter, StringComparison.OrdinalIgnoreCase) is true
            ? Language.Wished(http.Request.Query[Parameter])?.Name : null;
    }
}
