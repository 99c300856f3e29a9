#!/bin/sh
# Make a virtual environment with the best Python (3.11 or newer) that is here.
#   make_venv.sh FOLDER         PYTHON=/path/to/python chooses another one
set -eu

folder=$1
wanted='import sys; sys.exit(not sys.version_info >= (3, 11))'

python=
for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$wanted" >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done

if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no Python")
    echo "Rijkslocaties needs Python 3.11 or newer; here is $found." >&2
    echo "Debian: apt-get install python3 python3-venv. macOS: the installer of python.org." >&2
    echo "Is it elsewhere? PYTHON=/path/to/python3 make install" >&2
    exit 1
fi

echo "Making $folder with $("$python" --version) ..."
# Debian splits venv's pip off in a package of its own; a pip of the system can do the same work.
if "$python" -c 'import ensurepip' >/dev/null 2>&1; then
    "$python" -m venv "$folder"
elif "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip "$folder"
    "$python" -m pip --python "$folder/bin/python" install --quiet pip
elif command -v uv >/dev/null 2>&1; then
    uv venv --quiet --seed --python "$python" "$folder"
else
    echo "This Python cannot make virtual environments." >&2
    echo "Debian: apt-get install python3-venv" >&2
    exit 1
fi
