/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "parcours-automation-private.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-text.h"

static void
clear_link (gpointer data)
{
  ParcoursLink *link = data;

  g_free (link->from);
  g_free (link->port);
  g_free (link->to);
  g_clear_pointer (&link->node, json_node_unref);
}

/* Links never change, so automations share them as they share steps. */
static ParcoursLink *
link_new (const char *from,
          const char *port,
          const char *to)
{
  ParcoursLink *link = g_atomic_rc_box_new (ParcoursLink);

  link->from = g_strdup (from);
  link->port = g_strdup (port);
  link->to = g_strdup (to);
  link->node = NULL;

  return link;
}

static void
link_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_link);
}

static ParcoursAutomation *
automation_new (JsonObject *head)
{
  ParcoursAutomation *automation = g_new0 (ParcoursAutomation, 1);

  g_atomic_ref_count_init (&automation->ref_count);
  automation->head = head;
  automation->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_step_unref);
  automation->steps_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  automation->links = g_ptr_array_new_with_free_func (link_unref);

  return automation;
}

/**
 * parcours_automation_new:
 * @name: its name for people
 * @slug: its name in the workspace
 * @platform: where it is meant to run
 *
 * Returns: (transfer full): an automation without steps, with an id of its own
 */
ParcoursAutomation *
parcours_automation_new (const char       *name,
                         const char       *slug,
                         ParcoursPlatform  platform)
{
  JsonObject *head = json_object_new ();
  g_autofree char *id = g_uuid_string_random ();

  json_object_set_string_member (head, "format", PARCOURS_AUTOMATION_FORMAT);
  json_object_set_string_member (head, "id", id);
  json_object_set_string_member (head, "slug", slug);
  json_object_set_string_member (head, "name", name);
  json_object_set_string_member (head, "description", "");
  json_object_set_string_member (head, "platform", parcours_platform_name (platform));
  json_object_set_object_member (head, "settings", json_object_new ());

  return automation_new (head);
}

/**
 * parcours_automation_ref:
 * @automation: an automation
 *
 * Returns: (transfer full): @automation
 */
ParcoursAutomation *
parcours_automation_ref (ParcoursAutomation *automation)
{
  g_atomic_ref_count_inc (&automation->ref_count);

  return automation;
}

/**
 * parcours_automation_unref:
 * @automation: (transfer full): an automation
 */
void
parcours_automation_unref (ParcoursAutomation *automation)
{
  if (!g_atomic_ref_count_dec (&automation->ref_count))
    return;
  json_object_unref (automation->head);
  g_hash_table_unref (automation->steps_by_id);
  g_ptr_array_unref (automation->steps);
  g_ptr_array_unref (automation->links);
  g_free (automation);
}

static gpointer
ref_step (gconstpointer step,
          gpointer      user_data)
{
  return parcours_step_ref ((ParcoursStep *) step);
}

static gpointer
ref_link (gconstpointer link,
          gpointer      user_data)
{
  return g_atomic_rc_box_acquire ((gpointer) link);
}

/* A copy that may still be changed; it shares steps and links. */
ParcoursAutomation *
parcours_automation_copy (const ParcoursAutomation *automation)
{
  ParcoursAutomation *copy = automation_new (parcours_json_copy_object (automation->head));

  g_ptr_array_unref (copy->steps);
  g_ptr_array_unref (copy->links);
  copy->steps = g_ptr_array_copy (automation->steps, ref_step, NULL);
  copy->links = g_ptr_array_copy (automation->links, ref_link, NULL);
  g_ptr_array_set_free_func (copy->steps, (GDestroyNotify) parcours_step_unref);
  g_ptr_array_set_free_func (copy->links, link_unref);
  for (guint i = 0; i < copy->steps->len; i++)
    {
      ParcoursStep *step = g_ptr_array_index (copy->steps, i);

      g_hash_table_insert (copy->steps_by_id, step->id, step);
    }

  return copy;
}

