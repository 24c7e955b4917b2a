using IdentityServer.Protocol.WebAuthn.Authenticators;
using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.Tests.WebAuthn.Authenticators;

internal sealed class AuthenticatorNamesTests
{
    [TestCase("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager")]
    [TestCase("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Apple Passwords")]
    [TestCase("08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello")]
    [TestCase("bada5566-a7aa-401f-bd96-45619a55120d", "1Password")]
    [TestCase("2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey 5 NFC")]
    [TestCase("00000000-0000-0000-0000-000000000000", null)]
    [TestCase("01020304-0506-0708-0102-030405060708", null)]
    [Property("Case", "UX-40")]
    public void Well_known_places_have_names(string aaguid, string? expected) =>
        Assert.That(AuthenticatorNames.Find(new(aaguid)), Is.EqualTo(expected));

    [Test]
    public void Every_name_in_the_list_could_be_given_by_a_person()
    {
        Assert.That(AuthenticatorNames.All, Has.Count.GreaterThan(100));
        Assert.That(AuthenticatorNames.All.Where(name => !PasskeyName.TryRead(name, out var read) || read != name), Is.Empty);
    }

    [TestCase("usb", null, AuthenticatorKind.SecurityKey)]
    [TestCase("nfc,usb", null, AuthenticatorKind.SecurityKey)]
    [TestCase("ble", null, AuthenticatorKind.SecurityKey)]
    [TestCase("smart-card", null, AuthenticatorKind.SecurityKey)]
    [TestCase("hybrid,usb", null, AuthenticatorKind.SecurityKey)]
    [TestCase("hybrid", null, AuthenticatorKind.PhoneOrTablet)]
    [TestCase("hybrid,internal", AuthenticatorAttachment.CrossPlatform, AuthenticatorKind.PhoneOrTablet)]
    [TestCase("hybrid,internal", AuthenticatorAttachment.Platform, AuthenticatorKind.ThisDevice)]
    [TestCase("hybrid,internal", null, AuthenticatorKind.ThisDevice)]
    [TestCase("internal", null, AuthenticatorKind.ThisDevice)]
    [TestCase("ble,internal", null, AuthenticatorKind.ThisDevice)]
    [TestCase("", null, AuthenticatorKind.Unknown)]
    [TestCase("carrier-pigeon", null, AuthenticatorKind.Unknown)]
    [Property("Case", "UX-41")]
    public void Unknown_places_are_named_by_how_they_are_reached(string transports, AuthenticatorAttachment? attachment, AuthenticatorKind expected) =>
        Assert.That(AuthenticatorKindPolicy.From(transports.Split(',', StringSplitOptions.RemoveEmptyEntries), attachment), Is.EqualTo(expected));
}
