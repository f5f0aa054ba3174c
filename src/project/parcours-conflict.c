/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-conflict.h"
#include "parcours-json.h"

struct _ParcoursConflict
{
  GObject parent_instance;

  char *slug;                 /* (owned) */
  char *etag;                 /* (owned) (nullable) */
  int revision;
  gint64 at;
  gboolean deleted;
  ParcoursAutomation *theirs; /* (owned) (nullable) */
  ParcoursAutomation *base;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursConflict, parcours_conflict, G_TYPE_OBJECT)

static void
parcours_conflict_finalize (GObject *object)
{
  ParcoursConflict *self = PARCOURS_CONFLICT (object);

  g_free (self->slug);
  g_free (self->etag);
  g_clear_pointer (&self->theirs, parcours_automation_unref);
  g_clear_pointer (&self->base, parcours_automation_unref);
  G_OBJECT_CLASS (parcours_conflict_parent_class)->finalize (object);
}

static void
parcours_conflict_class_init (ParcoursConflictClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_conflict_finalize;
}

static void
parcours_conflict_init (ParcoursConflict *self)
{
}

/* What was written by us was read by us before. */
static ParcoursAutomation *
read_automation (const char *document)
{
  g_autoptr (JsonNode) node = document != NULL ? parcours_json_parse (document, -1, NULL) : NULL;

  return node != NULL ? parcours_automation_from_json (node, NULL) : NULL;
}

/**
 * parcours_conflict_new:
 * @info: (transfer none): what the workspace knows of it
 * @base: (nullable): the document that both sides come from
 *
 * Returns: (transfer full): a conflict
 */
ParcoursConflict *
parcours_conflict_new (const ParcoursConflictInfo *info,
                       const char                 *base)
{
  ParcoursConflict *self = g_object_new (PARCOURS_TYPE_CONFLICT, NULL);

  self->slug = g_strdup (info->automation);
  self->etag = g_strdup (info->etag);
  self->revision = info->revision;
  self->at = info->at;
  self->deleted = info->deleted;
  self->theirs = read_automation (info->document);
  self->base = read_automation (base);

  return self;
}

/**
 * parcours_conflict_slug:
 * @self: a conflict
 *
 * Returns: (transfer none): the slug of the automation
 */
const char *
parcours_conflict_slug (ParcoursConflict *self)
{
  return self->slug;
}

/**
 * parcours_conflict_etag:
 * @self: a conflict
 *
 * Returns: (transfer none) (nullable): what the server calls its revision
 */
const char *
parcours_conflict_etag (ParcoursConflict *self)
{
  return self->etag;
}

/**
 * parcours_conflict_revision:
 * @self: a conflict
 *
 * Returns: the number of the server's revision, 0 if it is not known
 */
int
parcours_conflict_revision (ParcoursConflict *self)
{
  return self->revision;
}

/**
 * parcours_conflict_at:
 * @self: a conflict
 *
 * Returns: since when it is known, in seconds since 1970
 */
gint64
parcours_conflict_at (ParcoursConflict *self)
{
  return self->at;
}

/**
 * parcours_conflict_is_deleted:
 * @self: a conflict
 *
 * Returns: whether the automation was deleted on the server
 */
gboolean
parcours_conflict_is_deleted (ParcoursConflict *self)
{
  return self->deleted;
}

/**
 * parcours_conflict_is_fetched:
 * @self: a conflict
 *
 * Returns: whether it is known what the server has, so that a person can decide
 */
gboolean
parcours_conflict_is_fetched (ParcoursConflict *self)
{
  return self->deleted || self->theirs != NULL;
}

/**
 * parcours_conflict_theirs:
 * @self: a conflict
 *
 * Returns: (transfer none) (nullable): what the server has, %NULL if it was deleted or not fetched yet
 */
ParcoursAutomation *
parcours_conflict_theirs (ParcoursConflict *self)
{
  return self->theirs;
}

/**
 * parcours_conflict_base:
 * @self: a conflict
 *
 * Returns: (transfer none) (nullable): what both sides come from, %NULL if they have nothing in common
 */
ParcoursAutomation *
parcours_conflict_base (ParcoursConflict *self)
{
  return self->base;
}

/**
 * parcours_conflict_same:
 * @self: a conflict
 * @other: another one
 *
 * Returns: whether both say the same
 */
gboolean
parcours_conflict_same (ParcoursConflict *self,
                        ParcoursConflict *other)
{
  return g_str_equal (self->slug, other->slug) && self->revision == other->revision && self->deleted == other->deleted &&
         g_strcmp0 (self->etag, other->etag) == 0 && (self->theirs == NULL) == (other->theirs == NULL);
}
