namespace IdentityServer.Data;

/// <summary>The database cannot be reached or cannot work now: people are asked to come back, nothing else helps.</summary>
internal sealed class DatabaseUnavailableException(string message, Exception? inner) : Exception(message, inner);
