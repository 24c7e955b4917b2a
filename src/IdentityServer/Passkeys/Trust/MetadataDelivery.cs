using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.Shared.Outgoing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>Fetches the metadata from where the operator says it is: a file for those without a way out, or an address.</summary>
internal sealed class MetadataDelivery(OutgoingClient outgoing, IOptions<PasskeyOptions> options, IHostEnvironment environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string Place => options.Value.Attestation.Metadata;

    /// <summary>Null where it cannot be had now; the reason is in the log of whoever was asked.</summary>
    public async Task<byte[]?> FetchAsync(CancellationToken cancellation)
    {
        if (Place is "")
            return null;
        if (!AttestationOptionsRule.IsAddress(Place))
            return await ReadAsync(Path.Combine(environment.ContentRootPath, Place), cancellation);

        var request = new OutgoingRequest(new Uri(Place)) { Timeout = Patience, MaximumLength = MetadataBlobReader.MaximumLength };
        return await outgoing.SendAsync(request, cancellation) is OutgoingResult.Answered { IsSuccess: true, Body: var body } ? body : null;
    }

    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellation) =>
        new FileInfo(path) is { Exists: true, Length: <= MetadataBlobReader.MaximumLength } ? await File.ReadAllBytesAsync(path, cancellation) : null;
}
