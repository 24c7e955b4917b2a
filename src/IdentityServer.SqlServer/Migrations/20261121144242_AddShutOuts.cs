using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddShutOuts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<byte[]>(
                name: "Access",
                table: "Consents",
                type: "varbinary(8000)",
                maxLength: 8000,
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "varbinary(8000)",
                oldMaxLength: 8000);

            migrationBuilder.AddColumn<long>(
                name: "RevokedAt",
                table: "Consents",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RevokedAt",
                table: "Consents");

            migrationBuilder.AlterColumn<byte[]>(
                name: "Access",
                table: "Consents",
                type: "varbinary(8000)",
                maxLength: 8000,
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "varbinary(8000)",
                oldMaxLength: 8000,
                oldNullable: true);
        }
    }
}
