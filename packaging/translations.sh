#!/usr/bin/env bash
# Brings the English of the screens up to date: collects the Chinese of the code into resources/translations/oneboard_en.ts,
# keeps what is translated there, and compiles it into the .qm that the program loads. New texts come out unfinished and are
# named; translate them in the .ts (a text editor or pyside6-linguist) and run this again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=${ONEBOARD_VENV:-.venv}
ts=resources/translations/oneboard_en.ts
"$venv/bin/python" packaging/translations.py
"$venv/bin/pyside6-lrelease" -silent "$ts" -qm "${ts%.ts}.qm"
