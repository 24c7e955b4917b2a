using IdentityServer.Data;
using IdentityServer.Data.Migrating;
using IdentityServer.Host.Commands;
using IdentityServer.Passkeys.Pinning;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace IdentityServer.Host;

/// <summary>What stops a start, as a sentence an operator can act on, and an exit code that says whether trying again helps.</summary>
internal sealed record StartFault(string Code, string Message, ExitCode Exit)
{
    public static StartFault? Of(Exception exception) => exception switch
    {
        SchemaBehindException => new("schema_behind", exception.Message, ExitCode.Refused),
        RelyingPartyChangedException => new("relying_party_changed", exception.Message, ExitCode.Configuration),
        DatabaseUnavailableException => new("database_unavailable", exception.Message, ExitCode.Refused),
        OperationCanceledException => new("interrupted", "Told to stop before it was ready.", ExitCode.Done),
        IOException { InnerException: AddressInUseException } => new(
            "address_in_use",
            exception.Message + " Choose another with --urls=http://localhost:5001 (and in Development the same for --IdentityServer:Issuer).",
            ExitCode.Refused),
        OptionsValidationException one => Settings(one.Failures),
        AggregateException many when many.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            Settings(many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)),
        _ => null,
    };

    private static StartFault Settings(IEnumerable<string> faults) => new(
        "invalid_configuration",
        "The settings do not allow a start:" + string.Concat(faults.Distinct().Select(fault => $"{Environment.NewLine}  - {fault}")),
        ExitCode.Configuration);
}
