#!/bin/sh
# Chromium without the menus of its address bar: nobody sees them here, and each is a page of its
# own, half of the work of a new window. Of two lists of features Chromium heeds the last alone, so
# they are added to the one that Playwright gives.
for each; do
  shift
  case $each in
    --disable-features=*) each=$each,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup ;;
  esac
  set -- "$@" "$each"
done
exec "$CHROMIUM" "$@"
