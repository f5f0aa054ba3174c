/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-events.h"
#include "parcours-check-fixes.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Automations that start each other in a circle: a graph of the automations of
 * the workspace, in which the one that is checked stands first. One leads to
 * another if something that a step of it causes can let contacts in there. Only
 * where the first one leads is followed, and of a trigger nothing is read but
 * the topics of its type until one of these comes: a workspace may have a
 * thousand automations, and each edit and each publication asks.
 */

typedef struct
{
  guint automation;
  Occurrence *occurrence; /* (owned) */
} Listener;

/* A trigger that may listen. */
typedef struct
{
  guint automation;
  guint step;
} Ear;

typedef struct
{
  Checker *checker;
  GPtrArray *automations;  /* (owned) (element-type ParcoursAutomation) the one that is checked first */
  GHashTable *numbers;     /* (owned) the number of an automation, by slug, once somebody asks */
  GPtrArray *listeners;    /* (owned) (element-type Listener) */
  GHashTable *by_topic;    /* (owned) (element-type utf8 GPtrArray) listeners by topic and subject */
  GHashTable *ears;        /* (owned) (element-type utf8 GArray<Ear>) by topic, those that have not been read */
  GHashTable *read;        /* (owned) steps whose occurrences are known */
  GPtrArray *leads_to;     /* (owned) (element-type GHashTable) (nullable) for each automation that is reached, where it leads */
  GArray *reached;         /* (owned) (element-type guint) automations, in the order in which they were */
  GHashTable *steps;       /* (owned) by which step the one that is checked leads to another */
  GHashTable *types;       /* (owned) of each type of steps, whether it can cause one of them */
} Graph;

static void
listener_free (gpointer data)
{
  Listener *listener = data;

  parcours_occurrence_free (listener->occurrence);
  g_free (listener);
}

static void
free_reached (gpointer leads_to)
{
  if (leads_to != NULL)
    g_hash_table_unref (leads_to);
}

static Graph *
graph_new (Checker *self)
{
  Graph *graph = g_new0 (Graph, 1);
  GPtrArray *automations = self->context->automations;
  const char *slug = parcours_automation_slug (self->automation);

  graph->checker = self;
  graph->automations = g_ptr_array_new ();
  graph->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  graph->listeners = g_ptr_array_new_with_free_func (listener_free);
  graph->by_topic = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  graph->ears = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  graph->read = g_hash_table_new (NULL, NULL);
  graph->leads_to = g_ptr_array_new_with_free_func (free_reached);
  graph->reached = g_array_new (FALSE, FALSE, sizeof (guint));
  graph->steps = g_hash_table_new (NULL, NULL);
  graph->types = g_hash_table_new (NULL, NULL);
  g_ptr_array_add (graph->automations, self->automation);
  for (guint i = 0; automations != NULL && i < automations->len; i++)
    {
      ParcoursAutomation *automation = g_ptr_array_index (automations, i);

      if (!g_str_equal (parcours_automation_slug (automation), slug))
        g_ptr_array_add (graph->automations, automation);
    }
  g_ptr_array_set_size (graph->leads_to, (int) graph->automations->len);

  return graph;
}

static void
graph_free (Graph *graph)
{
  g_ptr_array_unref (graph->automations);
  g_hash_table_unref (graph->numbers);
  g_hash_table_unref (graph->by_topic);
  g_ptr_array_unref (graph->listeners);
  g_hash_table_unref (graph->ears);
  g_hash_table_unref (graph->read);
  g_ptr_array_unref (graph->leads_to);
  g_array_unref (graph->reached);
  g_hash_table_unref (graph->steps);
  g_hash_table_unref (graph->types);
  g_free (graph);
}

/* How a step of the workspace runs; those that are checked are known already. */
static const ParcoursRow *
look_at (Graph              *graph,
         guint               automation,
         guint               number,
         JsonObject        **params)
{
  ParcoursAutomation *owner = g_ptr_array_index (graph->automations, automation);
  ParcoursStep *step = parcours_automation_nth_step (owner, number);
  const CheckedStep *checked = automation == 0 ? &graph->checker->steps[number] : NULL;
  const ParcoursRow *row;

  if (checked != NULL)
    {
      *params = parcours_json_copy_object (checked->params);
      return checked->basis;
    }
  row = step->type != NULL ? parcours_step_row (step, parcours_automation_platform (owner)) : NULL;
  if (row == NULL && step->type != NULL)
    row = parcours_catalog_counterpart (parcours_catalog_get (), PARCOURS_PLATFORM_ANY, step->type_name, NULL);
  *params = row != NULL ? parcours_row_effective_params (row, step->params) : parcours_json_copy_object (step->params);

  return row;
}

