# shellcheck shell=bash
# What run.sh and test.sh share: the system's packages, Python, and the virtual environment. Sourced, never run.
#
# Everything said goes to stderr, Chinese first, so that the output of `oneboard decode` stays clean.
# Settings, all optional:
#   ONEBOARD_PYTHON   the Python to use (3.11 or newer)
#   ONEBOARD_VENV     where the virtual environment lives (default: .venv in the checkout)
#   ONEBOARD_WHEELS   a folder of wheels to install from, without any network (default: packaging/wheels if it exists)
#   ONEBOARD_APT=no   never install system packages, only say which are missing

readonly EXIT_CANNOT=3

# What the Qt 6.11 wheels link against and do not carry: the NEEDED entries of QtCore … QtLocation, of the xcb, wayland,
# offscreen and vnc platforms, and of the tls, position and input plug-ins.
readonly QT_PACKAGES=(
    libbrotli1 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0 libgssapi-krb5-2 libstdc++6
    libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-6 libx11-xcb1 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1
    libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxcb1 libxkbcommon-x11-0 libxkbcommon0 libzstd1 zlib1g
)
# Without these the hall opens, but is mute (PortAudio; Qt's own sound needs PulseAudio and Xrandr), cannot print, or
# lacks rare Hanzi.
readonly HALL_PACKAGES=(libcups2 libportaudio2 libpulse0 libxext6 libxrandr2)
readonly FONT_PACKAGE=fonts-noto-cjk
# 喆 翀 赟 玥: in people's names, and not in GB 2312. A font that has them is a full one.
readonly RARE_HANZI='5586 7fc0 8d5f 73a5'

say() { printf '%s\n' "$@" >&2; }

fail() {
    say "$@"
    exit "$EXIT_CANNOT"
}

# --- system packages -----------------------------------------------------------------------------------------------

# Prints those of the packages named that are not installed; nothing where there is no dpkg. Debian 13 and Ubuntu 24.04
# renamed some libraries to NAMEt64.
missing_of() {
    command -v dpkg-query >/dev/null || return 0
    local package installed
    installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" "${@/%/t64}" 2>/dev/null |
        sed -n 's/^installed //p' | tr '\n' ' ')"
    for package in "$@"; do
        case $installed in *" $package "* | *" ${package}t64 "*) ;; *) printf '%s\n' "$package" ;; esac
    done
}

has_full_font() {
    command -v fc-list >/dev/null && [[ -n $(fc-list ":charset=$RARE_HANZI" family 2>/dev/null) ]]
}

# Prints the package that would give us Python, if we have none or one that cannot make a virtual environment.
missing_python() {
    command -v dpkg-query >/dev/null || return 0
    [[ -x $VENV/bin/python && -e $VENV/$STAMP ]] && return 0
    local python
    if ! python=$(find_python); then
        echo python3-venv
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if [[ $(readlink -f "$python") == "$(readlink -f /usr/bin/python3)" ]]; then
            echo python3-venv
        else
            echo "$(basename "$(readlink -f "$python")")-venv"
        fi
    fi
}

missing_packages() {
    local missing
    missing=$(missing_of "${QT_PACKAGES[@]}" "${HALL_PACKAGES[@]}" "$FONT_PACKAGE" "$@")
    if [[ $missing == *"$FONT_PACKAGE"* ]] && has_full_font; then
        missing=$(grep -vx "$FONT_PACKAGE" <<<"$missing")
    fi
    printf '%s\n' "$missing"
    missing_python
}

# Installs with apt-get. Goes on without fresh lists, and takes one by one what apt will not take together.
# shellcheck disable=SC2016
readonly APT_STEPS='
export DEBIAN_FRONTEND=noninteractive
get() { apt-get -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2; }
get -q update || echo "apt-get update: failed, going on" >&2
get -q install -y --no-install-recommends "$@" && exit
for package do get -q install -y --no-install-recommends "$package"; done'

