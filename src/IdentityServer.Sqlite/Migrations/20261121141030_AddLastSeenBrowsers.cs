using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddLastSeenBrowsers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_KnownBrowsers_KnownSince",
                table: "KnownBrowsers");

            migrationBuilder.AddColumn<long>(
                name: "LastSeenAt",
                table: "KnownBrowsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "FirstSignInAt",
                table: "Accounts",
                type: "INTEGER",
                nullable: true);

            // Nobody is forgotten by this, nor becomes somebody who never signed in.
            migrationBuilder.Sql("""
                UPDATE "KnownBrowsers" SET "LastSeenAt" = "KnownSince"
                """);
            migrationBuilder.Sql("""
                UPDATE "Accounts" SET "FirstSignInAt" = (SELECT MIN("KnownSince") FROM "KnownBrowsers" WHERE "KnownBrowsers"."AccountId" = "Accounts"."Id")
                """);

            migrationBuilder.CreateIndex(
                name: "IX_KnownBrowsers_LastSeenAt",
                table: "KnownBrowsers",
                column: "LastSeenAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_KnownBrowsers_LastSeenAt",
                table: "KnownBrowsers");

            migrationBuilder.DropColumn(
                name: "LastSeenAt",
                table: "KnownBrowsers");

            migrationBuilder.DropColumn(
                name: "FirstSignInAt",
                table: "Accounts");

            migrationBuilder.CreateIndex(
                name: "IX_KnownBrowsers_KnownSince",
                table: "KnownBrowsers",
                column: "KnownSince");
        }
    }
}
