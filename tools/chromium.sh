#!/usr/bin/env bash
# Holds that Chromium, which the journeys drive, is there; one clear line when it is not.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
echo "Chromium is not installed (Debian: apt-get install chromium); the journeys need it." >&2
exit 1
