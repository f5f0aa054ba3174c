/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a scenario says, in plain words: what happens in it, what is expected, and what was the case instead. Most
 * of what is expected of a contact is a condition in other clothes, and is said as one. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-catalog.h"
#include "parcours-duration.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-scenario-words.h"
#include "parcours-text.h"
#include "parcours-time.h"
#include "parcours-words.h"

static char *
say_condition (const char          *json,
               const ParcoursNames *names)
{
  g_autoptr (JsonNode) node = parcours_json_parse (json, -1, NULL);
  g_autoptr (ParcoursCondition) condition = node != NULL ? parcours_condition_parse (node, NULL) : NULL;

  return condition != NULL ? parcours_condition_to_phrase (condition, names) : NULL;
}

/* @format has a hole for a text and one for a value, both as JSON. */
static char *
say_leaf (const char          *format,
          const char          *slug,
          JsonNode            *value,
          const ParcoursNames *names)
{
  g_autoptr (JsonNode) name = parcours_json_new_string (slug);
  g_autofree char *first = parcours_json_to_line (name);
  g_autofree char *second = value != NULL ? parcours_json_to_line (value) : g_strdup ("null");
  g_autoptr (GString) json = g_string_new (format);

  g_string_replace (json, "$1", first, 0);
  g_string_replace (json, "$2", second, 0);

  return say_condition (json->str, names);
}

static gboolean
is_nothing (JsonNode *value)
{
  return value == NULL || JSON_NODE_HOLDS_NULL (value) ||
         (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN && !json_node_get_boolean (value));
}

static char *
say_set (const char          *kind,
         const char          *slug,
         JsonNode            *value,
         const ParcoursNames *names)
{
  g_autofree char *format = g_strdup_printf (is_nothing (value) ? "{\"%s\": {\"none-of\": [$1]}}" : "{\"%s\": $1}", kind);

  return say_leaf (format, slug, value, names);
}

static char *
say_list (const char          *slug,
          JsonNode            *value,
          const ParcoursNames *names)
{
  return say_leaf (is_nothing (value) ? "{\"list\": {\"none-of\": [$1]}, \"status\": \"any\"}" : "{\"list\": $1, \"status\": $2}",
                   slug, value, names);
}

static char *
say_slot (const char          *kind,
          const char          *slug,
          JsonNode            *value,
          const ParcoursNames *names)
{
  gboolean is_score = g_str_equal (kind, "score");
  ParcoursFieldType type = is_score ? PARCOURS_FIELD_NUMBER : parcours_library_field_type (names->library, "field", slug);
  g_autofree char *format = NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    format = g_strdup_printf ("{\"%s\": $1, \"op\": \"empty\"}", kind);
  else if (JSON_NODE_HOLDS_OBJECT (value))
    {
      g_autoptr (JsonNode) name = parcours_json_new_string (slug);
      g_autoptr (JsonNode) node = parcours_json_with_member (json_node_get_object (value), kind, name);
      g_autofree char *line = NULL;

      line = parcours_json_to_line (node);
      return say_condition (line, names);
    }
  else
    format = g_strdup_printf ("{\"%s\": $1, \"op\": \"%s\", \"value\": $2}", kind,
                              type == PARCOURS_FIELD_NUMBER || type == PARCOURS_FIELD_MONEY || type == PARCOURS_FIELD_DATE ||
                                type == PARCOURS_FIELD_DATETIME ? "=" : type == PARCOURS_FIELD_CHOICES ? "all-of" : "is");

  return say_leaf (format, slug, value, names);
}

static const char *
message_label (const ParcoursNames *names,
               const char          *slug)
{
  static const char *const kinds[] = { "email", "sms", "push", "site-message", "wallet-notification" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (names->library != NULL && parcours_library_lookup (names->library, kinds[i], slug) != NULL)
        return parcours_names_label (names, kinds[i], slug);
    }

  return slug;
}

/* Of a number, or a comparison such as ">=2": "exactly 2 times", "at least 2 times". */
static char *
say_times (JsonNode *value)
{
  ParcoursComparison comparison;

  return value != NULL && parcours_comparison_parse_json (value, &comparison) ? parcours_times_to_words (&comparison) : NULL;
}

static gboolean
is_zero (JsonNode *value)
{
  double number;

  return value != NULL && parcours_json_number (value, &number) && number == 0.;
}

static char *
say_not_sent (const char          *slug,
              const ParcoursNames *names)
{
  return parcours_phrase_fill (_("does not get “{message}”"), "message", message_label (names, slug), NULL);
}

