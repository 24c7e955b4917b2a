using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace IdentityServer.Shared.Validation;

/// <summary>Gives the framework's attributes our own sentences, in every language, unless a page has a better one.</summary>
internal sealed class ValidationMessages : IValidationMetadataProvider
{
    // Some attributes carry a sentence from the start.
    private static readonly string?[] FrameworksOwn = [null, new EmailAddressAttribute().ErrorMessage, new UrlAttribute().ErrorMessage];

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            if (FrameworksOwn.Contains(attribute.ErrorMessage) && attribute.ErrorMessageResourceName is null)
                attribute.ErrorMessage = Key(attribute);
    }

    private static string? Key(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => "Validation.Required",
        EmailAddressAttribute => "Validation.Email",
        MaxLengthAttribute or StringLengthAttribute { MinimumLength: 0 } => "Validation.TooLong",
        StringLengthAttribute => "Validation.Length",
        MinLengthAttribute => "Validation.TooShort",
        UrlAttribute => "Validation.Url",
        RangeAttribute => "Validation.Range",
        RegularExpressionAttribute => "Validation.Characters",
        _ => null,
    };
}
