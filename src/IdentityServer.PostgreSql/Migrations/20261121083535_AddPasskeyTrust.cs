using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddPasskeyTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AttestedModel",
                table: "Passkeys",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FlaggedAt",
                table: "Passkeys",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FlaggedFor",
                table: "Passkeys",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuthenticatorMetadata",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticatorMetadata", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RelyingPartyPins",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    RelyingPartyId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RelyingPartyPins", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuthenticatorMetadata");

            migrationBuilder.DropTable(
                name: "RelyingPartyPins");

            migrationBuilder.DropColumn(
                name: "AttestedModel",
                table: "Passkeys");

            migrationBuilder.DropColumn(
                name: "FlaggedAt",
                table: "Passkeys");

            migrationBuilder.DropColumn(
                name: "FlaggedFor",
                table: "Passkeys");
        }
    }
}
