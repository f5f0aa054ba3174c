#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes parcours.pot. Usage: po/extract.sh OUTPUT
set -eu
output=$1
cd "$(dirname "$0")/.."

# As meson's preset "glib", so that meson's own targets find the same strings. ITS rules of
# GSettings, AppStream and MIME come with gettext and the packages of these formats.
xgettext --files-from=po/POTFILES.in --from-code=UTF-8 --output="$output" \
  --package-name=parcours --no-wrap --sort-output --add-location=file --add-comments=Translators \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=ngettext:1,2 \
  --keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
  --flag=N_:1:pass-c-format --flag=C_:2:pass-c-format --flag=NC_:2:pass-c-format \
  --flag=g_strdup_printf:1:c-format --flag=g_string_printf:2:c-format \
  --flag=g_string_append_printf:2:c-format --flag=g_set_error:4:c-format
