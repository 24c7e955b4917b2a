using Microsoft.AspNetCore.Builder;

namespace IdentityServer.Shared.Headers;

/// <summary>What an endpoint answers with, which decides its headers. An endpoint that says nothing is a page.</summary>
internal enum ResponseKind
{
    /// <summary>HTML for a person; also every answer without an endpoint.</summary>
    Page,

    /// <summary>JSON that belongs to one caller: ceremonies, tokens, the admin API.</summary>
    Data,

    /// <summary>JSON that anybody may read from anywhere and keep: discovery, keys, well-known files.</summary>
    Public,

    /// <summary>Style sheets, modules, icons of our own.</summary>
    Asset,

    /// <summary>An image that an operator or an app supplied: shown, never run.</summary>
    Picture,
}

internal static class ResponseKindExtensions
{
    public static TBuilder Answers<TBuilder>(this TBuilder endpoint, ResponseKind kind) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ResponseKindMetadata(kind));
}

internal sealed record ResponseKindMetadata(ResponseKind Kind);