/* The place of the step @id among the steps, or where it would stand. */
static guint
find_step_place (const ParcoursAutomation *automation,
                 const char               *id)
{
  guint low = 0, high = automation->steps->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      ParcoursStep *step = g_ptr_array_index (automation->steps, middle);

      if (strcmp (step->id, id) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The place of the first link from @from, or where it would stand. */
static guint
find_links (const ParcoursAutomation *automation,
            const char               *from)
{
  guint low = 0, high = automation->links->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const ParcoursLink *link = g_ptr_array_index (automation->links, middle);

      if (strcmp (link->from, from) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_link_from (const ParcoursAutomation *automation,
              guint                     place,
              const char               *from)
{
  return place < automation->links->len &&
         g_str_equal (((ParcoursLink *) g_ptr_array_index (automation->links, place))->from, from);
}

static int
port_order (const ParcoursAutomation *automation,
            const char               *from,
            const char               *port)
{
  ParcoursStep *step = g_hash_table_lookup (automation->steps_by_id, from);
  int order = step != NULL && step->type != NULL ? parcours_step_type_port (step->type, port) : -1;

  return order >= 0 ? order : G_MAXINT;
}

static int
compare_links (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const ParcoursAutomation *automation = user_data;
  const ParcoursLink *link_a = *(ParcoursLink **) a;
  const ParcoursLink *link_b = *(ParcoursLink **) b;
  int order = strcmp (link_a->from, link_b->from);
  int order_a, order_b;

  if (order != 0)
    return order;
  order_a = port_order (automation, link_a->from, link_a->port);
  order_b = port_order (automation, link_b->from, link_b->port);
  if (order_a != order_b)
    return order_a < order_b ? -1 : 1;

  return strcmp (link_a->port, link_b->port);
}

/* The order of the ports follows the type of the step, which has changed. */
static void
sort_links_from (ParcoursAutomation *automation,
                 const char         *from)
{
  guint place = find_links (automation, from);
  guint n = 0;

  while (is_link_from (automation, place + n, from))
    n++;
  if (n > 1)
    g_qsort_with_data (automation->links->pdata + place, (int) n, sizeof (gpointer), compare_links, automation);
}

static void
remove_step (ParcoursAutomation *automation,
             const char         *id)
{
  if (!g_hash_table_remove (automation->steps_by_id, id))
    return;
  g_ptr_array_remove_index (automation->steps, find_step_place (automation, id));
  sort_links_from (automation, id);
}

/* Steps stay where they are when they are replaced: tidying up replaces them all. */
static void
take_step (ParcoursAutomation *automation,
           ParcoursStep       *step)
{
  guint place = find_step_place (automation, step->id);
  ParcoursStep *old = g_hash_table_lookup (automation->steps_by_id, step->id);

  g_hash_table_replace (automation->steps_by_id, step->id, step);
  if (old != NULL)
    automation->steps->pdata[place] = step;
  else
    g_ptr_array_insert (automation->steps, (int) place, step);
  if (old == NULL || old->type != step->type)
    sort_links_from (automation, step->id);
  g_clear_pointer (&old, parcours_step_unref);
}

/* Adds, replaces or, with %NULL, removes a step. */
gboolean
parcours_automation_set_step (ParcoursAutomation  *automation,
                              const char          *id,
                              JsonNode            *node,
                              GError             **error)
{
  ParcoursStep *step;

  if (node == NULL)
    {
      remove_step (automation, id);
      return TRUE;
    }
  step = parcours_step_new (id, node, error);
  if (step == NULL)
    return FALSE;
  take_step (automation, step);

  return TRUE;
}

/* What an edit says of the link that leaves @from by @port: where it leads, or the whole
 * link where it has keys that nobody knows; %NULL if there is none. */
JsonNode *
parcours_automation_link_value (const ParcoursAutomation *automation,
                                const char               *from,
                                const char               *port)
{
  const ParcoursLink *link = parcours_automation_link (automation, from, port);

  if (link == NULL)
    return NULL;

  return link->node != NULL ? json_node_ref (link->node) : parcours_json_new_string (link->to);
}

/* Has the link that leaves @from by @port be what parcours_automation_link_value() says,
 * or with %NULL takes it away. */
void
parcours_automation_set_link (ParcoursAutomation *automation,
                              const char         *from,
                              const char         *port,
                              JsonNode           *value)
{
  guint place = find_links (automation, from);
  gboolean is_whole = value != NULL && JSON_NODE_HOLDS_OBJECT (value);
  const char *to = is_whole ? parcours_json_member_string (json_node_get_object (value), "to") : parcours_json_string (value);
  ParcoursLink *link = to != NULL ? link_new (from, port, to) : NULL;

  if (link != NULL && is_whole)
    link->node = json_node_ref (value);

  for (guint i = place; is_link_from (automation, i, from); i++)
    {
      if (!g_str_equal (((ParcoursLink *) g_ptr_array_index (automation->links, i))->port, port))
        continue;
      g_ptr_array_remove_index (automation->links, i);
      break;
    }
  if (link == NULL)
    return;
  while (is_link_from (automation, place, from) &&
         compare_links (&automation->links->pdata[place], &link, automation) < 0)
    place++;
  g_ptr_array_insert (automation->links, (int) place, link);
}

void
parcours_automation_set_head (ParcoursAutomation *automation,
                              const char         *name,
                              JsonNode           *value)
{
  if (value != NULL)
    json_object_set_member (automation->head, name, json_node_ref (value));
  else
    json_object_remove_member (automation->head, name);
}

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, message);

  return FALSE;
}

static gboolean
check_format (JsonObject  *object,
              GError     **error)
{
  const char *format = parcours_json_member_string (object, "format");

  if (g_strcmp0 (format, PARCOURS_AUTOMATION_FORMAT) == 0)
    return TRUE;
  if (format != NULL && g_str_has_prefix (format, "parcours-automation/"))
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_UNKNOWN_VERSION,
                           _("The automation was written by a newer version of Parcours"));
      return FALSE;
    }
  if (format != NULL && g_str_has_prefix (format, "parcours-scenario/"))
    return fail (error, _("This is a test, and not an automation"));

  return fail (error, _("This is not an automation of Parcours"));
}

