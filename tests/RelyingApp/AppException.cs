namespace RelyingApp;

/// <summary>A sign-in that this app does not accept, in a sentence for its page.</summary>
public sealed class AppException(string message) : Exception(message);