/* The topic without the time after which an absence fires. */
static const char *
bare_topic (const char *topic)
{
  const char *space = strrchr (topic, ' ');

  return space != NULL ? space + 1 : topic;
}

static GPtrArray *
bucket (Graph      *graph,
        const char *topic,
        const char *subject)
{
  g_autofree char *key = g_strconcat (topic, "\n", subject != NULL ? subject : "", NULL);
  GPtrArray *bucket = g_hash_table_lookup (graph->by_topic, key);

  if (bucket == NULL)
    {
      bucket = g_ptr_array_new ();
      g_hash_table_insert (graph->by_topic, g_steal_pointer (&key), bucket);
    }

  return bucket;
}

static void
add_listener (Graph      *graph,
              guint       automation,
              Occurrence *occurrence)
{
  Listener *listener = g_new0 (Listener, 1);
  char *topic = g_strdup (bare_topic (occurrence->topic));

  g_free (occurrence->topic);
  occurrence->topic = topic;
  listener->automation = automation;
  listener->occurrence = occurrence;
  g_ptr_array_add (graph->listeners, listener);
  g_ptr_array_add (bucket (graph, topic, occurrence->subject), listener);
  if (occurrence->subject != NULL)
    g_ptr_array_add (bucket (graph, topic, "*"), listener);
}

static void
add_ears (Graph         *graph,
          Ear            ear,
          ParcoursStep  *step,
          const char    *member)
{
  JsonArray *entries = parcours_json_member_array (step->type->rule, member);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      const char *topic = parcours_json_member_string (json_array_get_object_element (entries, i), "topic");
      GArray *ears = g_hash_table_lookup (graph->ears, topic);

      if (ears == NULL)
        {
          ears = g_array_new (FALSE, FALSE, sizeof (Ear));
          g_hash_table_insert (graph->ears, (gpointer) topic, ears);
        }
      g_array_append_val (ears, ear);
    }
}

static void
find_ears (Graph *graph,
           guint  automation)
{
  ParcoursAutomation *owner = g_ptr_array_index (graph->automations, automation);

  for (guint i = 0; i < parcours_automation_n_steps (owner); i++)
    {
      ParcoursStep *step = parcours_automation_nth_step (owner, i);
      Ear ear = { automation, i };

      if (step->type == NULL)
        continue;
      if (step->type->family == PARCOURS_FAMILY_EVENT)
        add_ears (graph, ear, step, "events");
      else if (step->type->family == PARCOURS_FAMILY_ABSENCE)
        add_ears (graph, ear, step, "arm");
    }
}

static void
read_ear (Graph *graph,
          Ear    ear)
{
  ParcoursStep *step = parcours_automation_nth_step (g_ptr_array_index (graph->automations, ear.automation), ear.step);
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autoptr (JsonObject) params = NULL;

  if (!g_hash_table_add (graph->read, step))
    return;
  occurrences = g_ptr_array_new ();
  look_at (graph, ear.automation, ear.step, &params);
  parcours_occurrence_admits (step, params, occurrences);
  for (guint o = 0; o < occurrences->len; o++)
    add_listener (graph, ear.automation, g_ptr_array_index (occurrences, o));
}

/* Reads all that listens to a topic. */
static void
listen (Graph      *graph,
        const char *topic)
{
  GArray *ears = g_hash_table_lookup (graph->ears, topic);

  for (guint i = 0; ears != NULL && i < ears->len; i++)
    read_ear (graph, g_array_index (ears, Ear, i));
  if (ears != NULL)
    g_array_set_size (ears, 0);
}

static void
reach (Graph *graph,
       guint  automation)
{
  if (g_ptr_array_index (graph->leads_to, automation) != NULL)
    return;
  g_ptr_array_index (graph->leads_to, automation) = g_hash_table_new (NULL, NULL);
  g_array_append_val (graph->reached, automation);
}

