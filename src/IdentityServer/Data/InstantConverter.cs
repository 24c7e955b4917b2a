using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IdentityServer.Data;

internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
