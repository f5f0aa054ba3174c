#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the words of the catalogue, POTFILES.in and every .po file up to date with the
# sources. Entries are sorted by their text and carry no line numbers, so that branches
# which add strings merge. Usage: po/update.sh
set -eu
cd "$(dirname "$0")/.."

pot=$(mktemp)
trap 'rm -f "$pot"' EXIT

python3 data/catalog/strings.py
python3 po/potfiles.py > po/POTFILES.in.new
mv po/POTFILES.in.new po/POTFILES.in
po/extract.sh "$pot"
grep -v '^#' po/LINGUAS | while read -r language; do
  msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap --sort-output "po/$language.po" "$pot"
  # What the sources no longer say goes; changed texts are new texts and wait for their translation.
  msgattrib --no-wrap --sort-output --no-obsolete -o "po/$language.po" "po/$language.po"
  # A date that every branch changes is a conflict in every merge.
  sed -i '/^"POT-Creation-Date:/d' "po/$language.po"
  printf '%s: ' "$language"
  msgfmt --check --statistics -o /dev/null "po/$language.po"
done
