/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-draw.h"
#include "parcours-expectation-private.h"
#include "parcours-json.h"

/* The keys that say what an expectation is about. */
static const char *const contact_heads[] = { "contact", "at", "automation", "enrolment", NULL };
static const char *const step_heads[] = { "step", "at", NULL };
static const char *const run_heads[] = { "at", "count", "step", "automation", "platform", "reported", NULL };

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_free (part->name);
  g_clear_pointer (&part->node, json_node_unref);
  g_clear_pointer (&part->filter, parcours_filter_free);
  g_clear_pointer (&part->where, parcours_where_free);
}

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  json_node_unref (item->node);
  g_array_unref (item->parts);
  g_free (item);
}

/**
 * parcours_failure_free:
 * @failure: (transfer full): a failure
 */
void
parcours_failure_free (ParcoursFailure *failure)
{
  g_free (failure->path);
  g_free (failure->contact);
  g_free (failure->expected);
  g_free (failure->actual);
  g_strfreev (failure->reasons);
  g_free (failure);
}

/**
 * parcours_expectation_free:
 * @self: (transfer full): an expectation
 */
void
parcours_expectation_free (ParcoursExpectation *self)
{
  g_free (self->path);
  g_free (self->contact);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->program, parcours_program_unref);
  g_free (self);
}

Part *
parcours_item_add_part (Item       *item,
                        const char *name,
                        JsonNode   *node)
{
  Part part = { .name = g_strdup (name), .node = json_node_ref (node), .number = -1 };

  g_array_append_val (item->parts, part);

  return &g_array_index (item->parts, Part, item->parts->len - 1);
}

const Part *
parcours_item_part (const Item *item,
                    guint       n)
{
  return &g_array_index (item->parts, Part, n);
}

/* Keeps what was not met. @step is where it went wrong, or -1. */
void
parcours_checking_fail (Checking   *checking,
                        const Item *item,
                        const Part *part,
                        const char *actual,
                        int         step)
{
  const ParcoursExpectation *expectation = checking->expectation;
  ParcoursFailure *failure = g_new0 (ParcoursFailure, 1);
  gboolean named = part != NULL && part->name != NULL;

  failure->path = named ? g_strconcat (item->path, ".", part->name, NULL) : g_strdup (item->path);
  failure->contact = g_strdup (checking->name);
  failure->expected = parcours_json_to_line (part != NULL ? part->node : item->node);
  failure->actual = g_strdup (actual);
  if (checking->name != NULL)
    failure->reasons = parcours_reasons (checking->play, expectation->at, checking->view.contact,
                                         item->kind->of_automation ? expectation->automation : -1, step);
  else
    failure->reasons = g_new0 (char *, 1);
  g_ptr_array_add (checking->failures, failure);
}

gboolean
parcours_item_read_comparison (ParcoursExpectation  *self,
                               Item                 *item,
                               const ParcoursPlace  *place,
                               GError              **error)
{
  Part *part = parcours_item_add_part (item, NULL, place->node);

  return (parcours_comparison_parse_json (place->node, &part->comparison) && part->comparison.has_number) ||
         parcours_place_fail (place, error, _("this has to be a number, or a comparison such as \">=2\""));
}

typedef struct
{
  ParcoursExpectation *self;
  Item *item;
} Reading;

static gboolean
read_named_comparison (const ParcoursPlace  *place,
                       gpointer              user_data,
                       GError              **error)
{
  Reading *reading = user_data;
  Part *part;

  if (!parcours_item_read_comparison (reading->self, reading->item, place, error))
    return FALSE;
  part = &g_array_index (reading->item->parts, Part, reading->item->parts->len - 1);
  part->name = g_strdup (place->key);

  return TRUE;
}

/* {name: CMP, ...} */
gboolean
parcours_item_read_comparisons (ParcoursExpectation  *self,
                                Item                 *item,
                                const ParcoursPlace  *place,
                                GError              **error)
{
  Reading reading = { self, item };
  JsonObject *object;

  return parcours_place_object (place, &object, error) &&
         parcours_place_foreach (place, read_named_comparison, &reading, error);
}

void
parcours_checking_compare (Checking   *checking,
                           const Item *item,
                           const Part *part,
                           guint64     n)
{
  g_autofree char *actual = NULL;

  if (parcours_comparison_test (&part->comparison, (double) n))
    return;
  actual = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
  parcours_checking_fail (checking, item, part, actual, -1);
}

