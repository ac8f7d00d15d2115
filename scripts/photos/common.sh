# Shared by the scripts that work on photos; sourced by them after scripts/common.sh, never run.
# shellcheck shell=bash disable=SC2154

photo_venv=$root/.build-photo-venv
# shellcheck disable=SC2034
photo_python=$photo_venv/bin/python

# Makes the Python environment of these scripts, unless it is there as required.
need_photo_python() {
  python3 -c 'import ensurepip, venv' 2> /dev/null || need_packages python3 python3-venv
  local requirements=$root/scripts/photos/requirements.txt wanted
  wanted=$(
    echo "$photo_venv" # An environment cannot be moved.
    python3 --version
    sha256sum < "$requirements"
  )
  [[ -x $photo_python && $(cat "$photo_venv/made-for" 2> /dev/null) == "$wanted" ]] && return 0

  echo "Installing numpy, scipy and Pillow for the work on photos, into $photo_venv" >&2
  rm -rf "$photo_venv"
  python3 -m venv "$photo_venv" >&2 || fail 69 "python3 -m venv failed. Install python3-venv."
  "$photo_python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$requirements" >&2 ||
    fail 69 "pip could not install scripts/photos/requirements.txt. Is a package index in reach?"
  echo "$wanted" > "$photo_venv/made-for"
}