static void
lead (Graph *graph,
      guint  from,
      guint  to,
      guint  step)
{
  g_hash_table_add (g_ptr_array_index (graph->leads_to, from), GUINT_TO_POINTER (to));
  reach (graph, to);
  if (from == 0 && !g_hash_table_contains (graph->steps, GUINT_TO_POINTER (to)))
    g_hash_table_insert (graph->steps, GUINT_TO_POINTER (to), GUINT_TO_POINTER (step));
}

static void
meet_listeners (Graph            *graph,
                guint             automation,
                guint             step,
                const Occurrence *event,
                GPtrArray        *listeners)
{
  GHashTable *known = g_ptr_array_index (graph->leads_to, automation);

  for (guint i = 0; i < listeners->len; i++)
    {
      const Listener *listener = g_ptr_array_index (listeners, i);

      if (!g_hash_table_contains (known, GUINT_TO_POINTER (listener->automation)) &&
          parcours_occurrence_may_be (event, listener->occurrence))
        lead (graph, automation, listener->automation, step);
    }
}

/* Few steps name another automation, and there may be many. */
static gboolean
find_number (Graph      *graph,
             const char *slug,
             guint      *number)
{
  gpointer found;

  for (guint i = g_hash_table_size (graph->numbers); i < graph->automations->len; i++)
    g_hash_table_insert (graph->numbers,
                         (gpointer) parcours_automation_slug (g_ptr_array_index (graph->automations, i)),
                         GUINT_TO_POINTER (i));
  if (!g_hash_table_lookup_extended (graph->numbers, slug, NULL, &found))
    return FALSE;
  *number = GPOINTER_TO_UINT (found);

  return TRUE;
}

static void
meet (Graph            *graph,
      guint             automation,
      guint             step,
      const Occurrence *event)
{
  guint number;

  if (g_str_equal (event->topic, "automation.enrol-requested"))
    {
      if (event->subject != NULL && find_number (graph, event->subject, &number))
        lead (graph, automation, number, step);
      return;
    }
  listen (graph, event->topic);
  meet_listeners (graph, automation, step, event, bucket (graph, event->topic, NULL));
  meet_listeners (graph, automation, step, event,
                  bucket (graph, event->topic, event->subject != NULL ? event->subject : "*"));
}

static gboolean
is_heard (Graph      *graph,
          const char *topic)
{
  g_autoptr (GPtrArray) following = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_occurrence_free);
  Occurrence *event = parcours_occurrence_new (topic, json_object_new ());
  gboolean heard = g_hash_table_contains (graph->ears, topic) || g_str_equal (topic, "automation.enrol-requested");

  g_ptr_array_add (following, event);
  parcours_occurrence_follow (event, NULL, following);
  for (guint i = 1; i < following->len; i++)
    heard = heard || g_hash_table_contains (graph->ears, ((Occurrence *) g_ptr_array_index (following, i))->topic);

  return heard;
}

/* Whether a step of the type can cause anything that somebody listens to: asked once of each type. */
static gboolean
type_is_heard (Graph                  *graph,
               const ParcoursStepType *type)
{
  JsonArray *publishes = parcours_json_member_array (type->rule, "publishes");
  gpointer known;
  gboolean heard = FALSE;

  if (g_hash_table_lookup_extended (graph->types, type, NULL, &known))
    return GPOINTER_TO_INT (known);
  for (guint i = 0; publishes != NULL && i < json_array_get_length (publishes); i++)
    heard = heard || is_heard (graph, json_array_get_string_element (publishes, i));
  g_hash_table_insert (graph->types, (gpointer) type, GINT_TO_POINTER (heard));

  return heard;
}

static void
follow_step (Graph *graph,
             guint  automation,
             guint  number)
{
  ParcoursAutomation *owner = g_ptr_array_index (graph->automations, automation);
  ParcoursStep *step = parcours_automation_nth_step (owner, number);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (JsonObject) params = NULL;
  const ParcoursRow *row;
  guint n_direct;

  if (step->type == NULL || !type_is_heard (graph, step->type))
    return;
  events = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_occurrence_free);
  row = look_at (graph, automation, number, &params);
  parcours_occurrence_causes (step, row, params, parcours_automation_slug (owner), events);
  n_direct = events->len;
  for (guint i = 0; i < n_direct; i++)
    parcours_occurrence_follow (g_ptr_array_index (events, i), NULL, events);
  for (guint i = 0; i < events->len; i++)
    meet (graph, automation, number, g_ptr_array_index (events, i));
}

