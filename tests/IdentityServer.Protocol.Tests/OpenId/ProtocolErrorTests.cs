using System.Reflection;

namespace IdentityServer.Protocol.Tests.OpenId;

internal sealed class ProtocolErrorTests
{
    [Property("Case", "T25")]
    [TestCase("a \"quoted\" word")]
    [TestCase("a back\\slash")]
    [TestCase("two\nlines")]
    [TestCase("a\ttab")]
    [TestCase("ümlaut")]
    public void A_sentence_with_a_character_outside_the_set_cannot_be_made(string description) =>
        Assert.That(() => ProtocolError.InvalidRequest(description), Throws.ArgumentException);

    [Test]
    public void Every_error_has_a_code_of_the_registered_shape()
    {
        var constructors = typeof(ProtocolError).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(ProtocolError));

        var errors = constructors.Select(constructor => (ProtocolError)constructor.Invoke(null, ["sentence"])!).ToList();

        Assert.That(errors, Is.Not.Empty);
        Assert.That(errors.Select(error => error.Code), Has.All.Match("^[a-z_]+$"));
        Assert.That(errors.Select(error => error.Code), Is.Unique);
        Assert.That(errors.Select(error => error.Status), Has.All.InRange(400, 503));
    }
}
