#!/bin/sh
# Installs from Debian what is missing to build and run gongshi, and with no argument also what the tests need.
#
#   sh tests/setup.sh          build, run and test
#   sh tests/setup.sh run      build and run only
#
# With everything there it asks dpkg once and is done, so every other script may call it first.
set -eu

# The compiler and the linker for SQLite and aws-lc (which ships its own sources for cc: no cmake).
packages="build-essential pkg-config ca-certificates"
# Loaded by name at run time, so no linker would ever say that they are missing.
packages="$packages libegl1 libgl1 libgl1-mesa-dri libvulkan1 libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2
    libxcb1 libx11-xcb1 libwayland-client0 libwayland-cursor0 libwayland-egl1 libfontconfig1"

# A display that needs no screen, and pictures of it. Not needed where a real display is at hand.
[ "${1-}" = run ] && [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || packages="$packages xvfb imagemagick"

# Software Vulkan for the pictures of the pages, a hand and an eye for the real window, the publisher's signing command.
[ "${1-}" = run ] || packages="$packages mesa-vulkan-drivers xdotool x11-utils x11-xserver-utils x11-apps minisign curl"

if ! command -v dpkg-query >/dev/null; then
    echo "setup: this is not Debian; install what is called here: $packages" >&2
    exit 0
fi

# shellcheck disable=SC2086 # a list of words
installed=$(dpkg-query -W -f '${Package}=${db:Status-Status}\n' $packages 2>/dev/null || true)
missing=
for package in $packages; do
    case "$installed" in
    *"$package=installed"*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "setup: neither root nor sudo; install first:$missing" >&2
    exit 1
fi
echo "setup: installing$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
