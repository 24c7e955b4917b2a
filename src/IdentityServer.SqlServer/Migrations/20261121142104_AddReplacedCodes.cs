using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddReplacedCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ReplacedAt",
                table: "RecoveryCodes",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryCodes_ReplacedAt",
                table: "RecoveryCodes",
                column: "ReplacedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RecoveryCodes_ReplacedAt",
                table: "RecoveryCodes");

            migrationBuilder.DropColumn(
                name: "ReplacedAt",
                table: "RecoveryCodes");
        }
    }
}
