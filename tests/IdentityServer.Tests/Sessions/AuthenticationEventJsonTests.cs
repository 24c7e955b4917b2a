using System.Text.Json;
using IdentityServer.Sessions;

namespace IdentityServer.Tests.Sessions;

internal sealed class AuthenticationEventJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 20, 22, 48, 307, TimeSpan.Zero);

    private static readonly AuthenticationEvent Everything = new(Now, AuthenticationMethod.DeviceApproval, "phr")
    {
        Amr = ["hwk", "user"],
        PasskeyId = Guid.NewGuid(),
        UserVerified = true,
        FullAssurance = true,
        IsYoung = true,
        ActionClass = "A",
    };

    private static readonly AuthenticationEvent Nothing = new(default, AuthenticationMethod.Passkey, null) { Amr = [], FullAssurance = false };

    [Test]
    public void What_is_written_is_read_back() => ShouldBe(AuthenticationEventJson.Read(AuthenticationEventJson.Write([Everything, Nothing])), Everything, Nothing);

    [Test]
    public void Every_property_is_written_and_read([ValueSource(nameof(Properties))] string name)
    {
        var written = AuthenticationEventJson.Write([Everything]);

        Assert.That(written, Does.Contain($"\"{JsonNamingPolicy.CamelCase.ConvertName(name)}\":"));
    }

    [Test]
    public void No_proofs_are_no_proofs() => Assert.That(AuthenticationEventJson.Read("[]"), Is.Empty);

    [Test]
    public void What_a_later_version_adds_is_passed_over() => ShouldBe(
        AuthenticationEventJson.Read("""[{"later":{"at":[1]},"method":"Password","more":null,"amr":["pwd"],"fullAssurance":true},{"amr":[]}]"""),
        new(default, AuthenticationMethod.Password, null) { Amr = ["pwd"] }, Nothing);

    [Test]
    public void What_was_cut_off_is_refused() =>
        Assert.That(() => AuthenticationEventJson.Read("""[{"method":"Password","amr":["""), Throws.InstanceOf<JsonException>());

    private static IEnumerable<string> Properties() => typeof(AuthenticationEvent).GetProperties().Select(it => it.Name);

    private static void ShouldBe(IEnumerable<AuthenticationEvent> read, params AuthenticationEvent[] expected) =>
        Assert.That(read.Select(Plain), Is.EqualTo(expected.Select(Plain)));

    // A record compares its lists by reference.
    private static string Plain(AuthenticationEvent it) => JsonSerializer.Serialize(it);
}
