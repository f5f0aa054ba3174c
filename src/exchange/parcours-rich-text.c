/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cmark.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "parcours-rich-text.h"

/* What holds at the place that is being read. */
typedef struct
{
  GPtrArray *pieces;
  guint bold;
  guint italic;
  guint code;
  guint quote;
  guint heading;
  guint indent;
  const char *url;   /* (nullable) */
  guint n_feeds;     /* line feeds at the end of what was read */
} Reader;

static void
piece_free (gpointer data)
{
  ParcoursRichPiece *piece = data;

  g_free (piece->text);
  g_free (piece->url);
  g_free (piece);
}

static void
add (Reader     *self,
     const char *text,
     guint       style)
{
  ParcoursRichPiece *piece;
  gsize length = strlen (text);

  if (length == 0)
    return;
  piece = g_new0 (ParcoursRichPiece, 1);
  piece->text = g_strdup (text);
  piece->style = style | (self->bold > 0 ? PARCOURS_RICH_BOLD : 0) | (self->italic > 0 ? PARCOURS_RICH_ITALIC : 0) |
                 (self->code > 0 ? PARCOURS_RICH_CODE : 0) | (self->quote > 0 ? PARCOURS_RICH_QUOTE : 0);
  piece->heading = self->heading;
  piece->indent = self->indent;
  piece->url = g_strdup (self->url);
  g_ptr_array_add (self->pieces, piece);
  self->n_feeds = 0;
  while (length > 0 && text[--length] == '\n')
    self->n_feeds++;
}

/* Ends a line, or a paragraph, where it has not ended yet. */
static void
end_lines (Reader *self,
           guint   n)
{
  guint missing = self->pieces->len > 0 && n > self->n_feeds ? n - self->n_feeds : 0;
  guint before = self->n_feeds;

  if (missing == 0)
    return;
  add (self, missing == 1 ? "\n" : "\n\n", 0);
  self->n_feeds = before + missing;
}

/* Markdown, by cmark. */

static void
enter_item (Reader     *self,
            cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);
  int number = cmark_node_get_list_start (list);
  g_autofree char *marker = NULL;

  for (cmark_node *before = cmark_node_previous (item); before != NULL; before = cmark_node_previous (before))
    number++;
  end_lines (self, 1);
  marker = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST ? g_strdup_printf ("%d. ", number) : g_strdup ("• ");
  add (self, marker, 0);
}

static void
enter_literal (Reader     *self,
               cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_CODE:
      add (self, literal, PARCOURS_RICH_CODE);
      break;
    case CMARK_NODE_CODE_BLOCK:
      add (self, literal, PARCOURS_RICH_CODE);
      end_lines (self, 2);
      break;
    /* Whoever writes a mail and begins a new line means it. */
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      end_lines (self, 1);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      add (self, "———", PARCOURS_RICH_RULE);
      end_lines (self, 2);
      break;
    case CMARK_NODE_TEXT:
      add (self, literal, 0);
      break;
    default:
      break;
    }
}

static void
end_block (Reader          *self,
           cmark_node      *node,
           cmark_node_type  type)
{
  cmark_node *parent = cmark_node_parent (node);
  gboolean is_tight = parent != NULL && cmark_node_get_type (parent) == CMARK_NODE_ITEM;

  if (type == CMARK_NODE_PARAGRAPH)
    end_lines (self, is_tight ? 1 : 2);
  else if (type == CMARK_NODE_HEADING || (type == CMARK_NODE_LIST && self->indent == 0))
    end_lines (self, 2);
}

static void
walk (Reader           *self,
      cmark_node       *node,
      cmark_event_type  event)
{
  cmark_node_type type = cmark_node_get_type (node);
  gboolean enters = event == CMARK_EVENT_ENTER;
  int step = enters ? 1 : -1;

  if (type == CMARK_NODE_STRONG)
    self->bold += step;
  else if (type == CMARK_NODE_EMPH)
    self->italic += step;
  else if (type == CMARK_NODE_BLOCK_QUOTE)
    self->quote += step;
  else if (type == CMARK_NODE_LIST)
    self->indent += step;
  else if (type == CMARK_NODE_LINK)
    self->url = enters ? cmark_node_get_url (node) : NULL;
  else if (type == CMARK_NODE_IMAGE && enters)
    add (self, "▣ ", PARCOURS_RICH_IMAGE);
  else if (type == CMARK_NODE_ITEM && enters)
    enter_item (self, node);
  else if (enters)
    enter_literal (self, node);
  if (!enters)
    end_block (self, node, type);
  if (type == CMARK_NODE_HEADING)
    self->heading = enters ? (guint) cmark_node_get_heading_level (node) : 0;
}

/**
 * parcours_rich_text_from_markdown:
 * @markdown: a text in CommonMark
 *
 * Returns: (transfer full) (element-type ParcoursRichPiece): what people see of it; HTML in it is left out
 */
GPtrArray *
parcours_rich_text_from_markdown (const char *markdown)
{
  Reader reader = { g_ptr_array_new_with_free_func (piece_free) };
  cmark_node *document = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SMART);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    walk (&reader, cmark_iter_get_node (iter), event);
  cmark_iter_free (iter);
  cmark_node_free (document);

  return reader.pieces;
}

/* HTML, by libxml2. */

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  return g_strv_contains (names, name);
}