static gboolean
check_head (JsonObject  *object,
            GError     **error)
{
  const char *slug = parcours_json_member_string (object, "slug");
  const char *platform = parcours_json_member_string (object, "platform");
  ParcoursPlatform known;

  if (!parcours_slug_is_valid (slug))
    return fail (error, _("The automation has no slug, or one with other letters than a to z, 0 to 9 and -"));
  if (platform != NULL && !parcours_platform_from_name (platform, &known))
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("“%s” is no platform"), platform);
      return FALSE;
    }
  if (json_object_has_member (object, "settings") && parcours_json_member_object (object, "settings") == NULL)
    return fail (error, _("The settings of the automation are no object"));
  if ((json_object_has_member (object, "steps") && parcours_json_member_object (object, "steps") == NULL) ||
      (json_object_has_member (object, "links") && parcours_json_member_array (object, "links") == NULL))
    return fail (error, _("The steps of an automation have to be an object, and its links a list"));

  return TRUE;
}

static gboolean
read_steps (ParcoursAutomation  *automation,
            JsonObject          *steps,
            GError             **error)
{
  g_autoptr (GList) members = steps != NULL ? parcours_json_sorted_members (steps) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!parcours_automation_set_step (automation, l->data, json_object_get_member (steps, l->data), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_unknown_keys (JsonObject *link)
{
  guint n_known = 0;

  n_known += json_object_has_member (link, "from");
  n_known += json_object_has_member (link, "port");
  n_known += json_object_has_member (link, "to");

  return json_object_get_size (link) > n_known;
}

static gboolean
read_link (ParcoursAutomation  *automation,
           JsonNode            *node,
           GError             **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *from = parcours_json_member_string (object, "from");
  const char *port = parcours_json_member_string (object, "port");
  const char *to = parcours_json_member_string (object, "to");
  ParcoursLink *link;

  if (from == NULL || to == NULL)
    return fail (error, _("A link does not say from where to where it leads"));
  link = link_new (from, port != NULL ? port : "next", to);
  if (has_unknown_keys (object))
    link->node = json_node_ref (node);
  g_ptr_array_add (automation->links, link);

  return TRUE;
}

/* Of links that are sorted. */
static gboolean
check_ports (ParcoursAutomation  *automation,
             GError             **error)
{
  for (guint i = 1; i < automation->links->len; i++)
    {
      const ParcoursLink *last = g_ptr_array_index (automation->links, i - 1);
      const ParcoursLink *link = g_ptr_array_index (automation->links, i);

      if (!g_str_equal (last->from, link->from) || !g_str_equal (last->port, link->port))
        continue;
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                   _("Two links leave the step “%s” by its port “%s”"), link->from, link->port);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_links (ParcoursAutomation  *automation,
            JsonArray           *links,
            GError             **error)
{
  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      if (!read_link (automation, json_array_get_element (links, i), error))
        return FALSE;
    }
  g_ptr_array_sort_with_data (automation->links, compare_links, automation);

  return check_ports (automation, error);
}

static void
read_head (ParcoursAutomation *automation,
           JsonObject         *object)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_str_equal (l->data, "steps") && !g_str_equal (l->data, "links"))
        json_object_set_member (automation->head, l->data, parcours_json_ref_member (object, l->data));
    }
}

/**
 * parcours_automation_from_json:
 * @node: a document
 * @error: return location for an error
 *
 * Steps of unknown types and links into the void are read and kept; they are
 * problems that the checks name. Unknown keys are kept too.
 *
 * Returns: (transfer full): the automation, or %NULL
 */
