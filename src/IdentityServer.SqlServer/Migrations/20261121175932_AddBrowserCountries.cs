using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddBrowserCountries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Countries",
                table: "KnownBrowsers",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Countries",
                table: "KnownBrowsers");
        }
    }
}
