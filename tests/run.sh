#!/bin/sh
# All checks, from the quickest to the slowest; stops at the first that fails. This is what CI runs.
set -eu
cd "$(dirname "$0")/.."

start=$(date +%s)
step() { printf '\n== %s (%s s)\n' "$*" "$(($(date +%s) - start))"; }

# Outside the checkout: CI starts from a fresh clone each time, and what was compiled before must still be found.
cache="${XDG_CACHE_HOME:-$HOME/.cache}/gongshi"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"

step setup
sh tests/setup.sh

# Mesa's processor renderer and nothing else, so that a picture is the same on every machine.
for icd in /usr/share/vulkan/icd.d/lvp_icd*.json; do
    if [ -e "$icd" ]; then export VK_DRIVER_FILES="$icd"; fi
done
if [ -z "${VK_DRIVER_FILES-}" ]; then echo "no lavapipe: pictures may differ on this machine's graphics" >&2; fi

# winit and Mesa want a private directory; a CI job has no login session that would have made one.
if [ -z "${XDG_RUNTIME_DIR-}" ]; then
    XDG_RUNTIME_DIR=$(mktemp -d)
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
    trap 'exit 130' INT TERM
fi

# The tools are kept by cargo in ~/.cargo/bin; their own build goes beside ours, not into it.
have() {
    cargo "$1" --version >/dev/null 2>&1 && return
    step "cargo install cargo-$1"
    CARGO_TARGET_DIR="$cache/tools" cargo install --locked --quiet "cargo-$1"
}

step cargo fmt
cargo fmt --check

step cargo clippy
cargo clippy --all-targets --locked -- -D warnings

step cargo deny
if have deny; then
    # Judging a dependency needs its manifest, also of those that this machine's build leaves out.
    cargo fetch --locked --quiet
    # Advisories are left out: their database is a git repository that CI cannot reach.
    cargo deny --offline --locked check bans licenses sources
else
    echo "cargo-deny could not be installed: licences, bans and sources are NOT checked"
fi

step cargo nextest
have nextest
cargo nextest run --locked

step cargo test --doc
cargo test --doc --locked

step "all passed"
