using IdentityServer.Protocol.WebAuthn.Authenticators;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys;

/// <summary>
/// What a new passkey is called until its owner calls it something else: by its provider where that is known, else by what
/// can be seen of it. For display only; nothing is decided by a name.
/// </summary>
internal sealed class PasskeyNaming(IStringLocalizer<PasskeyWords> text)
{
    public string Propose(NewCredential credential, HttpRequest request, IReadOnlyList<Passkey> existing) =>
        PasskeyName.Unused(AuthenticatorNames.Find(credential.Aaguid) ?? Describe(credential, request), existing.Select(it => it.Name));

    private string Describe(NewCredential credential, HttpRequest request) =>
        AuthenticatorKindPolicy.From(credential.Transports, credential.Attachment) switch
        {
            AuthenticatorKind.SecurityKey => text["Naming.Key"],
            AuthenticatorKind.PhoneOrTablet => text["Naming.Phone"],
            AuthenticatorKind.ThisDevice when DeviceFamily.Of(request).System is var system and not DeviceFamily.Unknown => text["Naming.Device", system],
            _ => text["Naming.Passkey"],
        };
}