static char *
say_sent (const char          *slug,
          JsonNode            *value,
          const ParcoursNames *names)
{
  g_autofree char *times = say_times (value);

  if (times == NULL)
    return NULL;
  if (is_zero (value))
    return say_not_sent (slug, names);

  /* Translators: what a test expects of a contact; {times} is "exactly 2 times", or "at least 2 times". */
  return parcours_phrase_fill (_("gets “{message}” {times}"), "message", message_label (names, slug), "times", times, NULL);
}

static char *
step_name (const char          *id,
           const ParcoursNames *names)
{
  const char *slash = strchr (id, '/');

  return parcours_names_step (names, slash != NULL ? slash + 1 : id);
}

/* "A → B", or NULL if @value is no list of texts. */
static char *
say_steps (JsonNode            *value,
           const char          *between,
           const ParcoursNames *names)
{
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *id = parcours_json_string (json_array_get_element (array, i));
      g_autofree char *name = id != NULL ? step_name (id, names) : NULL;

      g_string_append_printf (text, "%s%s", i > 0 ? between : "", name != NULL ? name : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
say_path (const char          *key,
          JsonNode            *value,
          const ParcoursNames *names)
{
  g_autofree char *steps = say_steps (value, g_str_equal (key, "not-passed") ? ", " : " → ", names);

  if (steps == NULL)
    return NULL;
  if (*steps == '\0')
    return g_strdup (_("does not enter"));
  if (g_str_equal (key, "not-passed"))
    return parcours_phrase_fill (_("passes none of these steps: {steps}"), "steps", steps, NULL);
  if (g_str_equal (key, "passes"))
    return parcours_phrase_fill (_("passes {steps}"), "steps", steps, NULL);

  return parcours_phrase_fill (_("takes this way and no other: {steps}"), "steps", steps, NULL);
}

static char *
say_place (const char          *key,
           JsonNode            *value,
           const ParcoursNames *names)
{
  const char *text = parcours_json_string (value);
  g_autofree char *step = text != NULL ? step_name (text, names) : NULL;
  g_autofree char *times = NULL;

  if (g_str_equal (key, "waiting-at"))
    return step != NULL ? parcours_phrase_fill (_("waits at “{step}”"), "step", step, NULL) : g_strdup (_("waits nowhere"));
  if (g_str_equal (key, "by"))
    return step != NULL ? parcours_phrase_fill (_("enters by “{step}”"), "step", step, NULL) : NULL;
  if (g_str_equal (key, "ended"))
    return text == NULL ? g_strdup (_("is still inside"))
                        : parcours_phrase_fill (_("has come to the end ({reason})"), "reason", text, NULL);
  if (g_str_equal (key, "not-entered"))
    return text == NULL ? g_strdup (_("does not enter"))
                        : parcours_phrase_fill (_("does not enter ({reason})"), "reason", text, NULL);
  if (g_str_equal (key, "deleted"))
    return g_strdup (is_nothing (value) ? _("is not deleted") : _("is deleted"));
  if (g_str_equal (key, "entered") && is_zero (value))
    return g_strdup (_("does not enter"));
  times = g_str_equal (key, "entered") ? say_times (value) : NULL;

  /* Translators: {times} is "exactly 2 times", or "at least 2 times". */
  return times != NULL ? parcours_phrase_fill (_("enters {times}"), "times", times, NULL) : NULL;
}

/* One of the things that a key asks for by name. */
static char *
say_named (const char          *key,
           const char          *name,
           JsonNode            *value,
           const ParcoursNames *names)
{
  static const char *const sets[][2] = { { "tags", "tag" }, { "groups", "group" }, { "audiences", "audience" } };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      if (g_str_equal (key, sets[i][0]))
        return say_set (sets[i][1], name, value, names);
    }
  if (g_str_equal (key, "lists"))
    return say_list (name, value, names);
  if (g_str_equal (key, "fields"))
    return say_slot ("field", name, value, names);
  if (g_str_equal (key, "scores"))
    return say_slot ("score", name, value, names);
  if (g_str_equal (key, "consent"))
    return say_leaf ("{\"consent\": $1, \"status\": $2}", name, value, names);
  if (g_str_equal (key, "not-sent") && parcours_json_string (value) != NULL)
    return say_not_sent (name, names);
  if (g_str_has_suffix (key, "sent"))
    return say_sent (name, value, names);
  if (g_str_equal (key, "skipped"))
    {
      g_autofree char *step = step_name (name, names);

      return parcours_phrase_fill (_("nothing is done at “{step}”"), "step", step, NULL);
    }

  return NULL;
}

static char *
say_all_named (const char          *key,
               JsonObject          *object,
               const ParcoursNames *names)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      char *words = say_named (key, l->data, json_object_get_member (object, l->data), names);

      if (words == NULL)
        return NULL;
      g_ptr_array_add (parts, words);
    }

  return parts->len > 0 ? parcours_phrase_join (parts, PARCOURS_JOIN_CLAUSES) : NULL;
}

