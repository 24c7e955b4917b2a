using System.Reflection;
using IdentityServer.Data;

namespace IdentityServer.Tests.Architecture;

internal sealed class ArrowTests
{
    private static readonly Assembly Server = typeof(IdentityServerDbContext).Assembly;

    [Test]
    public void No_room_uses_a_room_above_or_beside_it()
    {
        var rooms = new Rooms("IdentityServer");

        Assert.That(Server.GetTypes().Where(type => !Rooms.IsWiring(type)).SelectMany(rooms.WrongArrowsOf).Distinct(), Is.Empty);
    }

    [Test]
    public void Every_type_lives_in_a_known_room()
    {
        var rooms = new Rooms("IdentityServer");

        var homeless = Server.GetTypes().Where(type => rooms.RoomOf(type) is { } room && !Rooms.IsKnown(room));

        Assert.That(homeless, Is.Empty);
    }

    [TestCase("Base")]
    [TestCase("Field")]
    [TestCase("Parameter")]
    [TestCase("Returned")]
    [TestCase("Constraint`1")]
    [TestCase("Decorated")]
    [TestCase("DecoratedMember")]
    [TestCase("Listed")]
    [TestCase("Created")]
    [TestCase("Called")]
    [TestCase("NamedAsTypeArgument")]
    [TestCase("Lambda")]
    [TestCase("Awaiting")]
    public void A_wrong_arrow_is_seen(string use) => Assert.That(WrongArrowsFrom($"Data.{use}"), Is.Not.Empty);

    [TestCase("Passkeys.Downwards")]
    [TestCase("Passkeys.UsesShared")]
    public void An_arrow_that_points_down_is_allowed(string type) => Assert.That(WrongArrowsFrom(type), Is.Empty);

    [TestCase("Passkeys.Sideways")]
    [TestCase("Shared.Curious")]
    public void A_sibling_and_a_curious_Shared_are_seen(string type) => Assert.That(WrongArrowsFrom(type), Is.Not.Empty);

    private static IEnumerable<string> WrongArrowsFrom(string name)
    {
        const string root = "IdentityServer.Tests.Architecture.Samples";
        var samples = new Rooms(root);
        var type = Assembly.GetExecutingAssembly().GetType($"{root}.{name}", throwOnError: true)!;

        return Nested(type).SelectMany(samples.WrongArrowsOf);
    }

    // Lambdas and asynchronous methods are compiled into nested types.
    private static IEnumerable<Type> Nested(Type type) =>
        type.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).SelectMany(Nested).Prepend(type);
}
