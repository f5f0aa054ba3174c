/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-events.h"
#include "parcours-check-fixes.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Two triggers that let one contact in at the same moment, and an entry policy that no trigger allows.
 */

/* With how many others each trigger is compared. */
#define MAX_PARTNERS 32

/* What lets contacts in, and at which trigger. */
typedef struct
{
  guint trigger;
  Occurrence *occurrence; /* (owned) */
} Entry;

typedef struct
{
  Checker *checker;
  GPtrArray *entries;     /* (owned) (element-type Entry) */
  GHashTable *by_topic;   /* (owned) (element-type utf8 GPtrArray) of the topic, and of topic and subject */
} Entries;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  parcours_occurrence_free (entry->occurrence);
  g_free (entry);
}

static const char *
entry_setting (const Checker *self,
               const char    *name)
{
  JsonObject *entry = parcours_json_member_object (parcours_automation_settings (self->automation), "entry");
  JsonObject *preset = parcours_json_member_object (parcours_checker_platform (self), "entry");

  if (entry != NULL && json_object_has_member (entry, name))
    return parcours_json_member_string (entry, name);

  return parcours_json_member_string (preset, name);
}

/**
 * parcours_checker_reentry:
 * @self: the checker
 *
 * Returns: (transfer none) (nullable): whether contacts may enter again: `never`, `always`, or %NULL for after a while
 */
const char *
parcours_checker_reentry (const Checker *self)
{
  return entry_setting (self, "reentry");
}

static char *
bucket_key (const Occurrence *occurrence,
            const char       *subject)
{
  return g_strconcat (occurrence->topic, "\n", subject, NULL);
}

static GPtrArray *
bucket (Entries    *entries,
        const char *key)
{
  GPtrArray *bucket = g_hash_table_lookup (entries->by_topic, key);

  if (bucket == NULL)
    {
      bucket = g_ptr_array_new ();
      g_hash_table_insert (entries->by_topic, g_strdup (key), bucket);
    }

  return bucket;
}

/* Two conditions of which one says the contrary of the other. */
static gboolean
is_contrary (JsonNode *a,
             JsonNode *b)
{
  JsonArray *none = a != NULL && JSON_NODE_HOLDS_OBJECT (a)
                      ? parcours_json_member_array (json_node_get_object (a), "none") : NULL;

  return none != NULL && b != NULL && json_array_get_length (none) == 1 &&
         parcours_json_equal (json_array_get_element (none, 0), b);
}

static gboolean
segments_exclude (const Occurrence *one,
                  const Occurrence *other)
{
  static const char *const names[] = { "entry-segment", "if", "audience" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *a = json_object_get_member (one->params, names[i]);
      JsonNode *b = json_object_get_member (other->params, names[i]);

      if (is_contrary (a, b) || is_contrary (b, a))
        return TRUE;
    }

  return FALSE;
}

/* Carts that hold some products, and carts that hold none of them. */
static gboolean
modes_exclude (const Occurrence *one,
               const Occurrence *other)
{
  JsonNode *products = json_object_get_member (one->params, "products");
  JsonNode *others = json_object_get_member (other->params, "products");

  return products != NULL && others != NULL && parcours_json_equal (products, others) &&
         g_strcmp0 (parcours_json_member_string (one->params, "mode"),
                    parcours_json_member_string (other->params, "mode")) != 0;
}

static const Entry *
find_partner (GPtrArray   *candidates,
              const Entry *entry,
              const Occurrence *occurrence)
{
  for (guint i = 0; i < MIN (candidates->len, MAX_PARTNERS); i++)
    {
      const Entry *other = g_ptr_array_index (candidates, i);

      if (other->trigger != entry->trigger && parcours_occurrence_may_be (occurrence, other->occurrence) &&
          !segments_exclude (entry->occurrence, other->occurrence) &&
          !modes_exclude (entry->occurrence, other->occurrence))
        return other;
    }

  return NULL;
}

/* A trigger for the same subject, for any subject, or, of any subject, every one of the topic. */
static const Entry *
find_any_partner (Entries          *entries,
                  const Entry      *entry,
                  const Occurrence *occurrence)
{
  g_autofree char *same = bucket_key (occurrence, occurrence->subject != NULL ? occurrence->subject : "");
  g_autofree char *any = bucket_key (occurrence, "");
  const Entry *partner = find_partner (bucket (entries, same), entry, occurrence);

  if (partner == NULL && occurrence->subject != NULL)
    partner = find_partner (bucket (entries, any), entry, occurrence);
  if (partner == NULL && occurrence->subject == NULL)
    partner = find_partner (bucket (entries, occurrence->topic), entry, occurrence);

  return partner;
}

static const Entry *
find_first_partner (Entries     *entries,
                    const Entry *entry)
{
  g_autoptr (GPtrArray) following = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_occurrence_free);
  const Entry *partner = find_any_partner (entries, entry, entry->occurrence);

  parcours_occurrence_follow (entry->occurrence, entries->checker->context->library, following);
  for (guint i = 0; partner == NULL && i < following->len; i++)
    partner = find_any_partner (entries, entry, g_ptr_array_index (following, i));

  return partner;
}

