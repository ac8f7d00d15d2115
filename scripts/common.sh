# Shared by the scripts beside it; sourced by them, never run.
# shellcheck shell=bash

# The top of the checkout.
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

# The Debian packages that simeval is built against.
# shellcheck disable=SC2034
build_packages=(libpng-dev zlib1g-dev libjpeg62-turbo-dev pkg-config)

# fail STATUS MESSAGE: says what is wrong and what to do, and ends the script.
fail() {
  echo "error: $2" >&2
  exit "$1"
}

# Ends the script unless a Swift 6 toolchain is on the path.
need_swift() {
  command -v swift > /dev/null ||
    fail 69 "Swift is not installed. Install Swift 6.1 or later from https://swift.org/install and put it on the PATH."
  local version
  version=$(swift --version 2> /dev/null) || true
  [[ $version =~ Swift\ version\ ([0-9]+)\. && ${BASH_REMATCH[1]} -lt 6 ]] || return 0
  fail 69 "this is Swift ${BASH_REMATCH[1]}. Install Swift 6.1 or later from https://swift.org/install."
}

# Whether a Debian package, or what stands in for it, is installed.
has_package() {
  [[ $1 == pkg-config ]] && command -v pkg-config > /dev/null && return 0
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null) == installed ]]
}

# need_packages PACKAGE...: installs those that are missing; prints the command when not root.
need_packages() {
  command -v dpkg-query > /dev/null || return 0 # Not Debian: the build says what it lacks.
  local missing=() package
  for package in "$@"; do
    has_package "$package" || missing+=("$package")
  done
  [[ ${#missing[@]} -eq 0 ]] && return 0

  local install="apt-get install -y --no-install-recommends ${missing[*]}"
  [[ $EUID -eq 0 ]] ||
    fail 69 "Debian packages are missing: ${missing[*]}. Run: sudo sh -c 'apt-get update && $install'"
  echo "Installing Debian packages: ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && $install; } >&2 ||
    fail 69 "apt-get could not install ${missing[*]}. See what it says above."
}

# build ARGUMENT...: swift build, its progress on standard error.
build() {
  swift build --package-path "$root" "$@" >&2 ||
    fail 70 "the build failed. What the compiler says is above."
}
