/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-check-events.h"
#include "parcours-check-values.h"
#include "parcours-json.h"
#include "parcours-text.h"

/*
 * Whether the same event can let a contact in at two triggers, and whether what
 * a step causes can let contacts in at one. What is not known might be anything,
 * so the answer is no only where two details exclude each other.
 */

/**
 * parcours_occurrence_new:
 * @topic: what happens
 * @known: (transfer full): what is known of it
 *
 * Returns: (transfer full): it
 */
Occurrence *
parcours_occurrence_new (const char *topic,
                         JsonObject *known)
{
  Occurrence *occurrence = g_new0 (Occurrence, 1);
  const char *subject = parcours_json_member_string (known, "subject");

  occurrence->topic = g_strdup (topic);
  occurrence->known = known;
  occurrence->subject = subject != NULL && strchr (subject, '*') == NULL ? subject : NULL;

  return occurrence;
}

/**
 * parcours_occurrence_free:
 * @occurrence: (transfer full): something that may happen
 */
void
parcours_occurrence_free (Occurrence *occurrence)
{
  g_free (occurrence->topic);
  json_object_unref (occurrence->known);
  g_clear_pointer (&occurrence->params, json_object_unref);
  g_free (occurrence);
}

static JsonNode *
matched_value (const ParcoursStep *trigger,
               JsonObject         *params,
               JsonObject         *match)
{
  const char *name = parcours_json_member_string (match, "param");
  const ParcoursParam *param = parcours_step_type_param (trigger->type, name);
  JsonNode *value = json_object_get_member (params, name);

  return param == NULL || parcours_value_means_any (param, value) ? NULL : value;
}

/* Under what name a detail is known: its key; of several of which one is enough, all of them. */
static char *
detail_key (JsonObject *match)
{
  const char *key = parcours_json_member_string (match, "key");
  JsonArray *keys = parcours_json_member_array (match, "key");
  GString *joined = g_string_new (key);

  for (guint i = 0; keys != NULL && i < json_array_get_length (keys); i++)
    g_string_append_printf (joined, "%s ", json_array_get_string_element (keys, i));

  return g_string_free (joined, FALSE);
}

/* What an entry of the catalogue asks is known of what it lets in. */
static void
learn (const ParcoursStep *trigger,
       JsonObject         *params,
       JsonObject         *entry,
       JsonObject         *known)
{
  JsonObject *where = parcours_json_member_object (entry, "where");
  g_autoptr (GList) names = where != NULL ? json_object_get_members (where) : NULL;
  JsonArray *matches = parcours_json_member_array (entry, "match");

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (JSON_NODE_HOLDS_VALUE (json_object_get_member (where, l->data)))
        json_object_set_member (known, l->data, parcours_json_ref_member (where, l->data));
    }
  for (guint i = 0; matches != NULL && i < json_array_get_length (matches); i++)
    {
      JsonObject *match = json_array_get_object_element (matches, i);
      JsonNode *value = matched_value (trigger, params, match);
      g_autofree char *key = detail_key (match);

      if (value != NULL && !json_object_has_member (match, "op"))
        json_object_set_member (known, key, json_node_ref (value));
    }
}

static void
add_entries (const ParcoursStep *trigger,
             JsonObject         *params,
             const char         *member,
             const char         *prefix,
             GPtrArray          *occurrences)
{
  JsonArray *entries = parcours_json_member_array (trigger->type->rule, member);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *topic = g_strconcat (prefix, parcours_json_member_string (entry, "topic"), NULL);
      JsonObject *known;
      Occurrence *occurrence;

      if (json_object_has_member (entry, "refuse") ||
          !parcours_params_hold (params, parcours_json_member_object (entry, "if")))
        continue;
      known = json_object_new ();
      learn (trigger, params, entry, known);
      occurrence = parcours_occurrence_new (topic, known);
      occurrence->trigger = trigger;
      occurrence->params = parcours_json_copy_object (params);
      occurrence->entry = entry;
      g_ptr_array_add (occurrences, occurrence);
    }
}

