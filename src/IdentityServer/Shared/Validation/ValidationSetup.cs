using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Validation;

internal static class ValidationSetup
{
    public static void AddLocalizedValidation(this IMvcBuilder pages)
    {
        pages.AddDataAnnotationsLocalization(options =>
            options.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(SharedResources)));
        pages.Services.AddOptions<MvcOptions>().Configure<IStringLocalizerFactory>((mvc, factory) =>
        {
            mvc.ModelMetadataDetailsProviders.Add(new ValidationMessages());

            // Called at each binding, so that the words follow the language of the request.
            var text = factory.Create(typeof(SharedResources));
            mvc.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => text["Validation.Required"]);
            mvc.ModelBindingMessageProvider.SetMissingBindRequiredValueAccessor(_ => text["Validation.Required"]);
            mvc.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((_, _) => text["Validation.NotUnderstood"]);
            mvc.ModelBindingMessageProvider.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => text["Validation.NotUnderstood"]);
            mvc.ModelBindingMessageProvider.SetValueIsInvalidAccessor(_ => text["Validation.NotUnderstood"]);
            mvc.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(_ => text["Validation.Number"]);
            mvc.ModelBindingMessageProvider.SetNonPropertyValueMustBeANumberAccessor(() => text["Validation.Number"]);
        });
    }
}
