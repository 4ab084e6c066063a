#!/usr/bin/env bash
# Gathers every wheel that an installation without a network needs.   bash packaging/make_wheels.sh [DIR] [PYTHON-VERSION…]
#
# Run it where there is a network, on the same kind of processor. DIR is packaging/wheels unless told; the versions are
# 3.11 3.12 3.13 unless told. Carry the checkout with that folder to the hall: run.sh finds it there, or by ONEBOARD_WHEELS.
set -eu
here=$(readlink -f "${BASH_SOURCE[0]}")
here=${here%/*}
folder=${1:-$here/wheels}
shift || true
versions=("$@")
((${#versions[@]})) || versions=(3.11 3.12 3.13)

python=${ONEBOARD_VENV:-$here/../.venv}/bin/python
[[ -x $python ]] || python=$(command -v "${ONEBOARD_PYTHON:-python3}")

# Newest first: what a wheel may ask of the system's C library, up to that of Debian 12.
platforms=()
for minor in 36 35 34 31 28 27 26 24 17 12 5; do
    platforms+=(--platform "manylinux_2_${minor}_$(uname -m)")
done
platforms+=(--platform "manylinux2014_$(uname -m)" --platform "manylinux1_$(uname -m)" --platform "linux_$(uname -m)")

mkdir -p "$folder"
for version in "${versions[@]}"; do
    printf 'Python %s\n' "$version"
    "$python" -m pip --disable-pip-version-check download -q --no-deps --only-binary=:all: -d "$folder" \
        --implementation cp --python-version "$version" --abi "cp${version/./}" --abi abi3 --abi none \
        "${platforms[@]}" -r "$here/constraints.txt"
done
printf '%s: %s\n' "$folder" "$(find "$folder" -name '*.whl' | wc -l)"
