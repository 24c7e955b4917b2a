using System.Reflection;
using System.Text.RegularExpressions;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Tests.Architecture;

/// <summary>ASVS 6.1.3, 6.3.4: there is no way in that docs/asvs.md does not name.</summary>
[Property("Case", "6.3.4")]
internal sealed partial class WaysInTests
{
    private static readonly Type[] Ours = typeof(IdentityServerDbContext).Assembly.GetTypes();

    [Test]
    public async Task Every_route_that_opens_a_session_is_named_and_no_other()
    {
        await using var host = new TestHost { Settings = { ["IdentityServer:Passwords:Enabled"] = "true", ["IdentityServer:SignUp:Mode"] = "Open" } };
        var opening = new List<string>();
        foreach (var route in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            if ((await ServicesOfAsync(host, route)).Any(service => Reaches(service, [])))
                opening.Add("/" + route.RoutePattern.RawText!.Trim('/'));

        Assert.That(opening.Distinct().Order(), Is.EqualTo(Named().Order()));
        Assert.That(opening, Is.Not.Empty);
    }

    [Test]
    public void Every_class_that_opens_a_session_is_had_by_its_constructor() => Assert.That(
        Users(typeof(SessionStart)).Where(user => user != typeof(SessionsSetup) && !Dependencies(user).Contains(typeof(SessionStart))), Is.Empty);

    // What writes rows of sessions, and what writes the cookie, is reached through one class.
    [TestCase(typeof(SessionStore), nameof(SessionStore.Insert))]
    [TestCase(typeof(SessionStore), nameof(SessionStore.Renew))]
    [TestCase(typeof(SessionHttpContext), "WriteSession")]
    public void Only_the_start_of_sessions_calls(Type type, string method) =>
        Assert.That(Ours.Where(it => ReferencedTypes.Calls(it).Any(called => called.DeclaringType == type && called.Name == method)).Select(Outermost).Distinct(),
            Is.SubsetOf(new[] { typeof(SessionStart), typeof(StartedSession), type }).And.Not.Empty);

    private static async Task<IEnumerable<Type>> ServicesOfAsync(TestHost host, RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            return [(await host.Get<PageLoader>().LoadAsync(page, EndpointMetadataCollection.Empty)).ModelTypeInfo ?? throw new InvalidOperationException(page.ViewEnginePath)];

        return route.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Select(it => it.ParameterType) ?? [];
    }

    private static bool Reaches(Type type, HashSet<Type> seen) =>
        type == typeof(SessionStart) || (seen.Add(type) && Dependencies(type).Any(it => Reaches(it, seen)));

    // An interface is whatever implements it; a list or a late-made service is what it is made of.
    private static IEnumerable<Type> Dependencies(Type type) =>
        type.IsGenericType ? type.GetGenericArguments()
        : type.IsInterface ? Ours.Where(it => it.IsClass && type.IsAssignableFrom(it))
        : Ours.Contains(type) ? type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(it => it.GetParameters()).Select(it => it.ParameterType)
        : [];

    private static IEnumerable<Type> Users(Type used) =>
        Ours.Where(it => ReferencedTypes.Of(it).Contains(used)).Select(Outermost).Where(it => it != used).Distinct();

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<string> Named()
    {
        var page = File.ReadAllText(Repository.File("docs/asvs.md"));
        var section = page[page.IndexOf("## Ways in", StringComparison.Ordinal)..];
        return Route().Matches(section[..section.IndexOf("\n## ", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"^\| [^|]+ \| `(/[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Route();
}
