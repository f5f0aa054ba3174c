#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program on a display of its own, where there is a tool for that; else on
# the display that there is, if any.
if command -v xvfb-run >/dev/null; then
  exec xvfb-run -a -s '-screen 0 1440x900x24' "$@"
fi
exec "$@"
