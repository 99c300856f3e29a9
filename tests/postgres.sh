#!/bin/sh
# Run a command with DATABASE_URL pointing at a PostgreSQL server that lives only as long.
#   postgres.sh COMMAND ...     run it (the server's files are below /tmp and go afterwards)
#   postgres.sh --find          print the folder of PostgreSQL's programs; exit 3 if there is none
set -eu

find_programs() {
    for folder in \
        "$(dirname "$(command -v initdb || echo /nowhere/initdb)")" \
        "$(pg_config --bindir 2>/dev/null || true)" \
        /usr/lib/postgresql/*/bin \
        /opt/homebrew/opt/postgresql*/bin \
        /usr/local/opt/postgresql*/bin \
        /Applications/Postgres.app/Contents/Versions/latest/bin; do
        if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

if ! programs=$(find_programs); then
    echo "PostgreSQL is not installed (Debian: apt-get install postgresql)." >&2
    exit 3
fi
if [ "${1:-}" = --find ]; then
    echo "$programs"
    exit 0
fi

home=$(mktemp -d /tmp/rijkslocaties-pg.XXXXXX)
# PostgreSQL refuses to run as root: there it runs as the user that its package made.
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    chown postgres "$home"
    as_owner() { setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; }
fi

finish() {
    status=$?
    trap - EXIT INT TERM
    as_owner "$programs/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$home"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd_and() { (cd "$home" && as_owner "$@"); }
for locale in C.UTF-8 en_US.UTF-8 C; do
    rm -rf "$home/data"
    if cd_and "$programs/initdb" -D "$home/data" -U rijkslocaties -A trust -E UTF8 \
        --locale="$locale" --no-sync >"$home/initdb.log" 2>&1; then
        break
    fi
    [ "$locale" != C ] || { cat "$home/initdb.log" >&2; exit 1; }
done

# No network: a socket in a folder of its own. Nothing has to survive: no waiting for the disk, no
# cleaning up. Compiling a query takes longer than the query does on the few rows of a test.
settings="-k $home -c listen_addresses= -c fsync=off -c synchronous_commit=off"
settings="$settings -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"
settings="$settings -c autovacuum=off -c jit=off -c shared_buffers=256MB"
cd_and "$programs/pg_ctl" -D "$home/data" -l "$home/log" -w start >/dev/null \
    -o "$settings" \
    || { cat "$home/log" >&2; exit 1; }
chmod 755 "$home"

DATABASE_URL="postgres://rijkslocaties@/postgres?host=$home"
export DATABASE_URL
"$@"
