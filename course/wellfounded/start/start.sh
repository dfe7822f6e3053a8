#!/bin/sh
# Starts the course. The first time it installs what the lessons need, into the folder .venv beside it.
cd "$(dirname "$0")" || exit 1

for each in python3.14 python3.13 python3.12 python3.11 python3 python; do
  if "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$each; break; fi
done
if [ -z "$python" ]; then
  echo "Python 3.11 or newer is needed. Get it at https://www.python.org/downloads/ and start this again."
  exit 1
fi

if ! cmp -s wellfounded-*.whl .venv/installed; then
  echo "Installing. This needs the internet once, and takes a minute or two."
  "$python" -m venv .venv \
    && .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock \
    && .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall wellfounded-*.whl \
    && cp wellfounded-*.whl .venv/installed \
    || { echo "That did not work. Is there internet? On Debian and Ubuntu: is python3-venv installed?"; exit 1; }
fi

exec .venv/bin/wellfounded learn "$@"
