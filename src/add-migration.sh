#!/usr/bin/env bash
# Adds a migration to all three databases at once:      src/add-migration.sh AddPasskeyName
# Takes back the last one, as long as it is unreleased: src/add-migration.sh --remove
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ $# -ne 1 || $1 == -* && $1 != --remove ]]; then
    sed -n '2,3s/^# //p' "$0" >&2
    exit 2
fi

dotnet tool restore >/dev/null

for provider in Sqlite PostgreSql SqlServer; do
    project="src/IdentityServer.$provider"
    echo "$provider"
    dotnet build "$project" --nologo -v q
    if [[ $1 == --remove ]]; then
        dotnet ef migrations remove --project "$project" --no-build --force
    else
        dotnet ef migrations add "$1" --project "$project" --output-dir Migrations --no-build
    fi
done
