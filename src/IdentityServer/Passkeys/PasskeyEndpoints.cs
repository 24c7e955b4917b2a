using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Passkeys.SignIn;
using IdentityServer.Passkeys.StepUp;
using IdentityServer.Protocol.WebAuthn;
using IdentityServer.Protocol.WebAuthn.Options;
using IdentityServer.Shared.Headers;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Passkeys;

/// <summary>The ceremonies as pages drive them: one question and one answer each, JSON, same origin.</summary>
internal static class PasskeyEndpoints
{
    public static IEndpointRouteBuilder MapCeremonies(this IEndpointRouteBuilder endpoints)
    {
        var ceremonies = endpoints.MapGroup("/passkeys").AddEndpointFilter<SameOriginFilter>().Answers(ResponseKind.Data);

        ceremonies.MapPost("/sign-in/options", async (HttpContext http, SignInOptions options, CancellationToken cancellation) =>
            await ReadAsync<SignInBody>(http) is { } body
                ? await options.AskAsync(http, new(body.Interaction, body.Identifier, body.Mediation is "conditional", body.Hint) { Returning = body.Returning }, cancellation)
                : Malformed);

        ceremonies.MapPost("/sign-in", async (HttpContext http, PasskeySignIn signIn, CancellationToken cancellation) =>
            await ReadAsync<CeremonyAnswer>(http) is { } answer ? await signIn.AnswerAsync(http, answer, cancellation) : Malformed);

        ceremonies.MapPost("/registration/options", async (HttpContext http, EnrolmentOptions options, CancellationToken cancellation) =>
            await ReadAsync<RegistrationBody>(http) is { } body
                ? await options.AskAsync(http, body.Occasion, body.Hint, body.Details, cancellation)
                : Malformed);

        ceremonies.MapPost("/registration", async (HttpContext http, PasskeyEnrolment enrolment, CancellationToken cancellation) =>
            await ReadAsync<CeremonyAnswer>(http) is { } answer ? await enrolment.AnswerAsync(http, answer, cancellation) : Malformed);

        ceremonies.MapPost("/step-up/options", async (HttpContext http, StepUpOptions options, CancellationToken cancellation) =>
            await ReadAsync<StepUpBody>(http) is { } body
                ? await options.AskAsync(http, body.Interaction, body.Passkey, cancellation)
                : Malformed);

        ceremonies.MapPost("/step-up", async (HttpContext http, PasskeyStepUp stepUp, CancellationToken cancellation) =>
            await ReadAsync<CeremonyAnswer>(http) is { } answer ? await stepUp.AnswerAsync(http, answer, cancellation) : Malformed);

        ceremonies.MapPost("/reports", async (HttpContext http, CeremonyFunnel funnel, CeremonyTrail trail, CancellationToken cancellation) =>
        {
            if (await ReadAsync<CeremonyReport>(http) is not { Edge: FunnelEdge.PromptInvoked or FunnelEdge.BrowserResolved } report)
                return Malformed;

            funnel.Reported(http, report);
            await trail.ReportedAsync(http, report, cancellation);
            return TypedResults.NoContent();
        });

        ceremonies.MapPost("/capabilities", async (HttpContext http, BrowserCapabilities capabilities) =>
        {
            if (await ReadAsync<Dictionary<string, bool?>>(http) is not { } said)
                return Malformed;

            capabilities.Reported(http, said);
            return TypedResults.NoContent();
        });

        return endpoints;
    }

    private static async Task<T?> ReadAsync<T>(HttpContext http) where T : class
    {
        try
        {
            return (T?)await JsonSerializer.DeserializeAsync(http.Request.BodyReader, typeof(T), PasskeyJson.Default, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Malformed => CeremonyResult.Problem(PasskeyRefusal.Malformed);
}

internal sealed record SignInBody(string? Interaction = null, string? Identifier = null, string? Mediation = null, AuthenticatorHint? Hint = null, bool Returning = false);

internal sealed record RegistrationBody(PasskeyOrigin Occasion = PasskeyOrigin.Settings, AuthenticatorHint? Hint = null, JsonElement Details = default);

internal sealed record StepUpBody(string? Interaction = null, Guid? Passkey = null);

[JsonSerializable(typeof(CeremonyAnswer))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(RegistrationBody))]
[JsonSerializable(typeof(StepUpBody))]
[JsonSerializable(typeof(CeremonyReport))]
[JsonSerializable(typeof(Dictionary<string, bool?>))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class PasskeyJson : JsonSerializerContext;
