using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FlaggedAt",
                table: "Passkeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FlaggedFor",
                table: "Passkeys",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuthenticatorMetadata",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticatorMetadata", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RelyingPartyPins",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    RelyingPartyId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
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
