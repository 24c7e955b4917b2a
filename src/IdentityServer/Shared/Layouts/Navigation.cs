using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Shared.Layouts;

/// <summary>The side lists in their order. A link shows as soon as a room maps its page.</summary>
internal sealed class Navigation(EndpointDataSource endpoints)
{
    private static readonly NavigationLink[] Account =
    [
        new("/account/passkeys", "key", "Navigation.Passkeys"),
        new("/account/profile", "person", "Navigation.Profile"),
        new("/account/email", "mail", "Navigation.Email"),
        new("/account/security", "shield", "Navigation.Security"),
        new("/account/sessions", "devices", "Navigation.Sessions"),
        new("/account/apps", "apps", "Navigation.Apps"),
        new("/account/activity", "activity", "Navigation.Activity"),
        new("/account/privacy", "lock", "Navigation.Privacy"),
    ];

    private static readonly NavigationLink[] Administration =
    [
        new("/admin/insights", "chart", "Navigation.Insights"),
        new("/admin/users", "people", "Navigation.People"),
        new("/admin/invitations", "mail", "Navigation.Invitations"),
        new("/admin/groups", "group", "Navigation.Groups"),
        new("/admin/passkeys", "key", "Navigation.Passkeys"),
        new("/admin/sessions", "devices", "Navigation.Sessions"),
        new("/admin/clients", "apps", "Navigation.Apps"),
        new("/admin/resources", "server", "Navigation.Apis"),
        new("/admin/policy", "shield", "Navigation.Policy"),
        new("/admin/flags", "flag", "Navigation.Flags"),
        new("/admin/audit", "activity", "Navigation.Audit"),
    ];

    public IEnumerable<NavigationLink> Desk => Account.Where(IsMapped);

    public IEnumerable<NavigationLink> Console => Administration.Where(IsMapped);

    public static bool IsCurrent(NavigationLink link, HttpContext http) =>
        http.Request.Path.StartsWithSegments(link.Href, StringComparison.OrdinalIgnoreCase);

    private bool IsMapped(NavigationLink link) =>
        endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/') == link.Href);
}

/// <param name="Text">A key of the shared resources.</param>
internal sealed record NavigationLink(string Href, string Icon, string Text);
