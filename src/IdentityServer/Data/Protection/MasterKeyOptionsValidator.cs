using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Data.Protection;

internal sealed class MasterKeyOptionsValidator(IHostEnvironment environment) : IValidateOptions<MasterKeyOptions>
{
    // In Development a file has been made before anybody asks.
    private const string Missing =
        "IdentityServer:MasterKey must be set outside Development, because it protects every secret in the database: "
        + "put the output of `openssl rand -base64 32` into a file only this server can read and set IdentityServer:MasterKey:File to its path "
        + "(or set IdentityServer:MasterKey:Value to the output, or IdentityServer:MasterKey:Certificate to a PKCS#12 file with an RSA key)";

    public ValidateOptionsResult Validate(string? name, MasterKeyOptions options)
    {
        if (options.IsEmpty)
            return ValidateOptionsResult.Fail(Missing);

        try
        {
            _ = KeyWraps.Read(options, environment.ContentRootPath);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException fault)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }
    }
}