/* The step of that id: `automation/step`, or of the expectation's automation, or the only one. */
int
parcours_expectation_find_step (ParcoursExpectation  *self,
                                const ParcoursPlace  *place,
                                const char           *id,
                                GError              **error)
{
  const char *slash = strchr (id, '/');
  g_autofree char *slug = slash != NULL ? g_strndup (id, (gsize) (slash - id)) : NULL;
  g_autofree char *message = NULL;
  int found = -1;
  guint n_found = 0;

  for (guint i = 0; i < parcours_program_n_automations (self->program); i++)
    {
      const char *of = parcours_automation_slug (parcours_program_nth_automation (self->program, i));
      int step;

      if (parcours_program_is_version (self->program, i) || (slug != NULL && !g_str_equal (slug, of)) || (self->automation >= 0 && self->automation != (int) i))
        continue;
      step = parcours_program_find_step (self->program, of, slash != NULL ? slash + 1 : id);
      if (step >= 0)
        {
          found = step;
          n_found++;
        }
    }
  if (n_found == 1)
    return found;
  message = n_found == 0 ? g_strdup_printf (_("there is no step “%s”"), id)
                         : g_strdup_printf (_("several automations have a step “%s”: name the automation"), id);
  parcours_place_fail (place, error, message);

  return -1;
}

static gboolean
add_item (ParcoursExpectation  *self,
          const ItemKind       *kind,
          const ParcoursPlace  *place,
          GError              **error)
{
  Item *item = g_new0 (Item, 1);

  item->kind = kind;
  item->path = parcours_place_path (place);
  item->node = json_node_ref (place->node);
  item->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (item->parts, clear_part);
  g_ptr_array_add (self->items, item);

  return kind->read (self, item, place, error);
}

