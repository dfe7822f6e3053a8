#!/bin/sh
# For macOS: a file that can be opened with two clicks.
exec "$(dirname "$0")/start.sh" "$@"
