#!/usr/bin/env bash
# What it costs to build the SDK, and how long the commands of the README take in a fresh clone:
#
#   tests/benches/build.sh [--rounds N] [--only NAME]... [REVISION]
#
#   crate     the crate alone, with its dependencies built
#   all       the crate and its dependencies, from nothing
#   rlib      the size of the crate
#   packages  how many packages a set of features takes
#   features  the crate alone with a set of features, against the default
#   derives   the crate against its types with serde derives
#   clone     the commands of the README (slow; one round)
#
# With a revision, the same of that one in turns, and the ratios. What is measured is what is committed (HEAD). It
# builds in a temporary folder, and leaves the checkout and its target/ as they are.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=3 only=() revision=""
while [ $# -gt 0 ]; do
    case "$1" in
        --rounds) rounds=$2; shift 2 ;;
        --only) only+=("$2"); shift 2 ;;
        -*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
        *) revision=$1; shift ;;
    esac
done
[ ${#only[@]} -gt 0 ] || only=(crate all rlib packages features derives clone)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM
unset CARGO_TARGET_DIR CARGO_BUILD_TARGET_DIR RUSTFLAGS
export CARGO_INCREMENTAL=0

sides=(ours)
git clone --quiet . "$folder/ours"
if [ -n "$revision" ]; then
    sides+=(theirs)
    git clone --quiet . "$folder/theirs"
    git -C "$folder/theirs" checkout --quiet "$(git rev-parse --verify "$revision^{commit}")"
fi
for side in "${sides[@]}"; do cargo fetch --quiet --manifest-path "$folder/$side/Cargo.toml"; done

note() { # what, side, value
    echo "$1|$2|$3" >>"$folder/results"
    echo "$1, $2: $3" >&2
}

# Runs a command in a folder, and notes how many seconds it took by the clock and of the processors.
timed() { # what, side, folder, command...
    local what=$1 side=$2 TIMEFORMAT="%R %U %S" times real user system
    cd "$3"
    shift 3
    { time "$@" >"$folder/log" 2>&1 || touch "$folder/failed"; } 2>"$folder/times"
    cd - >/dev/null
    if [ -e "$folder/failed" ]; then cat "$folder/log" >&2; exit 1; fi
    read -r real user system <"$folder/times"
    note "$what (s)" "$side" "$real"
    note "$what (CPU s)" "$side" "$(awk "BEGIN { print $user + $system }")"
}

measure_crate() {
    local kind in=$folder/$1
    for kind in check "build --release"; do
        (cd "$in" && cargo --quiet $kind --package stytch-b2b && touch generated-sdk/src/lib.rs)
        timed "crate: $kind" "$1" "$in" cargo $kind --package stytch-b2b
    done
}

measure_all() {
    local kind
    for kind in check "build --release"; do
        timed "all: $kind" "$1" "$folder/$1" \
            cargo $kind --package stytch-b2b --target-dir "$folder/cold"
        rm -rf "$folder/cold"
    done
}

measure_features() {
    [ "$1" = ours ] || return 0
    local set in=$folder/ours
    for set in "${sets[@]}"; do
        local check=(cargo check --quiet --package stytch-b2b --no-default-features --features)
        (cd "$in" && "${check[@]}" "${set#-}" && cargo check --quiet --package stytch-b2b)
        touch "$in/generated-sdk/src/lib.rs"
        timed "features: $set" ours "$in" "${check[@]}" "${set#-}"
        touch "$in/generated-sdk/src/lib.rs"
        timed "features: $set" theirs "$in" cargo check --quiet --package stytch-b2b
    done
}

measure_rlib() {
    (cd "$folder/$1" && cargo --quiet build --release --package stytch-b2b)
    note "rlib (KiB)" "$1" $(($(stat -c %s "$folder/$1/target/release/libstytch_b2b.rlib") / 1024))
}

# As the table of features in ARCHITECTURE.md has them; `-` is none.
sets=(- rustls,tracing rustls,tracing,jwt rustls,tracing,jwt,blocking rustls,tracing,axum rustls,tracing,testing rustls,tracing,http2
    native-tls jwt rustls,native-tls,http2,tracing,blocking,jwt,testing)

measure_packages() {
    local set
    for set in "${sets[@]}"; do
        note "packages: $set" "$1" "$(packages "$1" --no-default-features --features "${set#-}")"
    done
}

# How many packages are built beside the crate itself.
packages() { # side, features...
    local in=$folder/$1
    shift
    (cd "$in" && cargo tree --package stytch-b2b --edges normal,build --prefix none --format '{p}' "$@") |
        sed 's/ (.*//' | grep -v '^stytch-b2b ' | sort -u | wc -l
}

# Each type is decoded and encoded in a crate of its own: there ours are instantiated too.
derives_ready=""
prepare_derives() {
    [ -z "$derives_ready" ] || return 0
    derives_ready=yes
    (cd "$folder/ours" && cargo --quiet run --package benches --features derives --bin derives) >"$folder/types.rs"
    local side
    for side in listed derived; do
        mkdir -p "$folder/$side/src"
        cp "$folder/ours/Cargo.lock" "$folder/$side/"
        cat >"$folder/$side/Cargo.toml" <<END
[package]
name = "$side"
edition = "2024"
[workspace]
[dependencies]
chrono = { version = "0.4", default-features = false, features = ["alloc", "serde"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
END
    done
    echo 'stytch-b2b = { path = "../ours/generated-sdk" }' >>"$folder/listed/Cargo.toml"
    cp "$folder/types.rs" "$folder/derived/src/types.rs"
    local name
    {
        sed -n 's/^pub struct \([A-Za-z0-9_]*\).*/\1/p' "$folder/types.rs" | while read -r name; do
            echo "pub fn decode_$name(text: &[u8]) -> serde_json::Result<types::$name> { serde_json::from_slice(text) }"
            echo "pub fn encode_$name(value: &types::$name) -> serde_json::Result<Vec<u8>> { serde_json::to_vec(value) }"
        done
    } >"$folder/functions.rs"
    {
        echo '#![allow(non_snake_case)] pub mod types; type Timestamp = chrono::DateTime<chrono::FixedOffset>;'
        cat "$folder/functions.rs"
    } >"$folder/derived/src/lib.rs"
    { echo '#![allow(non_snake_case)] pub use stytch_b2b::schemas as types;'; cat "$folder/functions.rs"; } >"$folder/listed/src/lib.rs"
}

# The whole crate, calls and all, and the functions; against the types and the functions.
measure_derives() {
    [ "$1" = ours ] || return 0
    prepare_derives
    local kind
    for kind in check "build --release"; do
        (cd "$folder/listed" && cargo --quiet $kind && touch ../ours/generated-sdk/src/lib.rs)
        timed "the crate; derives: $kind" ours "$folder/listed" cargo $kind
        (cd "$folder/derived" && cargo --quiet $kind && touch src/lib.rs)
        timed "the crate; derives: $kind" theirs "$folder/derived" cargo $kind
    done
}

cloned=""
measure_clone() {
    [[ "$cloned" != *"$1"* ]] || return 0
    cloned+=" $1"
    local in=$folder/fresh-$1
    git clone --quiet "$folder/$1" "$in"
    timed "clone: cargo xtask regen" "$1" "$in" cargo xtask regen
    timed "clone: cargo xtask regen, again" "$1" "$in" cargo xtask regen
    timed "clone: cargo test --workspace" "$1" "$in" cargo test --workspace
    rm -rf "$in"
}

for round in $(seq "$rounds"); do
    for what in "${only[@]}"; do
        order=("${sides[@]}")
        [ $((round % 2)) -eq 1 ] || order=($(printf '%s\n' "${sides[@]}" | tac))
        for side in "${order[@]}"; do "measure_$what" "$side"; done
    done
done

# The medians of all rounds, and of their ratios.
awk -F'|' '
    function median(values, count,    i, j, swap) {
        for (i = 2; i <= count; i++)
            for (j = i; j > 1 && values[j - 1] > values[j]; j--) {
                swap = values[j]; values[j] = values[j - 1]; values[j - 1] = swap
            }
        return count % 2 ? values[(count + 1) / 2] : (values[count / 2] + values[count / 2 + 1]) / 2
    }
    !($1 in seen) { seen[$1]; names[++rows] = $1 }
    { value[$1, $2, ++count[$1, $2]] = $3 }
    END {
        printf "\n%-48s %10s %10s %7s\n", "", "ours", "theirs", "ratio"
        for (row = 1; row <= rows; row++) {
            name = names[row]; n = count[name, "ours"]; paired = count[name, "theirs"]
            for (i = 1; i <= n; i++) {
                ours[i] = value[name, "ours", i]
                if (paired) { theirs[i] = value[name, "theirs", i]; ratio[i] = theirs[i] ? ours[i] / theirs[i] : 0 }
            }
            printf "%-48s %10.2f", name, median(ours, n)
            if (paired) printf " %10.2f %7.3f", median(theirs, n), median(ratio, n)
            print ""
        }
    }' "$folder/results"