/* Whether what is behind @trigger comes behind @other too: then nothing is lost with @trigger. */
static gboolean
leads_where (Checker *self,
             guint    trigger,
             guint    other)
{
  g_autofree gboolean *reached = parcours_ways_reach (self->ways, &other, 1);

  for (guint i = 0; i < parcours_ways_n_out (self->ways, trigger); i++)
    {
      const ParcoursWay *way = parcours_ways_nth_out (self->ways, trigger, i);

      if (way->taken && !reached[way->to])
        return FALSE;
    }

  return TRUE;
}

static void
report_double (Checker *self,
               guint    trigger,
               guint    other)
{
  g_autoptr (JsonNode) no = parcours_json_new_string ("no");
  gboolean same = parcours_json_equal (self->steps[trigger].step->node, self->steps[other].step->node);
  gboolean needless = leads_where (self, trigger, other);
  g_autofree char *label = parcours_phrase_fill (_("Delete “{step}”"),
                                                 "step", parcours_checker_step_name (self, trigger), NULL);
  ParcoursCheck *check;

  check = parcours_checker_report (self, "double-entry", trigger, NULL, NULL,
                                   parcours_phrase_fill (_("What lets a contact in by “{step}” can also let "
                                                            "it in by “{other}”: it would be in the "
                                                            "automation twice."),
                                                         "step", parcours_checker_step_name (self, trigger),
                                                         "other", parcours_checker_step_name (self, other),
                                                         NULL));
  parcours_check_set_other (check, self, other);
  if (needless && same)
    parcours_fix_delete (self, check, &trigger, 1, label, TRUE);
  parcours_fix_setting (self, check, "entry", "parallel", no, _("Let Nobody in Who Is Inside"), FALSE);
  if (needless && !same)
    parcours_fix_delete (self, check, &trigger, 1, label, FALSE);
}

static void
add_entry (Entries *entries,
           Entry   *entry)
{
  g_autofree char *key = bucket_key (entry->occurrence,
                                     entry->occurrence->subject != NULL ? entry->occurrence->subject : "");

  g_ptr_array_add (entries->entries, entry);
  g_ptr_array_add (bucket (entries, key), entry);
  g_ptr_array_add (bucket (entries, entry->occurrence->topic), entry);
}

static void
gather (Entries *entries)
{
  Checker *self = entries->checker;

  for (guint i = 0; i < self->triggers->len; i++)
    {
      guint trigger = g_array_index (self->triggers, guint, i);
      g_autoptr (GPtrArray) occurrences = g_ptr_array_new ();

      parcours_occurrence_admits (self->steps[trigger].step, self->steps[trigger].params, occurrences);
      for (guint o = 0; o < occurrences->len; o++)
        {
          Entry *entry = g_new0 (Entry, 1);

          entry->trigger = trigger;
          entry->occurrence = g_ptr_array_index (occurrences, o);
          add_entry (entries, entry);
        }
    }
}

/* Of two, the later one is reported, and each of them once. */
static void
compare (Entries *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < entries->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries->entries, i);
      const Entry *partner = find_first_partner (entries, entry);
      guint later = partner != NULL ? MAX (entry->trigger, partner->trigger) : 0;

      if (partner != NULL && g_hash_table_add (seen, GUINT_TO_POINTER (later)))
        report_double (entries->checker, later, MIN (entry->trigger, partner->trigger));
    }
}

/* The automation says that contacts may enter again, and each of its triggers that they may not. */
static void
check_reentry (Checker *self)
{
  JsonObject *entry = parcours_json_member_object (parcours_automation_settings (self->automation), "entry");
  guint first = self->triggers->len > 0 ? g_array_index (self->triggers, guint, 0) : PARCOURS_NO_STEP;
  g_autoptr (JsonNode) never = parcours_json_new_string ("never");
  ParcoursCheck *check;

  if ((parcours_json_member_object (entry, "reentry") == NULL &&
       g_strcmp0 (parcours_json_member_string (entry, "reentry"), "always") != 0) || !parcours_checker_runs_once (self))
    return;
  check = parcours_checker_report (self, "reentry-refused", first, NULL, "runs",
                                   g_strdup (_("The automation lets contacts enter again, but each of its triggers "
                                               "lets a contact in once.")));
  parcours_fix_setting (self, check, "entry", "reentry", never, _("Let Nobody Enter Again"), FALSE);
}

/**
 * parcours_check_entries:
 * @self: the checker
 *
 * Reports `double-entry`, where the entry policy lets a contact in a second time at once, and
 * `reentry-refused`, where it says of contacts that they may enter again and no trigger lets them.
 */
void
parcours_check_entries (Checker *self)
{
  Entries entries = { self, NULL, NULL };

  check_reentry (self);
  if (self->triggers->len < 2 || g_strcmp0 (entry_setting (self, "reentry"), "always") != 0 ||
      g_strcmp0 (entry_setting (self, "parallel"), "no") == 0)
    return;
  entries.entries = g_ptr_array_new_with_free_func (entry_free);
  entries.by_topic = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  gather (&entries);
  compare (&entries);
  g_hash_table_unref (entries.by_topic);
  g_ptr_array_unref (entries.entries);
}
