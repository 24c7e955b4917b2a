using System.Net;
using IdentityServer.Shared.Outgoing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Shared.Outgoing;

[Property("Case", "T16")]
[Property("Case", "H09")]
internal sealed class OutgoingAddressTests : OutgoingFixture
{
    [TestCase("http://app.test/keys", OutgoingFailure.UrlRefused)]
    [TestCase("ftp://app.test/keys", OutgoingFailure.UrlRefused)]
    [TestCase("file:///etc/passwd", OutgoingFailure.UrlRefused)]
    [TestCase("//app.test/keys", OutgoingFailure.UrlRefused)]
    [TestCase("/keys", OutgoingFailure.UrlRefused)]
    [TestCase("https://user@app.test/keys", OutgoingFailure.UrlRefused)]
    [TestCase("https://user:secret@app.test/keys", OutgoingFailure.UrlRefused)]
    [TestCase("https://127.0.0.1/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://127.1/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://0x7f.0.0.1/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://2130706433/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://0177.0.0.1/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://[::1]/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://[::ffff:127.0.0.1]/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://[::ffff:8.8.8.8]/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://[fd00:ec2::254]/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://[fe80::1%25eth0]/keys", OutgoingFailure.AddressRefused)]
    [TestCase("https://169.254.169.254/latest/meta-data", OutgoingFailure.AddressRefused)]
    [TestCase("https://nowhere.test/keys", OutgoingFailure.HostUnknown)]
    public async Task Nothing_is_sent_to(string address, OutgoingFailure expected)
    {
        Assert.That(await FailureAsync(address), Is.EqualTo(expected));
        Assert.That(Network.Connections, Is.Empty);
    }

    [TestCase("127.0.0.1")]
    [TestCase("10.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("::1")]
    [TestCase("fd00::1")]
    [TestCase("::ffff:10.0.0.1")]
    public async Task Nothing_is_sent_to_a_name_that_leads_to(string address)
    {
        Network.Names["app.test"] = new([[address]]);

        Assert.That(await FailureAsync("https://app.test/keys"), Is.EqualTo(OutgoingFailure.AddressRefused));
        Assert.That(Network.Connections, Is.Empty);
    }

    [Test]
    public async Task A_name_that_changes_its_mind_after_the_check_is_not_asked_again()
    {
        Network.Names["app.test"] = new([[Public], ["127.0.0.1"]]);

        await AnswerAsync("https://app.test/keys");

        Assert.That(Network.Questions, Is.EqualTo(1));
        Assert.That(Network.Connections, Is.EqualTo(new[] { new IPEndPoint(IPAddress.Parse(Public), 443) }));
    }

    [Test]
    public async Task Of_a_name_with_several_addresses_only_the_public_ones_are_called()
    {
        Network.Names["app.test"] = new([["127.0.0.1", "fd00::1", Public, "10.0.0.1"]]);

        await AnswerAsync("https://app.test/keys");

        Assert.That(Network.Connections.Select(connection => connection.Address.ToString()), Is.EqualTo(new[] { Public }));
    }

    [Test]
    public async Task An_address_where_nobody_answers_is_passed_over()
    {
        Network.Names["app.test"] = new([["2606:4700::1", Public]]);
        Network.Dead.Add("2606:4700::1");

        Assert.That((await AnswerAsync("https://app.test/keys")).IsSuccess, Is.True);
    }

    [Test]
    public async Task A_name_with_a_thousand_addresses_does_not_make_us_knock_a_thousand_times()
    {
        var addresses = Enumerable.Range(0, 1_000).Select(number => $"93.{number / 250}.{number % 250}.1").ToArray();
        Network.Names["app.test"] = new([addresses]);
        Network.Dead.UnionWith(addresses);

        Assert.That(await FailureAsync("https://app.test/keys"), Is.EqualTo(OutgoingFailure.Unreachable));
        Assert.That(Network.Connections, Has.Count.LessThanOrEqualTo(9), "three addresses, three times");
    }

    [Test]
    public async Task An_allowed_origin_may_be_anywhere_and_plain_where_it_says_so()
    {
        var plain = Server.PlainAddress.GetLeftPart(UriPartial.Authority);
        Settings["IdentityServer:Outgoing:AllowedOrigins:0"] = plain;
        Network = new(Server.PlainAddress);

        Assert.That((await AnswerAsync($"{plain}/keys")).IsSuccess, Is.True);
        Assert.That(await FailureAsync($"http://127.0.0.1:1/keys"), Is.EqualTo(OutgoingFailure.UrlRefused), "another port is another origin");
    }

    [Test]
    public async Task A_network_of_ones_own_may_be_called_and_its_neighbours_may_not()
    {
        Settings["IdentityServer:Outgoing:AllowedNetworks:0"] = "10.20.0.0/16";
        Network.Names["app.test"] = new([["10.20.1.1"]]);
        Network.Names["other.app.test"] = new([["10.21.1.1", "::ffff:10.20.1.1", "::ffff:10.21.1.1"]]);

        Assert.That((await AnswerAsync("https://app.test/keys")).IsSuccess, Is.True);
        Assert.That(await FailureAsync("https://other.app.test/keys"), Is.EqualTo(OutgoingFailure.AddressRefused));
    }

    [TestCase("AllowedOrigins:0", "https://app.test/")]
    [TestCase("AllowedOrigins:0", "https://app.test/path")]
    [TestCase("AllowedOrigins:0", "https://user@app.test")]
    [TestCase("AllowedOrigins:0", "app.test")]
    [TestCase("AllowedOrigins:0", "http://app.test")]
    [TestCase("AllowedNetworks:0", "10.20.0.0/40")]
    [TestCase("AllowedNetworks:0", "everything")]
    [TestCase("TrustedCertificates", "missing.pem")]
    [TestCase("TrustedCertificates", "empty.pem")]
    public void A_setting_that_means_nothing_stops_the_start(string key, string value)
    {
        File.WriteAllText(Directory.File("empty.pem"), "");
        Settings[$"IdentityServer:Outgoing:{key}"] = value;
        using var services = Services("Production");

        Assert.That(() => services.GetRequiredService<IOptions<OutgoingOptions>>().Value,
            Throws.InstanceOf<OptionsValidationException>().With.Message.Contains($"'{value}'"));
    }
}