/* Messages, events and records stand in arrays. */
static char *
say_element (const char          *key,
             JsonNode            *element,
             const ParcoursNames *names)
{
  static const char *const records[][2] = { { "deals", "deal" }, { "tasks", "task" }, { "orders", "order" }, { "carts", "cart" },
                                            { "vouchers", "voucher" }, { "meetings", "meeting" }, { "accounts", "account" },
                                            { "loyalty", "loyalty" } };
  g_autofree char *line = parcours_json_to_line (element);
  const char *slug = parcours_json_string (element);

  if (g_str_equal (key, "not-sent") && slug != NULL)
    return say_not_sent (slug, names);
  if (g_str_equal (key, "events"))
    return say_condition (line, names);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"%s\": %s}", records[i][1], line);

      if (g_str_equal (key, records[i][0]))
        return say_condition (json, names);
    }

  return NULL;
}

static char *
say_elements (const char          *key,
              JsonArray           *array,
              const ParcoursNames *names)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      char *words = say_element (key, json_array_get_element (array, i), names);

      if (words == NULL)
        return NULL;
      g_ptr_array_add (parts, words);
    }

  return parts->len > 0 ? parcours_phrase_join (parts, PARCOURS_JOIN_CLAUSES) : NULL;
}

static char *
find_words (const char          *key,
            JsonNode            *value,
            const ParcoursNames *names)
{
  g_autofree char *line = NULL;
  char *words;

  if (g_str_equal (key, "path") || g_str_equal (key, "passes") || g_str_equal (key, "not-passed"))
    return say_path (key, value, names);
  if (g_str_equal (key, "meets"))
    {
      line = parcours_json_to_line (value);
      return say_condition (line, names);
    }
  words = say_place (key, value, names);
  if (words == NULL && JSON_NODE_HOLDS_OBJECT (value))
    return say_all_named (key, json_node_get_object (value), names);
  if (words == NULL && JSON_NODE_HOLDS_ARRAY (value))
    return say_elements (key, json_node_get_array (value), names);

  return words;
}

/**
 * parcours_scenario_expectation_words:
 * @key: a key of an expectation, such as `tags`
 * @value: what stands there
 * @names: by what names to speak
 *
 * Returns: (transfer full): what is expected, as a clause without a subject: "has the tag Reader"; key and value
 *   as they are written where there are no words for them
 */
char *
parcours_scenario_expectation_words (const char          *key,
                                     JsonNode            *value,
                                     const ParcoursNames *names)
{
  char *words = find_words (key, value, names);
  g_autofree char *line = NULL;

  if (words != NULL)
    return words;
  line = parcours_json_to_line (value);

  return g_strdup_printf ("%s: %s", key, line);
}

/* `expect[2].tags.reader` is the key `tags` and in it `reader`. */
static char *
say_failure (const ParcoursFailure *failure,
             const char            *json,
             const ParcoursNames   *names)
{
  const char *rest = strstr (failure->path, "].");
  g_auto (GStrv) parts = g_strsplit (rest != NULL ? rest + strlen ("].") : failure->path, ".", 2);
  g_autofree char *key = g_strndup (parts[0], strcspn (parts[0], "["));
  g_autoptr (JsonNode) value = parcours_json_parse (json, -1, NULL);

  if (value == NULL)
    return g_strdup (json);
  if (parts[1] != NULL)
    {
      char *words = say_named (key, parts[1], value, names);

      return words != NULL ? words : g_strdup_printf ("%s: %s", parts[1], json);
    }
  if (strchr (parts[0], '[') != NULL)
    {
      char *words = say_element (key, value, names);

      return words != NULL ? words : g_strdup (json);
    }

  return parcours_scenario_expectation_words (key, value, names);
}

/**
 * parcours_failure_expected_words:
 * @failure: an expectation that was not met
 * @names: by what names to speak
 *
 * Returns: (transfer full): what was expected, as a clause without a subject
 */
char *
parcours_failure_expected_words (const ParcoursFailure *failure,
                                 const ParcoursNames   *names)
{
  return say_failure (failure, failure->expected, names);
}

/**
 * parcours_failure_actual_words:
 * @failure: an expectation that was not met
 * @names: by what names to speak
 *
 * Returns: (transfer full): what was the case instead, as a clause without a subject
 */
