#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the words of the catalogue and the templates, POTFILES.in and every .po file, also those of the help,
# up to date with the sources. Entries are sorted by their text and carry no line numbers,
# so that branches which add strings merge. Usage: po/update.sh
set -eu
cd "$(dirname "$0")/.."

pot=$(mktemp)
trap 'rm -f "$pot"' EXIT

update () {
  msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap --sort-output --add-location=file "$1" "$pot"
  # What the sources no longer say goes; changed texts are new texts and wait for their translation.
  msgattrib --no-wrap --sort-output --no-obsolete -o "$1" "$1"
  # A date that every branch changes is a conflict in every merge.
  sed -i '/^"POT-Creation-Date:/d' "$1"
  printf '%s: ' "$1"
  msgfmt --check --statistics -o /dev/null "$1"
}

python3 data/catalog/strings.py
python3 data/sample/strings.py
python3 data/templates/strings.py
python3 po/potfiles.py > po/POTFILES.in.new
mv po/POTFILES.in.new po/POTFILES.in
po/extract.sh "$pot"
grep -v '^#' po/LINGUAS | while read -r language; do
  update "po/$language.po"
done
itstool -o "$pot" data/help/C/*.page
for translation in data/help/*/*.po; do
  update "$translation"
done