ParcoursAutomation *
parcours_automation_from_json (JsonNode  *node,
                               GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (ParcoursAutomation) automation = NULL;

  if (object == NULL)
    {
      fail (error, _("This is not an automation of Parcours"));
      return NULL;
    }
  if (!check_format (object, error) || !check_head (object, error))
    return NULL;
  automation = automation_new (json_object_new ());
  read_head (automation, object);
  if (!read_steps (automation, parcours_json_member_object (object, "steps"), error) ||
      !read_links (automation, parcours_json_member_array (object, "links"), error))
    return NULL;

  return g_steal_pointer (&automation);
}

/**
 * parcours_automation_load:
 * @path: the name of a file
 * @error: return location for an error, whose message names the file
 *
 * A file of more than PARCOURS_AUTOMATION_MAX_SIZE is refused before it is read:
 * ten thousand steps take less than half of that.
 *
 * Returns: (transfer full): the automation, or %NULL
 */
ParcoursAutomation *
parcours_automation_load (const char  *path,
                          GError     **error)
{
  g_autoptr (JsonNode) node = NULL;
  ParcoursAutomation *automation;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > PARCOURS_AUTOMATION_MAX_SIZE)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("%s: The file is larger than %d MB"), path,
                   PARCOURS_AUTOMATION_MAX_SIZE / (1024 * 1024));
      return NULL;
    }
  node = parcours_json_load (path, error);
  if (node == NULL)
    return NULL;
  automation = parcours_automation_from_json (node, error);
  if (automation == NULL)
    g_prefix_error (error, "%s: ", path);

  return automation;
}

/**
 * parcours_automation_to_json:
 * @automation: an automation
 *
 * Returns: (transfer full): the document
 */
JsonNode *
parcours_automation_to_json (const ParcoursAutomation *automation)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = parcours_json_copy_object (automation->head);
  JsonObject *steps = json_object_new ();
  JsonArray *links = json_array_new ();

  for (guint i = 0; i < automation->steps->len; i++)
    {
      ParcoursStep *step = g_ptr_array_index (automation->steps, i);

      json_object_set_member (steps, step->id, json_node_ref (step->node));
    }
  for (guint i = 0; i < automation->links->len; i++)
    {
      const ParcoursLink *link = g_ptr_array_index (automation->links, i);
      JsonObject *entry = link->node != NULL ? parcours_json_copy_object (json_node_get_object (link->node))
                                             : json_object_new ();

      json_object_set_string_member (entry, "from", link->from);
      json_object_set_string_member (entry, "port", link->port);
      json_object_set_string_member (entry, "to", link->to);
      json_array_add_object_element (links, entry);
    }
  json_object_set_object_member (object, "steps", steps);
  json_object_set_array_member (object, "links", links);
  json_node_take_object (node, object);

  return node;
}

/**
 * parcours_automation_digest:
 * @automation: an automation
 *
 * Returns: (transfer full): a SHA-256 of the canonical document
 */
char *
parcours_automation_digest (const ParcoursAutomation *automation)
{
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);

  return parcours_json_digest (node);
}

/**
 * parcours_automation_id:
 * @automation: an automation
 *
 * Returns: (transfer none): its id for servers and for draws; its slug where it has none
 */
const char *
parcours_automation_id (const ParcoursAutomation *automation)
{
  const char *id = parcours_json_member_string (automation->head, "id");

  return id != NULL ? id : parcours_automation_slug (automation);
}

/**
 * parcours_automation_slug:
 * @automation: an automation
 *
 * Returns: (transfer none): its name in the workspace
 */
const char *
parcours_automation_slug (const ParcoursAutomation *automation)
{
  return parcours_json_member_string (automation->head, "slug");
}

/**
 * parcours_automation_name:
 * @automation: an automation
 *
 * Returns: (transfer none): its name for people
 */
const char *
parcours_automation_name (const ParcoursAutomation *automation)
{
  const char *name = parcours_json_member_string (automation->head, "name");

  return name != NULL ? name : parcours_automation_slug (automation);
}

/**
 * parcours_automation_platform:
 * @automation: an automation
 *
 * Returns: where it is meant to run
 */
ParcoursPlatform
parcours_automation_platform (const ParcoursAutomation *automation)
{
  ParcoursPlatform platform = PARCOURS_PLATFORM_ANY;

  parcours_platform_from_name (parcours_json_member_string (automation->head, "platform"), &platform);

  return platform;
}

/**
 * parcours_automation_head:
 * @automation: an automation
 *
 * Returns: (transfer none): every key of the document but `steps` and `links`
 */