char *
parcours_failure_actual_words (const ParcoursFailure *failure,
                               const ParcoursNames   *names)
{
  const char *rest = strstr (failure->path, "].");

  if (rest != NULL && (g_str_has_prefix (rest, "].meets") || g_str_has_prefix (rest, "].events")))
    return g_strdup (_("this is not so"));
  /* Where the contact went tells more than that it passed something. */
  if (rest != NULL && (g_str_has_prefix (rest, "].passes") || g_str_has_prefix (rest, "].not-passed")))
    {
      g_autoptr (JsonNode) value = parcours_json_parse (failure->actual, -1, NULL);

      if (value != NULL)
        return parcours_scenario_expectation_words ("path", value, names);
    }

  return say_failure (failure, failure->actual, names);
}

/**
 * parcours_scenario_entry_words:
 * @entry: an entry of a timeline
 * @names: by what names to speak
 *
 * Returns: (transfer full): what happens, as a clause without a subject: "has opened the email Welcome"
 */
char *
parcours_scenario_entry_words (JsonObject          *entry,
                               const ParcoursNames *names)
{
  const char *topic = parcours_json_member_string (entry, "event");
  JsonObject *on = parcours_json_member_object (entry, "on");
  const char *own = parcours_json_member_string (entry, "subject");
  const char *subject = own != NULL || on == NULL ? own : parcours_json_member_string (on, "subject");
  const char *step = parcours_json_member_string (entry, "step");
  const char *automation = parcours_json_member_string (entry, "for");
  const char *label = automation != NULL ? parcours_names_label (names, "automation", automation) : "";
  g_autofree char *name = step != NULL ? step_name (step, names) : NULL;
  g_autoptr (JsonNode) node = subject != NULL ? parcours_json_new_string (subject) : NULL;

  if (topic != NULL)
    {
      char *words = say_leaf (node != NULL ? "{\"event\": $1, \"subject\": $2}" : "{\"event\": $1}", topic, node, names);

      return words != NULL ? words : g_strdup (topic);
    }
  if (name != NULL)
    return parcours_phrase_fill (_("leaves “{step}” by {port}"), "step", name, "port", parcours_json_member_string (entry, "port"),
                                 NULL);
  if (json_object_has_member (entry, "swap"))
    return parcours_phrase_fill (_("another version takes the place of “{automation}”"), "automation", label, NULL);
  if (json_object_has_member (entry, "active"))
    return parcours_phrase_fill (parcours_json_member_boolean (entry, "active", FALSE) ? _("“{automation}” is switched on")
                                                                                       : _("“{automation}” is paused"),
                                 "automation", label, NULL);

  return g_strdup (_("something that this form does not know"));
}

/* "3 hours after each: Email sent". */
static char *
say_response (JsonObject          *on,
              const char          *after,
              const ParcoursNames *names)
{
  const char *topic = parcours_json_member_string (on, "event");
  const char *subject = parcours_json_member_string (on, "subject");
  g_autofree char *event = topic != NULL ? parcours_topic_to_words (topic, subject, names) : g_strdup ("");

  if (after == NULL)
    return parcours_phrase_fill (_("after each: {event}"), "event", event, NULL);

  return parcours_phrase_fill (_("{duration} after each: {event}"), "duration", after, "event", event, NULL);
}

/**
 * parcours_scenario_time_to_words:
 * @time: (nullable): a time as in a timeline: an instant, or a duration after the beginning
 *
 * Returns: (transfer full): the same in words
 */
char *
parcours_scenario_time_to_words (const char *time)
{
  ParcoursDuration duration;
  gint64 local;
  g_autofree char *words = NULL;

  if (time == NULL)
    return g_strdup (_("as soon as it comes to that"));
  if (parcours_local_parse (time, &local))
    return parcours_local_to_words (local);
  if (!parcours_duration_parse (time, &duration))
    return g_strdup (time);
  if (parcours_duration_approximate (&duration) == 0)
    return g_strdup (_("at the beginning"));
  words = parcours_duration_to_words (&duration);

  return parcours_phrase_fill (_("{duration} after the beginning"), "duration", words, NULL);
}

/**
 * parcours_scenario_entry_time:
 * @entry: an entry of a timeline
 * @names: by what names to speak
 *
 * Returns: (transfer full): when it happens
 */
char *
parcours_scenario_entry_time (JsonObject          *entry,
                              const ParcoursNames *names)
{
  JsonObject *on = parcours_json_member_object (entry, "on");
  const char *after = parcours_json_member_string (entry, "after");
  ParcoursDuration duration;
  g_autofree char *words = NULL;

  if (on == NULL)
    return parcours_scenario_time_to_words (parcours_json_member_string (entry, "at"));
  if (after != NULL && parcours_duration_parse (after, &duration))
    words = parcours_duration_to_words (&duration);

  return say_response (on, words, names);
}
