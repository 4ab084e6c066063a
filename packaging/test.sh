#!/usr/bin/env bash
# Sets up like run.sh, then checks everything: style, types, import contracts, tests.   bash packaging/test.sh [ARGS of pytest…]
#
# Every check runs, even after one failed; the exit code is non-zero if any did. No display is needed: what needs one
# starts its own Xvfb. ONEBOARD_TEST_INPUTS names a folder of real input files that some tests read.
set -u
here=$(readlink -f "${BASH_SOURCE[0]}")
here=${here%/*}
# shellcheck source=packaging/lib.sh
. "$here/lib.sh"
readonly TEST_PACKAGES=(xvfb xdotool pulseaudio libasound2-plugins multimon-ng postgresql mosquitto)

failed=()
report=()

# Runs one check and keeps its time. $1: its name; the rest: the command.
check() {
    local name=$1 begin=$SECONDS result=ok
    shift
    printf '\n=== %s\n' "$name"
    "$@" </dev/null || { result=FAILED && failed+=("$name"); }
    report+=("$(printf '%5d s  %-6s  %s' "$((SECONDS - begin))" "$result" "$name")")
}

find_house "$here"
begin=$SECONDS
system_packages "${TEST_PACKAGES[@]}"
leave_root "$here/test.sh" "$@"
setup_venv test
report+=("$(printf '%5d s  %-6s  %s' "$((SECONDS - begin))" ok setup)")

cd "$ROOT" || exit "$EXIT_CANNOT"
export QT_QPA_PLATFORM=offscreen
unset DISPLAY WAYLAND_DISPLAY
python=$VENV/bin/python
check 'style (ruff)' "$python" -m ruff check .
check 'types (mypy)' "$python" -m mypy
check 'import contracts (import-linter)' "$VENV/bin/lint-imports"
check 'tests (pytest)' "$python" -m pytest --durations=15 --durations-min=0.5 "$@"

printf '\n=== time\n'
printf '%s\n' "${report[@]}"
((${#failed[@]} == 0)) || {
    printf 'FAILED: %s\n' "${failed[@]}"
    exit 1
}