/* What happens at a time of its own is known by that time. */
static char *
moment_key (const ParcoursStep *trigger,
            JsonObject         *params)
{
  static const char *const date[] = { "date", "program", "offset", "at", "repeat", NULL };
  static const char *const poll[] = { "feed", "every", "at", NULL };
  const char *const *names = trigger->type->family == PARCOURS_FAMILY_DATE ? date : poll;
  GString *key = g_string_new (parcours_step_family_name (trigger->type->family));

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *value = json_object_get_member (params, names[i]);
      g_autofree char *line = value != NULL ? parcours_json_to_line (value) : NULL;

      g_string_append_printf (key, " %s", line != NULL ? line : "");
    }

  return g_string_free (key, FALSE);
}

static void
add_moment (const ParcoursStep *trigger,
            JsonObject         *params,
            char               *key,
            GPtrArray          *occurrences)
{
  g_autofree char *owned = key;
  Occurrence *occurrence = parcours_occurrence_new (owned, json_object_new ());

  occurrence->trigger = trigger;
  occurrence->params = parcours_json_copy_object (params);
  g_ptr_array_add (occurrences, occurrence);
}

/**
 * parcours_occurrence_admits:
 * @trigger: a trigger
 * @params: the parameters that hold for it
 * @occurrences: (element-type Occurrence): what lets contacts in there is added to it; absences begin with
 *   `after` and their time, which is the same for what fires together
 */
void
parcours_occurrence_admits (const ParcoursStep *trigger,
                            JsonObject         *params,
                            GPtrArray          *occurrences)
{
  const char *after = parcours_json_member_string (params, "after");
  g_autofree char *prefix = g_strdup_printf ("after %s ", after != NULL ? after : "");

  switch (trigger->type->family)
    {
    case PARCOURS_FAMILY_EVENT:
      add_entries (trigger, params, "events", "", occurrences);
      break;
    case PARCOURS_FAMILY_ABSENCE:
      add_entries (trigger, params, "arm", prefix, occurrences);
      break;
    case PARCOURS_FAMILY_DATE:
    case PARCOURS_FAMILY_POLL:
      add_moment (trigger, params, moment_key (trigger, params), occurrences);
      break;
    case PARCOURS_FAMILY_DIRECT:
      add_moment (trigger, params, g_strconcat ("via ", parcours_json_member_string (trigger->type->rule, "via"), NULL),
                  occurrences);
      break;
    default:
      break;
    }
}

/* Which parameters of an action are which details of the events that it causes. */
static const struct
{
  const char *topic;
  const char *key;
  const char *param;
} details[] = {
  { "tag.added", "subject", "tag" },
  { "tag.removed", "subject", "tag" },
  { "audience.added", "subject", "audience" },
  { "audience.removed", "subject", "audience" },
  { "list.subscribed", "subject", "list" },
  { "list.unsubscribed", "subject", "list" },
  { "list.removed", "subject", "list" },
  { "field.changed", "subject", "field" },
  { "score.changed", "subject", "score" },
  { "conversion.recorded", "subject", "conversion" },
  { "email.sent", "subject", "email" },
  { "deal.created", "pipeline", "pipeline" },
  { "deal.created", "stage", "stage" },
  { "deal.pipeline-changed", "to", "pipeline" },
  { "deal.stage-changed", "pipeline", "pipeline" },
  { "deal.stage-changed", "to", "stage" },
  { "deal.field-changed", "field", "field" },
  { "task.completed", "type", "type" },
  { "automation.enrol-requested", "subject", "automation" },
};

/* The value that a field or a status is set to. */
static void
add_new_value (const char *topic,
               JsonObject *params,
               JsonObject *known)
{
  JsonObject *source = parcours_json_member_object (params, "value");
  JsonNode *value = source != NULL ? json_object_get_member (source, "value") : NULL;

  if (value != NULL && (g_str_equal (topic, "field.changed") || g_str_equal (topic, "deal.field-changed") ||
                        g_str_equal (topic, "deal.status-changed")))
    json_object_set_member (known, "to", json_node_ref (value));
}

