using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IdentityServer.Audit;

internal sealed class EventIdConverter() : ValueConverter<EventId, byte[]>(id => id.ToBytes(), bytes => new(bytes));
