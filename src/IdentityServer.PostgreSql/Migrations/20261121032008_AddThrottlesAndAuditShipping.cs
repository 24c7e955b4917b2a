using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddThrottlesAndAuditShipping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditShipments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Batch = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditShipments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Throttles",
                columns: table => new
                {
                    Key = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 16, nullable: false),
                    Next = table.Column<long>(type: "bigint", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    ToldAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Throttles", x => x.Key);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditShipments");

            migrationBuilder.DropTable(
                name: "Throttles");
        }
    }
}
