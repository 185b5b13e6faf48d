#!/bin/sh
# From a bare Debian with Rust to the sample hall on the screen.
#
#   sh config/run.sh                    the kiosk, on this display
#   sh config/run.sh --screen board     another face; all options go to `gongshi run`
#
# Without a display it draws each face (or the one that --screen names) on a virtual one and prints where the
# pictures are.
set -eu
cd "$(dirname "$0")/.."

sh tests/setup.sh run

cache="${XDG_CACHE_HOME:-$HOME/.cache}/gongshi"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"
cargo build --release --locked
gongshi="$CARGO_TARGET_DIR/release/gongshi"

if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    exec "$gongshi" run "$@"
fi

scratch=$(mktemp -d)
xvfb='' client=''
# Only what this script started, by its number.
stop() {
    for pid in $client $xvfb; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    xvfb='' client=''
}
trap 'stop; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# A machine without a display has no login session either, and no graphics to try.
export XDG_RUNTIME_DIR="$scratch" LIBGL_ALWAYS_SOFTWARE=1

fail() {
    echo "$1; the end of what it said:" >&2
    tail -n 20 "$scratch/log" >&2
    exit 1
}

# shot FACE SIZE OPTIONS...: a display of just that size, the face on it, a picture once something is drawn.
shot() {
    face=$1 size=$2
    shift 2
    : >"$scratch/log"
    : >"$scratch/display"
    # Xvfb takes a free number itself and tells it when it is ready; -br: an empty screen is plain black.
    Xvfb -displayfd 3 -screen 0 "${size}x24" -br -nolisten tcp 3>"$scratch/display" 2>>"$scratch/log" &
    xvfb=$!
    tries=100
    until [ -s "$scratch/display" ]; do
        tries=$((tries - 1))
        if [ "$tries" = 0 ] || ! kill -0 "$xvfb" 2>/dev/null; then fail "Xvfb did not start"; fi
        sleep 0.1
    done
    DISPLAY=":$(cat "$scratch/display")"
    export DISPLAY

    "$gongshi" run --screen "$face" --windowed "$size" "$@" >>"$scratch/log" 2>&1 &
    client=$!
    tries=60
    while :; do
        sleep 1
        kill -0 "$client" 2>/dev/null || fail "gongshi ended before it drew the $face"
        import -silent -window root "$scratch/shot.png"
        # A page has shades of many edges of characters; an empty or half-made screen has a few plain colours.
        [ "$(identify -format %k "$scratch/shot.png")" -lt 16 ] || break
        tries=$((tries - 1))
        if [ "$tries" = 0 ]; then fail "the $face drew nothing for a minute"; fi
    done
    sleep 3 # the first content arrives, a transition ends
    kill -0 "$client" 2>/dev/null || fail "gongshi ended after it drew the $face"
    import -silent -window root "$pictures/$face.png"
    stop
    echo "$pictures/$face.png"
}

size_of() {
    case $1 in
    kiosk) echo 1080x1920 ;;
    board) echo 1920x1080 ;;
    strip) echo 1536x64 ;;
    *) echo "config/run.sh: no face called $1 (kiosk, board, strip)" >&2 && return 2 ;;
    esac
}

pictures="$cache/pictures"
mkdir -p "$pictures"

# --screen is taken out of the options: it decides which faces, the rest goes along to each.
faces="kiosk board strip"
count=$#
while [ "$count" -gt 0 ]; do
    option=$1
    shift
    count=$((count - 1))
    case $option in
    --screen)
        faces=${1?--screen needs a face}
        shift
        count=$((count - 1))
        ;;
    --screen=*) faces=${option#--screen=} ;;
    *) set -- "$@" "$option" ;;
    esac
done

for each in $faces; do
    size=$(size_of "$each")
    shot "$each" "$size" "$@"
done
