/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursRichStyle:
 *
 * How a piece of text looks; several at once.
 */
typedef enum
{
  PARCOURS_RICH_BOLD = 1 << 0,
  PARCOURS_RICH_ITALIC = 1 << 1,
  PARCOURS_RICH_CODE = 1 << 2,
  PARCOURS_RICH_QUOTE = 1 << 3,
  PARCOURS_RICH_IMAGE = 1 << 4,
  PARCOURS_RICH_RULE = 1 << 5,
} ParcoursRichStyle;

/**
 * ParcoursRichPiece:
 * @text: a text; lines and paragraphs end with line feeds
 * @style: of #ParcoursRichStyle
 * @heading: 1 to 6 in a heading, else 0
 * @indent: in how many lists it stands
 * @url: (nullable): where a click on it leads
 *
 * A piece of text that looks the same everywhere.
 */
typedef struct
{
  char *text;
  guint style;
  guint heading;
  guint indent;
  char *url;
} ParcoursRichPiece;

/*
 * The text of messages, as people will see it: read from Markdown (CommonMark)
 * or HTML. Layout that only a browser knows is left out.
 */
GPtrArray *parcours_rich_text_from_markdown (const char *markdown);
GPtrArray *parcours_rich_text_from_html     (const char *html);
char      *parcours_rich_text_to_plain      (GPtrArray  *pieces);
char     **parcours_rich_text_links         (GPtrArray  *pieces);

G_END_DECLS
