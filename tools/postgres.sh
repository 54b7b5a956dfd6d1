#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL: tools/postgres.sh COMMAND…
#
# The cluster lies in a temporary folder, answers on a socket there and nowhere else, and is gone when the
# command ends. When SAMPAKT_DATABASE_URL is set, that database is used and nothing is started.
# tools/postgres.sh --find only says whether PostgreSQL is there.
set -euo pipefail

if [[ -n "${SAMPAKT_DATABASE_URL:-}" ]]; then
    [[ "$1" == --find ]] || exec "$@"
    exit 0
fi

programs=""
for folder in /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
    [[ -x "$folder/initdb" ]] && programs="$folder"
done
if [[ -z "$programs" ]]; then
    echo "PostgreSQL is not installed (Debian: apt-get install postgresql), and SAMPAKT_DATABASE_URL names none." >&2
    exit 1
fi
[[ "$1" == --find ]] && exit 0

place=$(mktemp -d)
as_owner=()
if [[ $EUID -eq 0 ]]; then
    # PostgreSQL refuses to run as root.
    chown postgres "$place"
    as_owner=(runuser -u postgres --)
fi

end() {
    (cd / && "${as_owner[@]}" "$programs/pg_ctl" -D "$place/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$place"
}
trap end EXIT

# What is written here need not survive a power cut.
fast="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
(
    cd /
    "${as_owner[@]}" "$programs/initdb" -D "$place/data" -U sampakt --auth=trust --no-locale -E UTF8 --no-sync >/dev/null
    "${as_owner[@]}" "$programs/pg_ctl" -D "$place/data" -l "$place/log" -w \
        -o "-k $place -c listen_addresses= $fast" start >/dev/null
) || { cat "$place/log" >&2; exit 1; }

export PGHOST="$place" PGUSER=sampakt SAMPAKT_DATABASE_URL=postgresql:///postgres
"$@"
