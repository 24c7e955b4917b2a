using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdentityServer.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddApprovalsAndPairings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PasskeyPairings",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeMac = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", maxLength: 256, nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    ClaimId = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: true),
                    Device = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    Network = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    CancelledAt = table.Column<long>(type: "bigint", nullable: true),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasskeyPairings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PasskeyPairings_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SignInApprovals",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    BrowserHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    Interaction = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Device = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    Network = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    App = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Decision = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    ApproverSessionId = table.Column<Guid>(type: "uuid", nullable: true),
                    TakenAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInApprovals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PasskeyPairings_AccountId",
                table: "PasskeyPairings",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_PasskeyPairings_ClaimId",
                table: "PasskeyPairings",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_PasskeyPairings_ExpiresAt",
                table: "PasskeyPairings",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_SignInApprovals_AccountId",
                table: "SignInApprovals",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_SignInApprovals_ExpiresAt",
                table: "SignInApprovals",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PasskeyPairings");

            migrationBuilder.DropTable(
                name: "SignInApprovals");
        }
    }
}
