using System.Reflection;
using IdentityServer.Data;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.Architecture;

/// <summary>Operators filter and alert by these numbers.</summary>
internal sealed class LogEventTests
{
    private static readonly List<int> Ids =
    [
        .. new[] { typeof(Handle).Assembly, typeof(Program).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>(),
    ];

    [Test]
    public void No_two_log_events_have_the_same_number()
    {
        Assert.That(Ids, Has.Count.GreaterThan(20));
        Assert.That(Ids, Is.Unique);
    }
}
