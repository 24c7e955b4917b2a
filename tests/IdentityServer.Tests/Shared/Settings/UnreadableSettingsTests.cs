using IdentityServer.Host;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared.Settings;

internal sealed class UnreadableSettingsTests
{
    [TestCase("IdentityServer:Edge:Burst", "ten", "a number")]
    [TestCase("IdentityServer:Edge:Burst", "99999999999", "a number")]
    [TestCase("IdentityServer:Edge:Burst", "", "a number")]
    [TestCase("IdentityServer:Edge:DrainDelay", "6 seconds", "a duration")]
    [TestCase("IdentityServer:Audit:Ship", "perhaps", "true or false")]
    [TestCase("IdentityServer:Telemetry:Protocol", "Pigeon", "Grpc, HttpProtobuf")]
    [TestCase("IdentityServer:Throttles:SignInPerNetwork:Window", "soon", "a duration")]
    public void A_value_of_another_kind_is_named_with_its_key(string key, string value, string expected) =>
        Assert.That(FaultsOf(new() { [key] = value }), Does.Contain($"{key} '{value}' is not {expected}"));

    [Test]
    public void All_rooms_faults_of_both_kinds_stand_in_one_message() => Assert.That(
        FaultsOf(new()
        {
            ["IdentityServer:Edge:Burst"] = "ten",
            ["IdentityServer:Edge:BodySize"] = "huge",
            ["IdentityServer:Audit:SealEvery"] = "often",
            ["IdentityServer:Database:Provider"] = "Oracle",
            ["IdentityServer:Issuer"] = "nonsense",
        }),
        Does.Contain("Edge:Burst").And.Contain("Edge:BodySize").And.Contain("Audit:SealEvery").And.Contain("Database:Provider").And.Contain("Issuer"));

    [TestCase("IdentityServer:Telemetry:Endpoint")]
    [TestCase("IdentityServer:Throttles:GuessesPerNetwork:Cap")]
    [TestCase("IdentityServer:Branding:Name")]
    public void Nothing_is_read_as_nothing(string key) => Assert.That(FaultsOf(new() { [key] = "" }), Is.Empty);

    private static string FaultsOf(Dictionary<string, string> settings)
    {
        using var host = new TestHost();
        foreach (var (key, value) in settings)
            host.Settings[key] = value;

        try
        {
            _ = host.Server;
            return "";
        }
        catch (Exception exception)
        {
            return StartFault.Of(exception)?.Message ?? exception.ToString();
        }
    }
}
