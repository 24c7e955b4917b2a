using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddPasswordEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "LegacyPasswords",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "SwitchOffAt",
                table: "LegacyPasswords",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SwitchedOffBy",
                table: "LegacyPasswords",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_LegacyPasswords_SwitchOffAt",
                table: "LegacyPasswords",
                column: "SwitchOffAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LegacyPasswords_SwitchOffAt",
                table: "LegacyPasswords");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "LegacyPasswords");

            migrationBuilder.DropColumn(
                name: "SwitchOffAt",
                table: "LegacyPasswords");

            migrationBuilder.DropColumn(
                name: "SwitchedOffBy",
                table: "LegacyPasswords");
        }
    }
}
