using IdentityServer.Shared;
using IdentityServer.Shared.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityServer.Tests.Shared.Settings;

internal sealed class UnknownSettingsTests
{
    [TestCase("IdentityServer:Isuer")]
    [TestCase("IdentityServer:Room:Enabledd")]
    [TestCase("IdentityServer:Nowhere:Enabled")]
    [TestCase("IdentityServer:Room:Enabled:Deeper")]
    [TestCase("IdentityServer:Room:Inner:Nothing")]
    public void A_key_that_nothing_reads_is_named(string key) => Assert.That(Unknown(key), Is.EqualTo([key]));

    [TestCase("IdentityServer:Issuer")]
    [TestCase("identityserver:ISSUER")]
    [TestCase("IdentityServer:Room:Enabled")]
    [TestCase("IdentityServer:Room:Names:0")]
    [TestCase("IdentityServer:Room:Table:anything")]
    [TestCase("IdentityServer:Room:Inner:Wait")]
    [TestCase("Logging:Nothing")]
    public void A_key_that_is_read_is_not(string key) => Assert.That(Unknown(key), Is.Empty);

    private static IEnumerable<string> Unknown(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, "x")]).Build();
        SettingsSection[] sections = [new("IdentityServer", typeof(ServerOptions)), new("IdentityServer:Room", typeof(RoomSample))];
        return new UnknownSettings(configuration, sections, NullLogger<UnknownSettings>.Instance).Find();
    }

    private sealed class RoomSample
    {
        public bool Enabled { get; set; }

        public List<string> Names { get; } = [];

        public Dictionary<string, string> Table { get; } = [];

        public InnerSample Inner { get; } = new();
    }

    private sealed class InnerSample
    {
        public TimeSpan Wait { get; set; }
    }
}
