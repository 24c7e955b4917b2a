using System.Text;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.Tests.WebAuthn.Messages;

internal sealed class ClientDataTests
{
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o"}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","crossOrigin":false,"other_keys_can_be_added_here":[1,{"a":null}]}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","crossOrigin":null,"topOrigin":null}""")]
    [TestCase("""{ "origin" : "o" , "challenge" : "AQ" , "type" : "\u0074" }""")]
    public void What_browsers_write_is_read(string json)
    {
        Assert.That(ClientData.TryParse(Encoding.UTF8.GetBytes(json), out var client), Is.True);

        Assert.That((client!.Type, client.Challenge[0], client.Origin, client.TopOrigin), Is.EqualTo(("t", (byte)1, "o", (string?)null)));
        Assert.That(client.CrossOrigin, Is.Not.True);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("{}")]
    [TestCase("""{"type":"t","challenge":"AQ"}""")]
    [TestCase("""{"type":"t","origin":"o"}""")]
    [TestCase("""{"challenge":"AQ","origin":"o"}""")]
    [TestCase("""{"type":null,"challenge":"AQ","origin":"o"}""")]
    [TestCase("""{"type":1,"challenge":"AQ","origin":"o"}""")]
    [TestCase("""{"type":"t","challenge":1,"origin":"o"}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":["o"]}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","crossOrigin":"false"}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","crossOrigin":0}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","topOrigin":true}""")]
    [TestCase("""{"Type":"t","challenge":"AQ","origin":"o"}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","origin":"o"}""", Description = "twice the same")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","crossOrigin":false,"crossOrigin":true}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"evil","\u006frigin":"o"}""", Description = "twice, once in disguise")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o","x":{"a":1,"a":2}}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o",}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o"/**/}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"o"} {}""")]
    [TestCase("""{"type":"t","challenge":"AQ","origin":"\ud800"}""", Description = "half a character")]
    [TestCase("""{"type":"t","challenge":"AQ==","origin":"o"}""", Description = "padded")]
    [TestCase("""{"type":"t","challenge":"AR","origin":"o"}""", Description = "stray bits")]
    [TestCase("""{"type":"t","challenge":"A Q","origin":"o"}""", Description = "white space")]
    [TestCase("""{"type":"t","challenge":"A\u0051","origin":"o"}""", Description = "escaped")]
    [TestCase("""{"type":"t","challenge":"+/","origin":"o"}""", Description = "the other alphabet")]
    [TestCase("""{"type":"t","challenge":"A","origin":"o"}""", Description = "a length that nothing has")]
    [TestCase("\ufeff{\"type\":\"t\",\"challenge\":\"AQ\",\"origin\":\"o\"}")]
    public void Everything_else_is_not(string json) =>
        Assert.That(ClientData.TryParse(Encoding.UTF8.GetBytes(json), out _), Is.False);

    [Test]
    public void Broken_UTF8_is_not_read()
    {
        byte[] json = [.. """{"type":"t","challenge":"AQ","origin":"""u8, (byte)'"', 0xff, .. "\"}"u8];

        Assert.That(ClientData.TryParse(json, out _), Is.False);
    }
}