JsonObject *
parcours_automation_head (const ParcoursAutomation *automation)
{
  return automation->head;
}

/**
 * parcours_automation_settings:
 * @automation: an automation
 *
 * Returns: (transfer none) (nullable): its settings
 */
JsonObject *
parcours_automation_settings (const ParcoursAutomation *automation)
{
  return parcours_json_member_object (automation->head, "settings");
}

/**
 * parcours_automation_n_steps:
 * @automation: an automation
 *
 * Returns: how many steps it has
 */
guint
parcours_automation_n_steps (const ParcoursAutomation *automation)
{
  return automation->steps->len;
}

/**
 * parcours_automation_nth_step:
 * @automation: an automation
 * @n: a number below parcours_automation_n_steps()
 *
 * Returns: (transfer none): the step; steps are in the order of their ids
 */
ParcoursStep *
parcours_automation_nth_step (const ParcoursAutomation *automation,
                              guint                     n)
{
  return g_ptr_array_index (automation->steps, n);
}

/**
 * parcours_automation_step:
 * @automation: an automation
 * @id: the id of a step
 *
 * Returns: (transfer none) (nullable): the step, or %NULL
 */
ParcoursStep *
parcours_automation_step (const ParcoursAutomation *automation,
                          const char               *id)
{
  return g_hash_table_lookup (automation->steps_by_id, id);
}

/**
 * parcours_automation_n_links:
 * @automation: an automation
 *
 * Returns: how many links it has
 */
guint
parcours_automation_n_links (const ParcoursAutomation *automation)
{
  return automation->links->len;
}

/**
 * parcours_automation_nth_link:
 * @automation: an automation
 * @n: a number below parcours_automation_n_links()
 *
 * Returns: (transfer none): the link; links are sorted by from, then port order
 */
const ParcoursLink *
parcours_automation_nth_link (const ParcoursAutomation *automation,
                              guint                     n)
{
  return g_ptr_array_index (automation->links, n);
}

/**
 * parcours_automation_link:
 * @automation: an automation
 * @from: the id of a step
 * @port: a port of it
 *
 * Returns: (transfer none) (nullable): the link that leaves there, or %NULL
 */
const ParcoursLink *
parcours_automation_link (const ParcoursAutomation *automation,
                          const char               *from,
                          const char               *port)
{
  for (guint i = find_links (automation, from); is_link_from (automation, i, from); i++)
    {
      const ParcoursLink *link = g_ptr_array_index (automation->links, i);

      if (g_str_equal (link->port, port))
        return link;
    }

  return NULL;
}

/**
 * parcours_automation_links_into:
 * @automation: an automation
 * @to: the id of a step
 *
 * Returns: (transfer container) (element-type ParcoursLink): the links that enter the step
 */
GPtrArray *
parcours_automation_links_into (const ParcoursAutomation *automation,
                                const char               *to)
{
  GPtrArray *links = g_ptr_array_new ();

  for (guint i = 0; i < automation->links->len; i++)
    {
      ParcoursLink *link = g_ptr_array_index (automation->links, i);

      if (g_str_equal (link->to, to))
        g_ptr_array_add (links, link);
    }

  return links;
}

/**
 * parcours_automation_links_out_of:
 * @automation: an automation
 * @from: the id of a step
 *
 * Returns: (transfer container) (element-type ParcoursLink): the links that leave the step, in port order
 */
GPtrArray *
parcours_automation_links_out_of (const ParcoursAutomation *automation,
                                  const char               *from)
{
  GPtrArray *links = g_ptr_array_new ();

  for (guint i = find_links (automation, from); is_link_from (automation, i, from); i++)
    g_ptr_array_add (links, g_ptr_array_index (automation->links, i));

  return links;
}

/**
 * parcours_automation_reaches:
 * @automation: an automation
 * @from: the id of a step
 * @to: the id of a step
 *
 * Returns: whether links lead from @from to @to; every step reaches itself
 */
gboolean
parcours_automation_reaches (const ParcoursAutomation *automation,
                             const char               *from,
                             const char               *to)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  g_ptr_array_add (pending, (gpointer) from);
  while (pending->len > 0)
    {
      const char *id = g_ptr_array_steal_index_fast (pending, pending->len - 1);

      if (g_str_equal (id, to))
        return TRUE;
      if (!g_hash_table_add (seen, (gpointer) id))
        continue;
      for (guint i = find_links (automation, id); is_link_from (automation, i, id); i++)
        g_ptr_array_add (pending, ((ParcoursLink *) g_ptr_array_index (automation->links, i))->to);
    }

  return FALSE;
}
