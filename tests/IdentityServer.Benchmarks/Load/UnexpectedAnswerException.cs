namespace IdentityServer.Benchmarks.Load;

/// <summary>An answer that an operation under load must never get: what is measured then is not the operation.</summary>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
