using System.Text;
using System.Text.Json;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityServer.Protocol.Tests.WebAuthn.Oracle;

/// <summary>The framework's own passkey handler: it was written by other people from the same specification.</summary>
internal sealed class FrameworkOracle : IDisposable
{
    private readonly OracleUser _user = new(Guid.NewGuid().ToString("N"), "ada");
    private readonly OracleStore _store;
    private readonly UserManager<OracleUser> _users;
    private readonly PasskeyHandler<OracleUser> _handler;
    private readonly DefaultHttpContext _http = new();

    public FrameworkOracle(string userVerification)
    {
        _store = new(_user);
        _users = new(_store, null!, null!, [], [], null!, null!, null!, NullLogger<UserManager<OracleUser>>.Instance);
        _handler = new(_users, Microsoft.Extensions.Options.Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = Scene.RelyingPartyId,
            UserVerificationRequirement = userVerification,
        }));
        _http.Request.Headers.Origin = Scene.Origin;
    }

    public byte[] UserHandle => Encoding.UTF8.GetBytes(_user.Id);

    public async Task<(byte[] Challenge, string State)> StartRegistrationAsync()
    {
        _store.Passkey = null;
        var options = await _handler.MakeCreationOptionsAsync(new() { Id = _user.Id, Name = _user.Name, DisplayName = _user.Name }, _http);
        return (ChallengeOf(options.CreationOptionsJson), options.AttestationState!);
    }

    public async Task<bool> AcceptsRegistrationAsync(string state, byte[] json) =>
        (await _handler.PerformAttestationAsync(new()
        {
            HttpContext = _http,
            CredentialJson = Encoding.UTF8.GetString(json),
            AttestationState = state,
        })).Succeeded;

    public async Task<(byte[] Challenge, string State)> StartAssertionAsync(SoftPasskey passkey, uint storedCounter, bool known)
    {
        _store.Passkey = new(
            passkey.CredentialId, passkey.Key.Cose, Scene.Now, storedCounter, transports: null,
            isUserVerified: true, passkey.BackupEligible, passkey.BackedUp, attestationObject: [], clientDataJson: []);
        var options = await _handler.MakeRequestOptionsAsync(known ? _user : null, _http);
        return (ChallengeOf(options.RequestOptionsJson), options.AssertionState!);
    }

    public async Task<bool> AcceptsAssertionAsync(string state, byte[] json) =>
        (await _handler.PerformAssertionAsync(new()
        {
            HttpContext = _http,
            CredentialJson = Encoding.UTF8.GetString(json),
            AssertionState = state,
        })).Succeeded;

    private static byte[] ChallengeOf(string optionsJson)
    {
        using var document = JsonDocument.Parse(optionsJson);
        return document.RootElement.GetProperty("challenge").GetBytesFromBase64Url();
    }

    public void Dispose()
    {
        _users.Dispose();
        _store.Dispose();
    }
}

file static class JsonElements
{
    public static byte[] GetBytesFromBase64Url(this JsonElement text) => System.Buffers.Text.Base64Url.DecodeFromChars(text.GetString());
}
