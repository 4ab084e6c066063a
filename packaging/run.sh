#!/usr/bin/env bash
# Starts OneBoard; the first time it installs what that needs.   bash packaging/run.sh [ARGS of oneboard…; default: desk]
#
# Exit codes of its own: 3 – this system cannot run it (the reason is said), 4 – there is no display, 130 – interrupted.
# Otherwise those of oneboard. Settings by environment: see lib.sh.
set -u
here=$(readlink -f "${BASH_SOURCE[0]}")
here=${here%/*}
# shellcheck source=packaging/lib.sh
. "$here/lib.sh"
readonly EXIT_NO_DISPLAY=4

# Reads the arguments as far as we must: sets `command` (empty: none named), `picture` (--shot) and `only_asks` (--help).
read_arguments() {
    local argument is_value=
    command='' picture='' only_asks='' options=''
    for argument in "$@"; do
        if [[ $is_value ]]; then
            is_value=
            continue
        fi
        case $argument in
        --hall) is_value=1 ;;
        --hall=*) ;;
        --shot | --shot=*) picture=1 options=1 ;;
        -h | --help | --version) only_asks=1 options=1 ;;
        -*) options=1 ;;
        *) [[ $command ]] || command=$argument ;;
        esac
    done
}

wants_screen() {
    [[ ! $only_asks ]] && case $command in desk | wall | radio) true ;; *) false ;; esac
}

# A display of this machine that nobody serves is no display.
has_display() {
    [[ ${WAYLAND_DISPLAY:-} ]] && return 0
    [[ ${DISPLAY:-} ]] || return 1
    [[ $DISPLAY =~ ^(unix)?:([0-9]+) ]] || return 0
    local socket=/tmp/.X11-unix/X${BASH_REMATCH[2]}
    [[ -S $socket ]] || grep -q "@$socket\$" /proc/net/unix 2>/dev/null
}

no_display() {
    local run="bash packaging/run.sh $command"
    say "没有可用的显示器,窗口打不开${DISPLAY:+(DISPLAY=$DISPLAY 没有应答)}。程序已装好,可以这样看:" \
        "No display: a window cannot open${DISPLAY:+ (nobody answers at DISPLAY=$DISPLAY)}. All is installed; ways to see it anyway:" \
        "  QT_QPA_PLATFORM=vnc:size=1920x1080 $run" \
        "      用 VNC 客户端连接本机 5900 端口(没有密码,只用于可信网络)/ then a VNC client to port 5900 (no password: trusted networks only)" \
        "  xvfb-run -a -s '-screen 0 1920x1080x24' $run" \
        "      虚拟屏幕(软件包 xvfb)/ a virtual screen (package xvfb)" \
        "  $run --shot 画面.png" \
        "      只存一张图 / just saves a picture"
    exit "$EXIT_NO_DISPLAY"
}

choose_platform() {
    # PySide6's wheels have no fcitx input context; fcitx5 answers on the IBus route, so Chinese can be typed.
    case ${QT_IM_MODULE:-} in fcitx*) export QT_IM_MODULE=ibus ;; esac
    [[ -z ${QT_QPA_PLATFORM:-} ]] && wants_screen || return 0
    if [[ ${DISPLAY:-} ]] && has_display; then
        # Not Wayland: floating panels that stay put and keys under any focus need X11.
        export QT_QPA_PLATFORM=xcb
    elif [[ $picture ]]; then
        export QT_QPA_PLATFORM=offscreen
    elif ! has_display; then
        no_display
    fi
}

# Without rights some library may still be missing: a screen stops here, with names, instead of in Qt.
check_libraries() {
    wants_screen || return 0
    command -v dpkg-query >/dev/null && [[ -z $(missing_of "${QT_PACKAGES[@]}") ]] && return 0
    local lacking
    lacking=$(qt_lacks)
    [[ -z $lacking ]] || fail "缺少系统库,窗口打不开 / Libraries are missing, a window cannot open:" "$lacking"
}

find_house "$here"
read_arguments "$@"
if [[ ! $command && ! $options ]]; then
    command=desk
    set -- desk "$@"
fi
# shellcheck disable=SC2119
system_packages
leave_root "$here/run.sh" "$@"
setup_venv run
check_libraries
choose_platform
exec "$VENV/bin/oneboard" "$@"
