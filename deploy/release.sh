#!/bin/sh
# Bring a commit of the code live:       deploy/release.sh [COMMIT]
# Go back to the release before:         deploy/release.sh --back
#
# Every step can be run again. It stops at the first that fails, and the release that serves goes on:
# the new one is started beside it, asked for pages, and only then gets the readers. Migrations add and
# never take away what the release before needs, so both can run on the same database, and going back
# leaves the database as it is. docs/deploying.md says what to do when the data itself is wrong.
set -eu
umask 022

home=/srv/imgpath
backups=/var/backups/imgpath/release
keep=5

say() { echo "release: $*"; }

fail() {
  say "$*" >&2
  exit 1
}

# The settings, as the services get them. Values with spaces or signs stand in single quotes there.
read_environment() {
  set -a
  # shellcheck source=/dev/null
  . /etc/imgpath/environment
  set +a
  : "${DATABASE_URL:?is missing in /etc/imgpath/environment}"
  : "${DJANGO_ALLOWED_HOSTS:?is missing in /etc/imgpath/environment}"
  host=${DJANGO_ALLOWED_HOSTS%%,*}
  host=${host#.}
}

# Which release a link leads to: current, or previous.
serving() {
  [ ! -L "$home/${1:-current}" ] || basename "$(readlink "$home/${1:-current}")"
}

# Run a command of the project from a release, as the user that serves.
manage() {
  (cd "$home/releases/$name" && runuser -u imgpath -- .venv/bin/python manage.py "$@")
}

# Put the code of a commit into a folder of its own, with all that it needs to run.
unpack() {
  release=$home/releases/$name
  if [ ! -d "$release" ]; then
    rm -rf "$release.new"
    mkdir -p "$release.new"
    git -C "$home/repo" archive --output="$release.new/.archive" "$commit"
    tar -x -f "$release.new/.archive" -C "$release.new"
    rm "$release.new/.archive"
    mv "$release.new" "$release"
  fi
  # Wheels alone, so that nothing runs while it is installed; compiled, since the site may not write.
  (cd "$release" && UV_PYTHON_INSTALL_DIR=$home/python UV_COMPILE_BYTECODE=${UV_COMPILE_BYTECODE:-1} \
    uv sync --quiet --locked --no-dev --no-build --group litestream \
    && .venv/bin/python -m compileall -q imgpath guidance residencies)
  install -d -o imgpath -g imgpath "$release/staticfiles" "$release/pictures"
  ln -sfn "/run/imgpath/$name/gunicorn.sock" "$release/gunicorn.sock"
  if [ -d "$home/current/pictures" ] && [ "$(serving)" != "$name" ]; then
    cp -R -p "$home/current/pictures/." "$release/pictures/"
  fi
}

# A migration that waits for a lock makes every reader wait behind it, so it soon gives up.
migrate() {
  with=$DATABASE_URL
  case $with in
    postgres*\?*) with="$with&options=-c%20lock_timeout=4000%20-c%20statement_timeout=5000" ;;
    postgres*) with="$with?options=-c%20lock_timeout=4000%20-c%20statement_timeout=5000" ;;
  esac
  (DATABASE_URL=$with manage migrate --no-input --verbosity 0)
}

prepare() {
  say "unpack $name"
  unpack
  say "back up"
  manage back_up "$backups" --keep 20
  say "migrate"
  migrate
  say "load"
  manage make_roles --verbosity 0
  manage load_content --release "$name"
  say "draw pictures, collect static files"
  manage draw_pictures --verbosity 0
  manage collectstatic --no-input --verbosity 0
  # A file that is there has the same content, by its name, and may be on its way to a reader.
  mkdir -p "$home/shared/static"
  tar -c -f "$home/shared/static.tar" -C "$release/staticfiles" .
  tar -x -f "$home/shared/static.tar" -C "$home/shared/static" --skip-old-files --no-same-owner
  rm "$home/shared/static.tar"
}

# Wait until the process says that readers would get pages, then ask it for some.
check_process() {
  socket=/run/imgpath/$name/gunicorn.sock
  tries=0
  until curl --silent --fail --max-time 5 --output /dev/null --unix-socket "$socket" \
    --header 'X-Forwarded-Proto: https' "http://$host/health/ready"; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || return 1
    sleep 0.5
  done
  sh "$home/releases/$name/deploy/smoke.sh" "http://$host" --unix-socket "$socket" \
    --header 'X-Forwarded-Proto: https'
}

point_to() {
  ln -sfn "releases/$1" "$home/current.new"
  mv -T "$home/current.new" "$home/current"
}

# Start the release beside the one that serves, and give it the readers once it has proved itself.
go_live() {
  before=$(serving)
  say "start $name"
  if ! { systemctl reload-or-restart "imgpath-web@$name" && check_process; }; then
    [ "$name" = "$before" ] || systemctl stop "imgpath-web@$name" || :
    fail "$name does not serve. ${before:-Nothing} still does."
  fi
  point_to "$name"
  # Over this machine's own address, which may ask for /health/.
  if ! sh "$home/releases/$name/deploy/smoke.sh" "https://$host" --connect-to ::127.0.0.1:; then
    if [ -n "$before" ] && [ "$before" != "$name" ]; then
      point_to "$before"
      systemctl stop "imgpath-web@$name" || :
    fi
    fail "Readers did not get $name right. ${before:-It} serves."
  fi
  systemctl enable --quiet "imgpath-web@$name"
  if [ -n "$before" ] && [ "$before" != "$name" ]; then
    ln -sfn "releases/$before" "$home/previous"
    systemctl disable --quiet "imgpath-web@$before"
    sleep 1 # what nginx has just handed to it is taken up
    systemctl stop "imgpath-web@$before"
  fi
  say "$name serves"
}

# Old releases make room; the two that can serve stay whatever their age.
tidy() {
  find "$home/releases" -mindepth 1 -maxdepth 1 -printf '%T@ %f\n' | sort -rn \
    | tail -n "+$((keep + 1))" | while read -r _ old; do
      case $old in
        "$(serving)" | "$(serving previous)") ;;
        *) rm -rf "${home:?}/releases/$old" ;;
      esac
    done
}

exec 9>/run/lock/imgpath-release
flock --nonblock 9 || fail "Another release is under way."
read_environment
if [ "${1-}" = --back ]; then
  name=$(serving previous)
  [ -n "$name" ] || fail "There is no release before this one."
  go_live
else
  commit=$(git -C "$home/repo" rev-parse --verify --quiet "${1:-HEAD}^{commit}") \
    || fail "There is no commit ${1:-HEAD} in $home/repo."
  name=$(git -C "$home/repo" rev-parse --short=12 "$commit")
  prepare
  go_live
  tidy
fi