# Sees to it that the system has what we need. Extra packages may be named. Never fails: what is missing is told, and
# whoever needs it finds out later. What could not be had once is not tried for again, unless Qt itself needs it.
system_packages() {
    local missing
    read -r -d '' -a missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if [[ ${ONEBOARD_APT:-} != no && ! (-r $VENV/$WITHOUT && $(<"$VENV/$WITHOUT") == "${missing[*]}") ]]; then
        install_packages "${missing[@]}"
        read -r -d '' -a missing < <(missing_packages "$@")
        ((${#missing[@]})) || return 0
    fi
    say "还缺少系统软件包。请管理员运行这一行 / System packages are missing. Ask an administrator to run this line:" \
        "  sudo apt-get install -y --no-install-recommends ${missing[*]}"
    [[ $(missing_of "${QT_PACKAGES[@]}") ]] || without="${missing[*]}"
}

install_packages() {
    command -v apt-get >/dev/null || return 0
    if ((EUID == 0)); then
        say "正在安装缺少的系统软件包: $*" "Installing the system packages that are missing."
        sh -c "$APT_STEPS" apt "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
        say "缺少系统软件包: $*" "只有这一步用 sudo,可能会问您的密码。" \
            "System packages are missing. sudo is used for this step alone and may ask for your password."
        sudo sh -c "$APT_STEPS" apt "$@"
    fi
}

# Under sudo only the packages are installed as root: everything else starts again as the person who called sudo.
leave_root() {
    ((EUID == 0)) && [[ ${SUDO_UID:-0} != 0 ]] || return 0
    local user home
    IFS=: read -r user _ _ _ _ home _ < <(getent passwd "$SUDO_UID") ||
        fail "找不到用户 $SUDO_UID。" "There is no user $SUDO_UID."
    local env=(HOME="$home" USER="$user" LOGNAME="$user" ONEBOARD_APT=no)
    if [[ -d /run/user/$SUDO_UID ]]; then
        env+=(XDG_RUNTIME_DIR="/run/user/$SUDO_UID" DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/$SUDO_UID/bus")
    fi
    exec setpriv --reuid="$SUDO_UID" --regid="$(id -g "$SUDO_UID")" --init-groups -- \
        env -u SUDO_UID -u SUDO_GID -u SUDO_USER -u SUDO_COMMAND "${env[@]}" bash "$@"
}

# --- Python and the virtual environment ----------------------------------------------------------------------------

# Prints the path of a Python we can use: the pins are for 3.11 to 3.13, anything newer is a last resort.
find_python() {
    local limit name path
    for limit in '(3, 14)' '(4,)'; do
        for name in "${ONEBOARD_PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 python; do
            path=$(command -v "$name" 2>/dev/null) || continue
            "$path" -c "import sys; sys.exit(not (3, 11) <= sys.version_info < $limit)" 2>/dev/null || continue
            printf '%s\n' "$path"
            return 0
        done
    done
    return 1
}

readonly STAMP=.oneboard-stamp           # written last: says what the environment was built from
readonly UNFINISHED=.oneboard-unfinished # there from the first step to the last: such an environment is thrown away
readonly WITHOUT=.oneboard-without       # the system packages that could not be had

# Where the environment stands and what it stands on; when this changes it is rebuilt.
ground() { printf 'at %s for %s on %s\n' "$VENV" "$ROOT" "$(readlink -f "$VENV/bin/python")"; }

# What was asked for; when this changes it is brought up to date.
pins() { cat "$ROOT/pyproject.toml" "$ROOT/packaging/constraints.txt" | sha256sum | cut -d' ' -f1; }

# Whether the environment is as it should be. $1: the extras wanted, "run" or "test" (which includes run).
is_current() {
    [[ -x $VENV/bin/oneboard && ! -e $VENV/$UNFINISHED && -r $VENV/$STAMP ]] || return 1
    local had_ground had_pins had_extras
    { read -r had_ground && read -r had_pins && read -r had_extras; } <"$VENV/$STAMP" || return 1
    [[ $had_ground == "$(ground)" && $had_pins == "$(pins)" && ($had_extras == test || $1 == "$had_extras") ]]
}

# Whether what stands there can be kept and only be brought up to date.
is_sound() {
    [[ -e $VENV/pyvenv.cfg && ! -e $VENV/$UNFINISHED ]] || return 1
    if [[ -r $VENV/$STAMP ]]; then
        [[ $(head -n 1 "$VENV/$STAMP") == "$(ground)" ]] || return 1
    fi
    "$VENV/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

new_venv() {
    local python
    if [[ -e $VENV && ! -e $VENV/pyvenv.cfg && ! -e $VENV/$UNFINISHED && -n $(ls -A "$VENV") ]]; then
        fail "$VENV 里有别的东西,不敢覆盖。" "$VENV holds something else: not touching it."
    fi
    python=$(find_python) || fail "找不到 Python 3.11 或更新的版本。" "No Python 3.11 or newer was found."
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python 缺少 venv 模块(Debian: python3-venv)。" "$python lacks the venv module (Debian: python3-venv)."
    rm -rf "$VENV"
    { mkdir -p "$VENV" && : >"$VENV/$UNFINISHED"; } 2>/dev/null || fail "无权写入 $VENV。" "No right to write to $VENV."
    "$python" -m venv "$VENV" || fail "无法建立 Python 环境。" "Could not make the Python environment."
}

install_project() {
    local target=$ROOT wheels=${ONEBOARD_WHEELS:-}
    local pip=("$VENV/bin/python" -m pip --disable-pip-version-check --no-input install
        -c "$ROOT/packaging/constraints.txt" --only-binary=:all: --no-build-isolation)
    [[ -t 2 ]] || pip+=(-q) # a person watching sees the downloads move
    [[ $1 == test ]] && target+='[test]'
    [[ -z $wheels && -d $ROOT/packaging/wheels ]] && wheels=$ROOT/packaging/wheels
    [[ -n $wheels ]] && pip+=(--no-index --find-links "$wheels")
    # setuptools first and outside build isolation: so it is pinned too, and needs no network of its own.
    "${pip[@]}" setuptools >&2 && "${pip[@]}" -e "$target" >&2
}

# Makes the environment or brings it up to date. $1: "run" or "test".
setup_venv() {
    is_current "$1" && { note_missing; return 0; }
    # One at a time; the constraints file is only something to hold the lock by.
    exec 9<"$ROOT/packaging/constraints.txt"
    if command -v flock >/dev/null && ! flock -n 9; then
        say "另一个窗口正在安装,请稍候……" "Another window is installing; waiting for it."
        flock 9
    fi
    if ! is_current "$1"; then
        trap 'say "已中断。下次运行会重新安装。" "Interrupted. The next run starts over."; exit 130' INT TERM
        say "正在准备 Python 环境(第一次需要几分钟)……" "Preparing the Python environment (minutes, the first time)."
        if is_sound; then
            { : >"$VENV/$UNFINISHED"; } 2>/dev/null || fail "无权写入 $VENV。" "No right to write to $VENV."
        else
            new_venv
        fi
        install_project "$1" || fail "依赖安装失败。没有网络时,请把 wheel 放进一个文件夹并设置 ONEBOARD_WHEELS=文件夹。" \
            "Installing the dependencies failed. Without a network, put wheels in a folder and set ONEBOARD_WHEELS to it."
        printf '%s\n' "$(ground)" "$(pins)" "$1" >"$VENV/$STAMP.new"
        mv "$VENV/$STAMP.new" "$VENV/$STAMP"
        rm -f "$VENV/$UNFINISHED"
        trap - INT TERM
    fi
    exec 9<&-
    note_missing
}

# Keeps in mind what could not be had; not in an environment that belongs to another.
note_missing() {
    [[ ! ${without:-} || ! -w $VENV ]] || printf '%s\n' "$without" >"$VENV/$WITHOUT"
}

# Prints the system libraries that Qt's own files ask for and do not find.
qt_lacks() {
    local qt
    for qt in "$VENV"/lib/python3*/site-packages/PySide6/Qt; do
        ldd "$qt"/lib/libQt6{Core,DBus,Gui,Widgets,Network,Quick,QuickWidgets,Location,OpenGL}.so.6 \
            "$qt"/plugins/platforms/libq{xcb,offscreen,vnc}.so 2>/dev/null |
            sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | grep -v '^libQt6' | sort -u
    done
}

# $1: the folder of the calling script, found through symbolic links.
find_house() {
    ROOT=$(cd "$1/.." && pwd -P)
    VENV=${ONEBOARD_VENV:-$ROOT/.venv}
    [[ $VENV == /* ]] || VENV=$PWD/$VENV
    readonly ROOT VENV
}
