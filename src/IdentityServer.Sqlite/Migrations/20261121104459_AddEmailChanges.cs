using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddEmailChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ProvenEmail",
                table: "Accounts",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            // What was proven before stays proven; of two accounts with one address, one keeps it.
            migrationBuilder.Sql("""
                UPDATE "Accounts" SET "ProvenEmail" = "NormalizedEmail" WHERE "EmailConfirmed" = 1 AND NOT EXISTS (
                    SELECT 1 FROM "Accounts" AS other WHERE other."NormalizedEmail" = "Accounts"."NormalizedEmail"
                        AND other."EmailConfirmed" = 1 AND other."Id" < "Accounts"."Id")
                """);

            migrationBuilder.CreateTable(
                name: "EmailChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Link = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    OldEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NewEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EmailChanges_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_ProvenEmail",
                table: "Accounts",
                column: "ProvenEmail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EmailChanges_AccountId",
                table: "EmailChanges",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_EmailChanges_ExpiresAt",
                table: "EmailChanges",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_EmailChanges_Link",
                table: "EmailChanges",
                column: "Link",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EmailChanges");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_ProvenEmail",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "ProvenEmail",
                table: "Accounts");
        }
    }
}
