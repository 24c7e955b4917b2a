using IdentityServer.TestKit;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Tests.Shared.Headers;

/// <summary>Whoever is signed in finds the way out on whichever page they are.</summary>
internal sealed class SignOutEverywhereTests
{
    [Test, Property("Case", "7.4.4"), Category("Slow")]
    public async Task Every_page_of_the_account_has_the_way_out()
    {
        await using var host = new TestHost();
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        ada.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        List<string> seen = [], without = [];
        foreach (var path in Paths(host))
        {
            var answer = await ada.Http.GetAsync(path);
            if (!answer.IsSuccessStatusCode)
                continue; // leads elsewhere, or needs something this person has not got

            seen.Add(path);
            if (!(await answer.Content.ReadAsStringAsync()).Contains("action=\"/sign-out\"", StringComparison.Ordinal))
                without.Add(path);
        }

        Assert.That(without, Is.Empty);
        Assert.That(seen, Has.Count.GreaterThan(12));
    }

    private static List<string> Paths(TestHost host) =>
    [
        .. from page in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where page.Metadata.GetMetadata<PageActionDescriptor>() is not null && page.RoutePattern.Parameters is []
           let path = "/" + page.RoutePattern.RawText!.Trim('/')
           where path.StartsWith("/account/", StringComparison.Ordinal)
           select path,
    ];
}