static JsonObject *
details_of (const ParcoursStep *step,
            const char         *topic,
            JsonObject         *params,
            const char         *automation)
{
  JsonObject *known = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      const char *value = parcours_json_member_string (params, details[i].param);

      if (g_str_equal (details[i].topic, topic) && value != NULL && !g_str_equal (value, "any"))
        json_object_set_string_member (known, details[i].key, value);
    }
  add_new_value (topic, params, known);
  if (g_str_has_prefix (topic, "goal."))
    {
      g_autofree char *goal = g_strconcat (automation, "/", step->id, NULL);

      json_object_set_string_member (known, "subject", goal);
    }
  if (g_str_equal (topic, "field.changed") && parcours_json_member_object (params, "owner") != NULL)
    json_object_set_string_member (known, "subject", "owner");

  return known;
}

/**
 * parcours_occurrence_causes:
 * @step: a step
 * @row: its row
 * @params: the parameters that hold for it
 * @automation: the slug of its automation
 * @occurrences: (element-type Occurrence): what the step causes is added to it
 */
void
parcours_occurrence_causes (const ParcoursStep *step,
                            const ParcoursRow  *row,
                            JsonObject         *params,
                            const char         *automation,
                            GPtrArray          *occurrences)
{
  g_auto (GStrv) topics = parcours_row_publishes (row, step->params);

  for (guint i = 0; topics[i] != NULL; i++)
    g_ptr_array_add (occurrences, parcours_occurrence_new (topics[i], details_of (step, topics[i], params, automation)));
}

static void
add_following (const char *topic,
               const char *subject,
               GPtrArray  *occurrences)
{
  JsonObject *known = json_object_new ();

  if (subject != NULL)
    json_object_set_string_member (known, "subject", subject);
  g_ptr_array_add (occurrences, parcours_occurrence_new (topic, known));
}

/* What forms do by themselves when they are sent in. */
static void
follow_form (const Occurrence *occurrence,
             ParcoursLibrary  *library,
             GPtrArray        *occurrences)
{
  static const struct
  {
    const char *action, *topic, *param;
  } actions[] = {
    { "action.add-tag", "tag.added", "tag" },
    { "action.subscribe", "list.subscribed", "list" },
    { "action.unsubscribe", "list.unsubscribed", "list" },
    { "action.update-field", "field.changed", "field" },
  };
  const ParcoursEntity *form = parcours_library_lookup (library, "form", occurrence->subject);
  JsonArray *array = form != NULL ? parcours_json_member_array (form->attributes, "actions") : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *action = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonObject *params = parcours_json_member_object (action, "params");

      for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
        {
          if (g_strcmp0 (actions[a].action, parcours_json_member_string (action, "type")) == 0)
            add_following (actions[a].topic, parcours_json_member_string (params, actions[a].param), occurrences);
        }
    }
}

/**
 * parcours_occurrence_follow:
 * @occurrence: something that may happen
 * @library: (nullable): what forms there are, and what they do
 * @occurrences: (element-type Occurrence): what then happens by itself, in the same instant, is added to it
 *   (vocabulary, section 1, column "apply")
 */
