using System.Net;
using IdentityServer.Shared.Requests;

namespace IdentityServer.Tests.Shared.Requests;

internal sealed class NetworkPrefixTests
{
    [TestCase("203.0.113.77", "203.0.113.0/24", "203.0.113.77/32")]
    [TestCase("::ffff:203.0.113.77", "203.0.113.0/24", "203.0.113.77/32")]
    [TestCase("2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff", "2001:db8:aaaa::/48", "2001:db8:aaaa:bbbb::/64")]
    [TestCase("::1", "::/48", "::/64")]
    [TestCase("fe80::1%3", "fe80::/48", "fe80::/64")]
    public void Only_the_first_bits_remain(string address, string record, string throttle)
    {
        Assert.That(NetworkPrefix.ForRecords(IPAddress.Parse(address)), Is.EqualTo(record));
        Assert.That(NetworkPrefix.ForThrottles(IPAddress.Parse(address)), Is.EqualTo(throttle));
    }

    [Test]
    public void No_address_has_no_network() => Assert.That(NetworkPrefix.ForRecords(null), Is.Null);
}
