using Microsoft.Extensions.Options;

namespace IdentityServer.Host;

/// <summary>Turns what validation at start throws, one exception or several, into one message that lists every fault.</summary>
internal static class StartFault
{
    public static string? Of(Exception exception)
    {
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
