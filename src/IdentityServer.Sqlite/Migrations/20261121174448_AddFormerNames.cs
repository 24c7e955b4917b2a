using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddFormerNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FormerNames",
                columns: table => new
                {
                    Name = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerNames", x => x.Name);
                    table.ForeignKey(
                        name: "FK_FormerNames_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FormerNames_AccountId",
                table: "FormerNames",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_FormerNames_Until",
                table: "FormerNames",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FormerNames");
        }
    }
}
