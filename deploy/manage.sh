#!/bin/sh
# Run a command of the project as the services do, from the release that serves:
#   deploy/manage.sh createsuperuser
set -eu

set -a
# shellcheck source=/dev/null
. /etc/imgpath/environment
set +a
cd /srv/imgpath/current
exec runuser -u imgpath -- .venv/bin/python manage.py "$@"