void
parcours_occurrence_follow (const Occurrence *occurrence,
                            ParcoursLibrary  *library,
                            GPtrArray        *occurrences)
{
  static const struct
  {
    const char *topic, *then, *subject;
    gboolean same;
  } rules[] = {
    { "email.sent", "email.delivered", NULL, TRUE },
    { "email.clicked", "email.opened", NULL, TRUE },
    { "list.subscribed", "channel.subscribed", "email", FALSE },
    { "list.unsubscribed", "channel.unsubscribed", "email", FALSE },
    { "page.visited", "session.started", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (!g_str_equal (rules[i].topic, occurrence->topic))
        continue;
      if (rules[i].same)
        g_ptr_array_add (occurrences, parcours_occurrence_new (rules[i].then, parcours_json_copy_object (occurrence->known)));
      else
        add_following (rules[i].then, rules[i].subject, occurrences);
    }
  if (g_str_equal (occurrence->topic, "form.submitted") || g_str_equal (occurrence->topic, "form.confirmed"))
    follow_form (occurrence, library, occurrences);
}

/* Whether a text and a pattern, or two patterns, can mean the same: patterns are
 * told apart only by what stands before their first `*`. */
static gboolean
texts_may_agree (const char *a,
                 const char *b)
{
  gsize length_a = strcspn (a, "*"), length_b = strcspn (b, "*");
  gboolean pattern_a = a[length_a] != '\0', pattern_b = b[length_b] != '\0';

  if (!pattern_a && !pattern_b)
    return g_ascii_strcasecmp (a, b) == 0;
  if (pattern_a && !pattern_b)
    return parcours_pattern_match (a, b) || parcours_url_match (a, b);
  if (pattern_b && !pattern_a)
    return parcours_pattern_match (b, a) || parcours_url_match (b, a);

  return g_ascii_strncasecmp (a, b, MIN (length_a, length_b)) == 0;
}

static gboolean
values_may_agree (JsonNode *a,
                  JsonNode *b)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (a) ? json_node_get_array (a) : NULL;
  const char *text_a = parcours_json_string (a), *text_b = parcours_json_string (b);

  if (array != NULL)
    {
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (values_may_agree (json_array_get_element (array, i), b))
            return TRUE;
        }
      return FALSE;
    }
  if (JSON_NODE_HOLDS_ARRAY (b))
    return values_may_agree (b, a);
  if (text_a != NULL && text_b != NULL)
    return texts_may_agree (text_a, text_b);

  return JSON_NODE_HOLDS_OBJECT (a) || JSON_NODE_HOLDS_OBJECT (b) || parcours_json_equal (a, b);
}

/* Tests of numbers and times, such as ">=50", say nothing about each other here. */
static gboolean
is_telling (const ParcoursStep *trigger,
            JsonObject         *match)
{
  const ParcoursParam *param = parcours_step_type_param (trigger->type, parcours_json_member_string (match, "param"));

  return param != NULL && param->type != PARCOURS_PARAM_COUNT_TEST && !json_object_has_member (match, "op");
}

static gboolean
match_allows (const Occurrence *listener,
              JsonObject       *match,
              JsonObject       *known)
{
  JsonNode *value = matched_value (listener->trigger, listener->params, match);
  g_autofree char *key = detail_key (match);
  JsonNode *told = json_object_get_member (known, key);

  return value == NULL || told == NULL || !is_telling (listener->trigger, match) || values_may_agree (value, told);
}

static gboolean
where_allows (JsonObject *where,
              JsonObject *known)
{
  g_autoptr (GList) names = where != NULL ? json_object_get_members (where) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *wanted = json_object_get_member (where, l->data);
      JsonNode *told = json_object_get_member (known, l->data);

      if (told != NULL && JSON_NODE_HOLDS_VALUE (wanted) && !values_may_agree (wanted, told))
        return FALSE;
    }

  return TRUE;
}

static gboolean
lets_in (const Occurrence *listener,
         JsonObject       *known)
{
  JsonArray *matches = listener->entry != NULL ? parcours_json_member_array (listener->entry, "match") : NULL;

  if (listener->entry == NULL)
    return TRUE;
  if (!where_allows (parcours_json_member_object (listener->entry, "where"), known) ||
      !where_allows (parcours_json_member_object (listener->params, "where"), known))
    return FALSE;
  for (guint i = 0; matches != NULL && i < json_array_get_length (matches); i++)
    {
      if (!match_allows (listener, json_array_get_object_element (matches, i), known))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_occurrence_may_be:
 * @one: something that may happen
 * @other: something that may happen
 *
 * Returns: whether both may be one and the same event
 */
gboolean
parcours_occurrence_may_be (const Occurrence *one,
                            const Occurrence *other)
{
  return g_str_equal (one->topic, other->topic) && lets_in (one, other->known) && lets_in (other, one->known);
}