static gboolean
add_items (ParcoursExpectation  *self,
           const ItemKind       *kinds,
           const ParcoursPlace  *place,
           GError              **error)
{
  for (guint i = 0; kinds[i].key != NULL; i++)
    {
      ParcoursPlace member = parcours_place_member (place, kinds[i].key);

      if (member.node != NULL && !add_item (self, &kinds[i], &member, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_keys (const ParcoursPlace   *place,
            const char *const     *heads,
            const ItemKind *const *tables,
            GError               **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; heads[i] != NULL; i++)
    g_ptr_array_add (keys, (gpointer) heads[i]);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      for (guint j = 0; tables[i][j].key != NULL; j++)
        g_ptr_array_add (keys, (gpointer) tables[i][j].key);
    }
  g_ptr_array_add (keys, NULL);

  return parcours_place_check_keys (place, (const char *const *) keys->pdata, error);
}

static gboolean
read_at (ParcoursExpectation  *self,
         const ParcoursPlace  *place,
         GError              **error)
{
  ParcoursPlace at = parcours_place_member (place, "at");
  const ParcoursSettings *settings = &self->expecting->settings;
  const char *text;

  self->at = PARCOURS_INSTANT_NEVER;
  if (!parcours_place_is_there (&at))
    return TRUE;
  if (!parcours_place_string (&at, &text, error))
    return FALSE;
  if (!parcours_timeline_instant (text, settings->from, self->expecting->zone, &self->at))
    return parcours_place_fail (&at, error, _("this is neither a time nor a duration from the start"));

  return (self->at >= settings->from && self->at < settings->to) ||
         parcours_place_fail (&at, error, _("this lies outside the time of the scenario"));
}

static gboolean
is_known_contact (const ParcoursExpectation *self,
                  const char                *name)
{
  guint64 key = parcours_contact_key (name);

  if (g_str_equal (name, "*") || parcours_cast_name (self->expecting->cast, key) != NULL)
    return TRUE;
  for (guint i = 0; i < parcours_timeline_n_entries (self->expecting->timeline); i++)
    {
      const ParcoursTimelineEntry *entry = parcours_timeline_nth_entry (self->expecting->timeline, i);

      if (g_strcmp0 (entry->topic, "contact.created") == 0 && entry->contact != NULL &&
          parcours_contact_key (entry->contact) == key)
        return TRUE;
    }

  return FALSE;
}

/* An address, `*`, or a condition. */
static gboolean
read_contact (ParcoursExpectation  *self,
              const ParcoursPlace  *place,
              GError              **error)
{
  ParcoursPlace contact = parcours_place_member (place, "contact");
  g_autoptr (ParcoursCondition) who = NULL;
  g_autofree char *message = NULL;

  if (contact.node != NULL && JSON_NODE_HOLDS_OBJECT (contact.node))
    {
      who = parcours_condition_parse (contact.node, error);
      if (who == NULL)
        return parcours_place_prefix (&contact, error);
      self->who = parcours_program_watch (self->program, who, NULL);
      return TRUE;
    }
  self->contact = g_strdup (parcours_json_string (contact.node));
  if (self->contact == NULL)
    return parcours_place_fail (&contact, error, _("this has to be an address, * or a condition"));
  if (is_known_contact (self, self->contact))
    return TRUE;
  message = g_strdup_printf (_("there is no contact “%s”"), self->contact);

  return parcours_place_fail (&contact, error, message);
}

/* The steps that the keys about one automation name tell which it is. */
static gboolean
has_steps (const ParcoursExpectation *self,
           const ParcoursPlace       *place,
           guint                      automation)
{
  static const char *const single[] = { "by", "waiting-at" };
  static const char *const lists[] = { "path", "passes", "not-passed" };
  static const char *const members[] = { "skipped", "outcomes" };
  const char *slug = parcours_automation_slug (parcours_program_nth_automation (self->program, automation));
  JsonObject *object = json_node_get_object (place->node);

  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      const char *id = parcours_json_member_string (object, single[i]);

      if (id != NULL && parcours_program_find_step (self->program, slug, id) < 0)
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *array = parcours_json_member_array (object, lists[i]);

      for (guint j = 0; array != NULL && j < json_array_get_length (array); j++)
        {
          const char *id = parcours_json_string (json_array_get_element (array, j));

          if (id != NULL && parcours_program_find_step (self->program, slug, id) < 0)
            return FALSE;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonObject *steps = parcours_json_member_object (object, members[i]);
      g_autoptr (GList) ids = steps != NULL ? json_object_get_members (steps) : NULL;

      for (GList *l = ids; l != NULL; l = l->next)
        {
          if (parcours_program_find_step (self->program, slug, l->data) < 0)
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
needs_automation (const ParcoursPlace *place)
{
  JsonObject *object = json_node_get_object (place->node);

  for (guint i = 0; parcours_path_items[i].key != NULL; i++)
    {
      if (parcours_path_items[i].of_automation && json_object_has_member (object, parcours_path_items[i].key))
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_automation (ParcoursExpectation  *self,
                 const ParcoursPlace  *place,
                 GError              **error)
{
  ParcoursPlace automation = parcours_place_member (place, "automation");
  const char *slug;
  g_autofree char *message = NULL;
  guint n_candidates = 0;

  if (parcours_place_is_there (&automation))
    {
      if (!parcours_place_string (&automation, &slug, error))
        return FALSE;
      self->automation = parcours_program_find_automation (self->program, slug);
      if (self->automation >= 0)
        return TRUE;
      message = g_strdup_printf (_("there is no automation “%s”"), slug);
      return parcours_place_fail (&automation, error, message);
    }
  if (!needs_automation (place))
    return TRUE;
  for (guint i = 0; i < parcours_program_n_automations (self->program); i++)
    {
      if (parcours_program_is_version (self->program, i) ||
          (parcours_program_n_automations (self->program) > 1 && !has_steps (self, place, i)))
        continue;
      self->automation = (int) i;
      n_candidates++;
    }

  return n_candidates == 1 ||
         parcours_place_fail (place, error, _("it could be about several automations, or none: name the automation"));
}

static gboolean
read_about_contact (ParcoursExpectation  *self,
                    const ParcoursPlace  *place,
                    GError              **error)
{
  const ItemKind *const tables[] = { parcours_path_items, parcours_data_items, NULL };
  ParcoursPlace enrolment = parcours_place_member (place, "enrolment");
  gint64 n = 1;

  self->about_contact = TRUE;
  if (!check_keys (place, contact_heads, tables, error) || !read_at (self, place, error) ||
      !read_contact (self, place, error) || !read_automation (self, place, error) ||
      (parcours_place_is_there (&enrolment) && !parcours_place_integer (&enrolment, 1, &n, error)))
    return FALSE;
  self->enrolment = (guint) n;

  return add_items (self, parcours_path_items, place, error) && add_items (self, parcours_data_items, place, error);
}

static gboolean
read_about_step (ParcoursExpectation  *self,
                 const ParcoursPlace  *place,
                 GError              **error)
{
  const ItemKind *const tables[] = { parcours_step_items, NULL };
  ParcoursPlace step = parcours_place_member (place, "step");
  const char *id;

  if (!check_keys (place, step_heads, tables, error) || !read_at (self, place, error) ||
      !parcours_place_string (&step, &id, error))
    return FALSE;
  self->step = parcours_expectation_find_step (self, &step, id, error);

  return self->step >= 0 && add_items (self, parcours_step_items, place, error);
}

static gboolean
read_about_run (ParcoursExpectation  *self,
                const ParcoursPlace  *place,
                GError              **error)
{
  const ItemKind *const tables[] = { parcours_run_items, parcours_check_items, NULL };

  return check_keys (place, run_heads, tables, error) && read_at (self, place, error) &&
         add_items (self, parcours_run_items, place, error) && add_items (self, parcours_check_items, place, error);
}

/**
 * parcours_expectation_new:
 * @place: where the expectation stands
 * @expecting: the case
 * @program: (transfer none): the automations of the case, compiled, from which no simulation was made yet; what the
 *   expectation asks about is added to its frame
 * @error: return location for an error, whose message names the key that is wrong
 *
 * Returns: (transfer full): the expectation, or %NULL
 */
ParcoursExpectation *
parcours_expectation_new (const ParcoursPlace  *place,
                          ParcoursCase         *expecting,
                          ParcoursProgram      *program,
                          GError              **error)
{
  g_autoptr (ParcoursExpectation) self = g_new0 (ParcoursExpectation, 1);
  JsonObject *object;
  gboolean read;

  self->expecting = expecting;
  self->program = parcours_program_ref (program);
  self->path = parcours_place_path (place);
  self->automation = -1;
  self->step = -1;
  self->items = g_ptr_array_new_with_free_func (item_free);
  if (!parcours_place_object (place, &object, error))
    return NULL;
  if (json_object_has_member (object, "contact"))
    read = read_about_contact (self, place, error);
  else if (json_object_has_member (object, "step") && !json_object_has_member (object, "check"))
    read = read_about_step (self, place, error);
  else
    read = read_about_run (self, place, error);
  if (read && self->items->len == 0)
    read = parcours_place_fail (place, error, _("it expects nothing"));

  return read ? g_steal_pointer (&self) : NULL;
}

static void
check_contact (const ParcoursExpectation *self,
               Checking                  *checking,
               guint                      contact)
{
  g_autofree char *name = parcours_play_name (checking->play, contact);

  checking->view = parcours_play_look (checking->play, contact, self->at);
  checking->name = name;
  if (self->who != NULL && (parcours_diary_deleted (checking->view.diary) ||
                            !parcours_predicate_test (self->who, checking->view.state)))
    return;
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      item->kind->check (item, checking);
    }
}

/**
 * parcours_expectation_check:
 * @self: an expectation
 * @play: the case on stage
 * @failures: (element-type ParcoursFailure): where to add what is not met
 */
void
parcours_expectation_check (const ParcoursExpectation *self,
                            ParcoursPlay              *play,
                            GPtrArray                 *failures)
{
  Checking checking = { self, play, { 0 }, NULL, failures };
  guint contact;

  if (!self->about_contact)
    {
      for (guint i = 0; i < self->items->len; i++)
        {
          const Item *item = g_ptr_array_index (self->items, i);

          item->kind->check (item, &checking);
        }
      return;
    }
  if (self->contact != NULL && !g_str_equal (self->contact, "*"))
    {
      if (parcours_play_find (play, self->contact, &contact))
        check_contact (self, &checking, contact);
      return;
    }
  for (guint i = 0; i < parcours_simulation_n_contacts (parcours_play_simulation (play, self->at)); i++)
    {
      if (parcours_play_exists (play, i, self->at))
        check_contact (self, &checking, i);
    }
}