/* Spaces and line ends are one space, and none where a line begins. */
static void
add_text (Reader     *self,
          const char *content)
{
  GString *text = g_string_new (NULL);
  gboolean has_space = self->pieces->len == 0 || self->n_feeds > 0;

  for (const char *c = content; *c != '\0'; c++)
    {
      if (!g_ascii_isspace (*c))
        g_string_append_c (text, *c);
      else if (!has_space)
        g_string_append_c (text, ' ');
      has_space = g_ascii_isspace (*c);
    }
  add (self, text->str, 0);
  g_string_free (text, TRUE);
}

static void read_nodes (Reader  *self,
                        xmlNode *first);

static void
read_children (Reader  *self,
               xmlNode *node,
               guint   *depth)
{
  if (depth != NULL)
    (*depth)++;
  read_nodes (self, node->children);
  if (depth != NULL)
    (*depth)--;
}

static void
read_link (Reader  *self,
           xmlNode *node)
{
  xmlChar *href = xmlGetProp (node, (const xmlChar *) "href");
  const char *outer = self->url;

  self->url = href != NULL ? (const char *) href : outer;
  read_nodes (self, node->children);
  self->url = outer;
  xmlFree (href);
}

static void
read_image (Reader  *self,
            xmlNode *node)
{
  xmlChar *alt = xmlGetProp (node, (const xmlChar *) "alt");
  g_autofree char *text = g_strconcat ("▣ ", alt != NULL ? (const char *) alt : "", NULL);

  add (self, text, PARCOURS_RICH_IMAGE);
  xmlFree (alt);
}

static void
read_element (Reader  *self,
              xmlNode *node)
{
  static const char *const unseen[] = { "head", "script", "style", "title", "template", NULL };
  static const char *const paragraphs[] = { "p", "ul", "ol", "table", "blockquote", "pre", NULL };
  static const char *const lines[] = { "div", "tr", "section", "article", "header", "footer", "center", "td", "th", NULL };
  static const char *const bold[] = { "b", "strong", "th", NULL };
  static const char *const italic[] = { "i", "em", NULL };
  const char *name = (const char *) node->name;
  gboolean is_heading = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
  guint feeds = is_heading || is_one_of (name, paragraphs) ? 2 : is_one_of (name, lines) ? 1 : 0;

  if (is_one_of (name, unseen))
    return;
  end_lines (self, feeds);
  if (is_heading)
    self->heading = (guint) (name[1] - '0');
  if (g_str_equal (name, "br"))
    {
      add (self, "\n", 0);
      return;
    }
  if (g_str_equal (name, "li"))
    {
      end_lines (self, 1);
      add (self, "• ", 0);
    }
  if (g_str_equal (name, "hr"))
    add (self, "———\n", PARCOURS_RICH_RULE);
  if (g_str_equal (name, "a"))
    read_link (self, node);
  else if (g_str_equal (name, "img"))
    read_image (self, node);
  else
    read_children (self, node, is_one_of (name, bold) ? &self->bold : is_one_of (name, italic) ? &self->italic
                               : g_str_equal (name, "blockquote") ? &self->quote
                               : g_str_equal (name, "ul") || g_str_equal (name, "ol") ? &self->indent
                               : g_str_equal (name, "code") || g_str_equal (name, "pre") ? &self->code : NULL);
  if (is_heading)
    self->heading = 0;
  end_lines (self, feeds);
}

static void
read_nodes (Reader  *self,
            xmlNode *first)
{
  for (xmlNode *node = first; node != NULL; node = node->next)
    {
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        add_text (self, (const char *) node->content);
      else if (node->type == XML_ELEMENT_NODE)
        read_element (self, node);
    }
}

/**
 * parcours_rich_text_from_html:
 * @html: a page, or a part of one
 *
 * Returns: (transfer full) (element-type ParcoursRichPiece): what people see of it
 */
GPtrArray *
parcours_rich_text_from_html (const char *html)
{
  Reader reader = { g_ptr_array_new_with_free_func (piece_free) };
  xmlDoc *document = htmlReadMemory (html, (int) strlen (html), NULL, "UTF-8",
                                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

  if (document != NULL)
    {
      read_nodes (&reader, xmlDocGetRootElement (document));
      xmlFreeDoc (document);
    }

  return reader.pieces;
}

/**
 * parcours_rich_text_to_plain:
 * @pieces: (element-type ParcoursRichPiece): a text
 *
 * Returns: (transfer full): its words alone
 */
char *
parcours_rich_text_to_plain (GPtrArray *pieces)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    g_string_append (text, ((const ParcoursRichPiece *) g_ptr_array_index (pieces, i))->text);

  return g_strstrip (g_string_free (text, FALSE));
}

/* An address without a scheme is completed by whoever sends the message, and may be in a hole. */
static gboolean
is_page (const char *url)
{
  const char *scheme;

  while (g_ascii_isspace (*url))
    url++;
  scheme = g_uri_peek_scheme (url);

  /* What has a point before the colon is a host with a port. */
  return *url != '\0' && *url != '#' &&
         (scheme == NULL || strchr (scheme, '.') != NULL || g_str_equal (scheme, "http") || g_str_equal (scheme, "https"));
}

/**
 * parcours_rich_text_links:
 * @pieces: (element-type ParcoursRichPiece): a text
 *
 * A link to a place of the text itself, one that begins a mail or a call and a piece of a program lead nowhere that a
 * click could be counted.
 *
 * Returns: (transfer full) (array zero-terminated=1): the pages to which its links lead, each once, in their order
 */
char **
parcours_rich_text_links (GPtrArray *pieces)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < pieces->len; i++)
    {
      const ParcoursRichPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->url != NULL && is_page (piece->url) && g_hash_table_add (seen, piece->url))
        g_strv_builder_add (builder, piece->url);
    }

  return g_strv_builder_end (builder);
}
