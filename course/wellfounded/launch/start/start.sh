#!/bin/sh
# Starts the course, with the newest Python there is; see start.py.
cd "$(dirname "$0")" || exit 1

for python in python3.14 python3.13 python3.12 python3.11 python3 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then exec "$python" start.py "$@"; fi
done
echo "Python 3.11 or newer is needed. Get it at https://www.python.org/downloads/ and start this again."
exit 1
