/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-publication.h"
#include "parcours-time.h"

G_DEFINE_BOXED_TYPE (ParcoursPublication, parcours_publication, parcours_publication_ref, parcours_publication_unref)

/**
 * parcours_publication_new:
 * @id: the id of an automation
 *
 * Returns: (transfer full): a publication of which nothing else is known; whoever makes it may still fill it
 */
ParcoursPublication *
parcours_publication_new (const char *id)
{
  ParcoursPublication *publication = g_new0 (ParcoursPublication, 1);

  g_atomic_ref_count_init (&publication->ref_count);
  publication->id = g_strdup (id);
  publication->updated = PARCOURS_INSTANT_MISSING;
  publication->active_since = PARCOURS_INSTANT_MISSING;

  return publication;
}

static gboolean
read_instant (JsonObject *object,
              const char *name,
              gint64     *at)
{
  const char *text = parcours_json_member_string (object, name);

  return text != NULL && parcours_instant_parse (text, at);
}

static gboolean
read_revision (JsonObject *object,
               const char *name,
               gint64     *revision)
{
  double number = parcours_json_member_number (object, name, 0);

  *revision = (gint64) number;

  return number >= 1 && number == (double) *revision;
}

/* Slug, name and platform are for people; without the others nothing can be synchronised. */
static gboolean
read_summary (ParcoursPublication *publication,
              JsonObject          *object)
{
  gboolean active = g_strcmp0 (parcours_json_member_string (object, "state"), "active") == 0;

  publication->slug = g_strdup (parcours_json_member_string (object, "slug"));
  publication->name = g_strdup (parcours_json_member_string (object, "name"));
  publication->platform = g_strdup (parcours_json_member_string (object, "platform"));
  publication->digest = g_strdup (parcours_json_member_string (object, "digest"));
  publication->by = g_strdup (parcours_json_member_string (object, "by"));
  publication->deleted = parcours_json_member_boolean (object, "deleted", FALSE);

  return publication->digest != NULL && read_revision (object, "revision", &publication->revision) &&
         read_instant (object, "updated", &publication->updated) &&
         (!active || read_instant (object, "active-since", &publication->active_since));
}

/**
 * parcours_publication_new_from_summary:
 * @node: the `Summary` of `data/api/parcours.yaml`
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL if something is missing
 */
ParcoursPublication *
parcours_publication_new_from_summary (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = parcours_json_member_string (object, "id");
  g_autoptr (ParcoursPublication) publication = NULL;

  if (id == NULL)
    return NULL;
  publication = parcours_publication_new (id);

  return read_summary (publication, object) ? g_steal_pointer (&publication) : NULL;
}

/**
 * parcours_publication_new_from_revision:
 * @id: the id of the automation
 * @node: the `Revision` of `data/api/parcours.yaml`
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL if something is missing
 */
ParcoursPublication *
parcours_publication_new_from_revision (const char *id,
                                        JsonNode   *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (ParcoursPublication) publication = parcours_publication_new (id);

  publication->name = g_strdup (parcours_json_member_string (object, "name"));
  publication->digest = g_strdup (parcours_json_member_string (object, "digest"));
  publication->by = g_strdup (parcours_json_member_string (object, "by"));
  if (publication->digest == NULL || !read_revision (object, "number", &publication->revision) ||
      !read_instant (object, "published", &publication->updated))
    return NULL;

  return g_steal_pointer (&publication);
}

/**
 * parcours_publication_ref:
 * @publication: a publication
 *
 * Returns: (transfer full): @publication
 */
ParcoursPublication *
parcours_publication_ref (ParcoursPublication *publication)
{
  g_atomic_ref_count_inc (&publication->ref_count);

  return publication;
}

/**
 * parcours_publication_unref:
 * @publication: (transfer full): a publication
 */
void
parcours_publication_unref (ParcoursPublication *publication)
{
  if (!g_atomic_ref_count_dec (&publication->ref_count))
    return;
  g_free (publication->id);
  g_free (publication->slug);
  g_free (publication->name);
  g_free (publication->platform);
  g_free (publication->digest);
  g_free (publication->by);
  g_clear_pointer (&publication->automation, parcours_automation_unref);
  g_clear_pointer (&publication->bundle, json_object_unref);
  g_free (publication);
}
