using IdentityServer.Data;
using IdentityServer.Data.Migrating;
using Microsoft.Extensions.Options;

namespace IdentityServer.Host;

/// <summary>Turns what stops a start into one message an operator can act on; of faulty settings it lists every one.</summary>
internal static class StartFault
{
    public static string? Of(Exception exception)
    {
        if (exception is SchemaBehindException or DatabaseUnavailableException)
            return exception.Message;

        var faults = exception switch
        {
            OptionsValidationException one => one.Failures,
            AggregateException many when many.InnerExceptions.All(inner => inner is OptionsValidationException) =>
                many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures),
            _ => null,
        };
        return faults is null
            ? null
            : "The settings do not allow a start:" + string.Concat(faults.Distinct().Select(fault => $"{Environment.NewLine}  - {fault}"));
    }
}
