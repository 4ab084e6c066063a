#!/usr/bin/env bash
# Puts OneBoard in place on a hall's machine, as root, once it runs by run.sh:   sudo bash packaging/install.sh [--gateway]
#
# The command `oneboard` for everybody, the menu entry, and stable names for serial adapters. With --gateway also the
# service account and the service of the live hall's gateway. The checkout stays where it is (others must be able to
# read it: /opt/oneboard is a good place). DESTDIR, for packagers, is put before every path and leaves the system alone.
set -eu
here=$(readlink -f "${BASH_SOURCE[0]}")
here=${here%/*}
to=${DESTDIR:-}

case ${1:-} in
'' | --gateway) ;;
*)
    printf '用法 / usage: install.sh [--gateway]\n' >&2
    exit 2
    ;;
esac
if [[ -z $to && $EUID -ne 0 ]]; then
    printf '请用 sudo 运行。/ Run it with sudo.\n' >&2
    exit 3
fi

mkdir -p "$to/usr/local/bin" "$to/usr/local/share/applications" "$to/etc/udev/rules.d"
ln -sfn "$here/run.sh" "$to/usr/local/bin/oneboard"
install -m 644 "$here/oneboard.desktop" "$to/usr/local/share/applications/"
install -m 644 "$here/udev/70-oneboard.rules" "$to/etc/udev/rules.d/"
if [[ ${1:-} == --gateway ]]; then
    mkdir -p "$to/etc/systemd/system"
    install -m 644 "$here/oneboard-gateway.service" "$to/etc/systemd/system/"
fi
[[ -z $to ]] || exit 0

if [[ -d /run/udev ]]; then
    udevadm control --reload && udevadm trigger --subsystem-match=tty
fi
if [[ ${1:-} == --gateway ]]; then
    getent passwd oneboard >/dev/null ||
        useradd --system --user-group --home-dir /var/lib/oneboard --shell /usr/sbin/nologin oneboard
    if [[ -d /run/systemd/system ]]; then
        systemctl daemon-reload
    fi
    printf '网关已装好。先 oneboard setup,再 / The gateway is in place. First oneboard setup, then:\n  sudo systemctl enable --now oneboard-gateway\n'
fi
