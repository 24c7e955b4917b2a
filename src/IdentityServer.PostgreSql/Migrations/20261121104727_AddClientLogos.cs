using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddClientLogos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ClientLogos",
                columns: table => new
                {
                    ClientId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Source = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false),
                    CheckedAt = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    MediaType = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Picture = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientLogos", x => x.ClientId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ClientLogos_Key",
                table: "ClientLogos",
                column: "Key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ClientLogos");
        }
    }
}