static void
graph_fill (Graph *graph)
{
  for (guint i = 0; i < graph->automations->len; i++)
    find_ears (graph, i);
  reach (graph, 0);
  for (guint i = 0; i < graph->reached->len; i++)
    {
      guint number = g_array_index (graph->reached, guint, i);
      ParcoursAutomation *automation = g_ptr_array_index (graph->automations, number);

      for (guint s = 0; s < parcours_automation_n_steps (automation); s++)
        follow_step (graph, number, s);
    }
}

/* By which automation each one leads back to the first the shortest way; itself for one that leads there at once. */
static guint *
find_ways_back (Graph *graph)
{
  guint n = graph->automations->len;
  guint *by = g_new (guint, n);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0;

  for (guint i = 0; i < n; i++)
    by[i] = G_MAXUINT;
  g_array_append_val (waiting, first);
  for (guint done = 0; done < waiting->len; done++)
    {
      guint to = g_array_index (waiting, guint, done);

      for (guint from = 0; from < n; from++)
        {
          if (by[from] != G_MAXUINT || g_ptr_array_index (graph->leads_to, from) == NULL ||
              !g_hash_table_contains (g_ptr_array_index (graph->leads_to, from), GUINT_TO_POINTER (to)))
            continue;
          by[from] = to == 0 ? from : to;
          if (from != 0)
            g_array_append_val (waiting, from);
        }
    }

  return by;
}

/* Whether a circle comes to an end by itself: contacts enter once, or once by each trigger. */
static gboolean
ends_by_itself (const Checker *self)
{
  return g_strcmp0 (parcours_checker_reentry (self), "never") == 0 || parcours_checker_runs_once (self);
}

static char *
describe (Graph       *graph,
          guint        step,
          guint        other,
          const guint *by)
{
  const char *name = parcours_checker_step_name (graph->checker, step);
  const char *first = parcours_automation_name (g_ptr_array_index (graph->automations, other));

  if (other == 0)
    return parcours_phrase_fill (_("“{step}” lets contacts into this very automation again."),
                                 "step", name, NULL);
  if (by[other] == other)
    return parcours_phrase_fill (_("“{step}” lets contacts into “{automation}”, which lets them in here "
                                    "again."),
                                 "step", name, "automation", first, NULL);

  /* Translators: a step and two automations. */
  return parcours_phrase_fill (_("“{step}” lets contacts into “{automation}”, which by way of "
                                  "“{other-automation}” lets them in here again."),
                               "step", name, "automation", first,
                               "other-automation", parcours_automation_name (g_ptr_array_index (graph->automations, by[other])),
                               NULL);
}

static void
report_circle (Graph       *graph,
               guint        other,
               const guint *by)
{
  Checker *self = graph->checker;
  guint step = GPOINTER_TO_UINT (g_hash_table_lookup (graph->steps, GUINT_TO_POINTER (other)));
  g_autoptr (JsonNode) never = parcours_json_new_string ("never");
  ParcoursCheck *check;

  check = parcours_checker_report (self, "automations-loop", step, NULL, NULL, describe (graph, step, other, by));
  if (check == NULL)
    return;
  if (ends_by_itself (self))
    check->severity = PARCOURS_SEVERITY_NOTE;
  else
    parcours_fix_setting (self, check, "entry", "reentry", never, _("Let Each Contact In Once"), FALSE);
}

static gboolean
causes_anything (const Checker *self)
{
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      const ParcoursStepType *type = self->steps[i].step->type;

      if (type != NULL && json_object_has_member (type->rule, "publishes"))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_check_circles:
 * @self: the checker
 *
 * Reports `automations-loop`; a note where the circle comes to an end by itself.
 */
void
parcours_check_circles (Checker *self)
{
  Graph *graph;
  g_autofree guint *by = NULL;

  if (!causes_anything (self))
    return;
  if (self->context->automations == NULL)
    parcours_checker_leave_out (self, "automations-loop");
  graph = graph_new (self);
  graph_fill (graph);
  by = find_ways_back (graph);
  for (guint i = 0; i < graph->automations->len; i++)
    {
      if (g_hash_table_contains (graph->steps, GUINT_TO_POINTER (i)) && (i == 0 || by[i] != G_MAXUINT))
        report_circle (graph, i, by);
    }
  graph_free (graph);
}
