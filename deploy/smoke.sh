#!/bin/sh
# Ask the site what readers ask, and fail if an answer is wrong:
#   deploy/smoke.sh https://imgpath.example [OPTIONS OF CURL]
set -eu

site=${1%/}
shift
seen=$(mktemp -d)
trap 'rm -rf "$seen"' EXIT

# ask STATUS PATH [OPTIONS OF CURL]
ask() {
  wanted=$1
  path=$2
  shift 2
  status=$(curl --silent --show-error --max-time 10 --output "$seen/page" --dump-header "$seen/headers" \
    --write-out '%{http_code}' "$@" "$site$path")
  [ "$status" = "$wanted" ] || wrong "$path answers $status, not $wanted"
}

header() {
  grep -qi "^$1: *$2" "$seen/headers" || wrong "$path has no header $1: $2"
}

wrong() {
  echo "smoke: $*" >&2
  exit 1
}

ask 200 /health/ready "$@"
ask 200 / "$@"
grep -q '<h1' "$seen/page" || wrong "/ has no heading"
header content-security-policy "default-src 'none'"
header strict-transport-security max-age=
! grep -qi '^set-cookie:' "$seen/headers" || wrong "/ sets a cookie"
sheet=$(grep -o '/static/css/site\.[0-9a-f]*\.css' "$seen/page" | head -n 1)
ask 200 "${sheet:-/static/css/no-hashed-sheet.css}" "$@"
header cache-control '.*immutable'
header x-content-type-options nosniff
ask 200 /specialties/ "$@"
ask 404 /no-such-page/ "$@"
ask 302 /admin/ "$@"
