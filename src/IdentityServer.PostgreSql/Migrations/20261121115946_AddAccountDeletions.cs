using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddAccountDeletions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccountDeletions",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Link = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    EraseAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountDeletions", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_AccountDeletions_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccountDeletions_EraseAt",
                table: "AccountDeletions",
                column: "EraseAt");

            migrationBuilder.CreateIndex(
                name: "IX_AccountDeletions_Link",
                table: "AccountDeletions",
                column: "Link",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountDeletions");
        }
    }
}
