using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Audit;

/// <summary>
/// The way back from a reference to an account, for operators. Written with the event that creates the account; erasing
/// a person deletes it, and what they did stays recorded without leading to them.
/// </summary>
internal sealed class AuditSubject
{
    public required byte[] Reference { get; init; }

    public required Guid AccountId { get; init; }
}

internal sealed class AuditSubjectConfiguration : IEntityTypeConfiguration<AuditSubject>
{
    public void Configure(EntityTypeBuilder<AuditSubject> builder)
    {
        builder.ToTable("AuditSubjects");
        builder.HasKey(subject => subject.Reference);
        builder.Property(subject => subject.Reference).HasMaxLength(AuditReferences.Length).IsFixedLength();
    }
}
