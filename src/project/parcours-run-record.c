/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-run-record.h"

struct _ParcoursRunRecord
{
  GObject parent_instance;

  gint64 id;
  gint64 at;
  char *name;                  /* (owned) */
  char *slug;                  /* (owned) (nullable) the automation that was looked at */
  ParcoursRunOptions *options; /* (owned) */
  GPtrArray *automations;      /* (owned) (element-type ParcoursAutomation) as they were */
  ParcoursRunReport *report;   /* (owned) */
  ParcoursRun *run;            /* (owned) (nullable) by which to ask why, as long as it is remembered */
  gint64 generation;           /* of the people, -1 if it is not known any more */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursRunRecord, parcours_run_record, G_TYPE_OBJECT)

static void
parcours_run_record_finalize (GObject *object)
{
  ParcoursRunRecord *self = PARCOURS_RUN_RECORD (object);

  g_free (self->name);
  g_free (self->slug);
  g_clear_pointer (&self->options, parcours_run_options_free);
  g_clear_pointer (&self->automations, g_ptr_array_unref);
  g_clear_pointer (&self->report, parcours_run_report_free);
  g_clear_pointer (&self->run, parcours_run_unref);
  G_OBJECT_CLASS (parcours_run_record_parent_class)->finalize (object);
}

static void
parcours_run_record_class_init (ParcoursRunRecordClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_run_record_finalize;

  signals[CHANGED] = g_signal_new ("changed", PARCOURS_TYPE_RUN_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
parcours_run_record_init (ParcoursRunRecord *self)
{
  self->automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);
  self->generation = -1;
}

/**
 * parcours_run_record_new:
 * @run: (transfer none): a run that was just made
 * @slug: (nullable): the automation that was looked at
 * @generation: of the workspace when it began, see parcours_project_generation()
 * @zone: the workspace's zone
 *
 * Returns: (transfer full): a record of it
 */
ParcoursRunRecord *
parcours_run_record_new (ParcoursRun        *run,
                         const char         *slug,
                         guint               generation,
                         const ParcoursZone *zone)
{
  ParcoursRunRecord *self = g_object_new (PARCOURS_TYPE_RUN_RECORD, NULL);
  int wanted = slug != NULL ? parcours_run_find_automation (run, slug) : -1;

  /* Two that are made at once have numbers of their own. */
  self->id = g_get_real_time ();
  self->at = self->id / G_USEC_PER_SEC;
  self->slug = g_strdup (slug);
  self->name = g_strdup (wanted >= 0 ? parcours_automation_name (parcours_run_automation (run, (guint) wanted))
                                     : _("All automations"));
  self->options = parcours_run_options_copy (parcours_run_options (run));
  for (guint i = 0; i < parcours_run_n_automations (run); i++)
    g_ptr_array_add (self->automations, parcours_automation_ref (parcours_run_automation (run, i)));
  self->report = parcours_run_report_new (run, zone);
  self->run = parcours_run_ref (run);
  self->generation = generation;

  return self;
}

static void
read_options (ParcoursRunRecord *self,
              JsonObject        *settings)
{
  const char *seed = parcours_json_member_string (settings, "seed");

  self->options = parcours_run_options_new (parcours_zone_utc ());
  self->options->from = (gint64) parcours_json_member_number (settings, "from", 0.);
  self->options->days = (guint) CLAMP (parcours_json_member_number (settings, "days", 1.), 1., PARCOURS_RUN_MAX_DAYS);
  self->options->seed = seed != NULL ? g_ascii_strtoull (seed, NULL, 10) : 1;
  self->options->behaviour = g_strdup (parcours_json_member_string (settings, "behaviour"));
  self->options->replay_from = (gint64) parcours_json_member_number (settings, "replay-from", 0.);
  self->options->replay_to = (gint64) parcours_json_member_number (settings, "replay-to", 0.);
}

/**
 * parcours_run_record_new_saved:
 * @saved: what the workspace has kept
 *
 * Returns: (transfer full): the record
 */
ParcoursRunRecord *
parcours_run_record_new_saved (const ParcoursSavedRun *saved)
{
  ParcoursRunRecord *self = g_object_new (PARCOURS_TYPE_RUN_RECORD, NULL);
  JsonObject *settings = json_node_get_object (saved->settings);
  JsonArray *automations = parcours_json_member_array (settings, "automations");

  self->id = saved->id;
  self->at = saved->at;
  self->name = g_strdup (saved->name);
  self->slug = g_strdup (parcours_json_member_string (settings, "automation"));
  read_options (self, settings);
  for (guint i = 0; automations != NULL && i < json_array_get_length (automations); i++)
    {
      ParcoursAutomation *automation = parcours_automation_from_json (json_array_get_element (automations, i), NULL);

      if (automation != NULL)
        g_ptr_array_add (self->automations, automation);
    }
  self->report = parcours_run_report_new_from_json (json_node_get_object (saved->results));

  return self;
}

static JsonObject *
settings_to_json (ParcoursRunRecord *self)
{
  JsonObject *settings = json_object_new ();
  JsonArray *automations = json_array_new ();
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->options->seed);

  if (self->slug != NULL)
    json_object_set_string_member (settings, "automation", self->slug);
  json_object_set_int_member (settings, "from", self->options->from);
  json_object_set_int_member (settings, "days", self->options->days);
  json_object_set_string_member (settings, "seed", seed);
  if (self->options->behaviour != NULL)
    json_object_set_string_member (settings, "behaviour", self->options->behaviour);
  json_object_set_int_member (settings, "replay-from", self->options->replay_from);
  json_object_set_int_member (settings, "replay-to", self->options->replay_to);
  for (guint i = 0; i < self->automations->len; i++)
    json_array_add_element (automations, parcours_automation_to_json (g_ptr_array_index (self->automations, i)));
  json_object_set_array_member (settings, "automations", automations);

  return settings;
}

/**
 * parcours_run_record_to_saved:
 * @self: a record
 *
 * Returns: (transfer full): what a workspace keeps of it
 */
ParcoursSavedRun *
parcours_run_record_to_saved (ParcoursRunRecord *self)
{
  ParcoursSavedRun *saved = g_new0 (ParcoursSavedRun, 1);

  saved->id = self->id;
  saved->at = self->at;
  saved->name = g_strdup (self->name);
  saved->settings = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (saved->settings, settings_to_json (self));
  saved->results = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (saved->results, parcours_run_report_to_json (self->report));

  return saved;
}

/**
 * parcours_run_record_id:
 * @self: a record
 *
 * Returns: its number in the workspace
 */
gint64
parcours_run_record_id (ParcoursRunRecord *self)
{
  return self->id;
}

/**
 * parcours_run_record_name:
 * @self: a record
 *
 * Returns: (transfer none): what people call it
 */
const char *
parcours_run_record_name (ParcoursRunRecord *self)
{
  return self->name;
}

/**
 * parcours_run_record_set_name:
 * @self: a record
 * @name: what people call it from now on
 *
 * It is kept by parcours_project_keep_run_async().
 */
void
parcours_run_record_set_name (ParcoursRunRecord *self,
                              const char        *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * parcours_run_record_at:
 * @self: a record
 *
 * Returns: when the run was made, in seconds since 1970
 */
gint64
parcours_run_record_at (ParcoursRunRecord *self)
{
  return self->at;
}

/**
 * parcours_run_record_slug:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the automation that was looked at
 */
const char *
parcours_run_record_slug (ParcoursRunRecord *self)
{
  return self->slug;
}

/**
 * parcours_run_record_options:
 * @self: a record
 *
 * Returns: (transfer none): what it was made with
 */
const ParcoursRunOptions *
parcours_run_record_options (ParcoursRunRecord *self)
{
  return self->options;
}

/**
 * parcours_run_record_automations:
 * @self: a record
 *
 * Returns: (transfer none) (element-type ParcoursAutomation): those that took part, as they were
 */
GPtrArray *
parcours_run_record_automations (ParcoursRunRecord *self)
{
  return self->automations;
}

/**
 * parcours_run_record_automation:
 * @self: a record
 * @slug: the slug of an automation
 *
 * Returns: (transfer none) (nullable): the automation as it was
 */
ParcoursAutomation *
parcours_run_record_automation (ParcoursRunRecord *self,
                                const char        *slug)
{
  for (guint i = 0; i < self->automations->len; i++)
    {
      ParcoursAutomation *automation = g_ptr_array_index (self->automations, i);

      if (g_str_equal (parcours_automation_slug (automation), slug))
        return automation;
    }

  return NULL;
}

/**
 * parcours_run_record_report:
 * @self: a record
 *
 * Returns: (transfer none): what came of it
 */
const ParcoursRunReport *
parcours_run_record_report (ParcoursRunRecord *self)
{
  return self->report;
}

/**
 * parcours_run_record_set_pressure:
 * @self: a record
 * @pressure: what was found by looking at each contact
 */
void
parcours_run_record_set_pressure (ParcoursRunRecord      *self,
                                  const ParcoursPressure *pressure)
{
  parcours_run_report_set_pressure (self->report, pressure);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * parcours_run_record_run:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the run itself, by which contacts can be explained; %NULL if it is not
 *   remembered any more
 */
ParcoursRun *
parcours_run_record_run (ParcoursRunRecord *self)
{
  return self->run;
}

/**
 * parcours_run_record_drop_run:
 * @self: a record
 *
 * Forgets the run itself, which holds all contacts.
 */
void
parcours_run_record_drop_run (ParcoursRunRecord *self)
{
  g_clear_pointer (&self->run, parcours_run_unref);
}

/**
 * parcours_run_record_is_stale:
 * @self: a record
 * @project: its workspace
 *
 * Of one that an earlier session has made it is not known whether contacts have
 * changed, unless there are more or fewer of them.
 *
 * Returns: whether the same run would be about other automations or contacts now
 */
gboolean
parcours_run_record_is_stale (ParcoursRunRecord *self,
                              ParcoursProject   *project)
{
  g_autoptr (GPtrArray) running = parcours_project_running (project, self->slug);

  if (running->len != self->automations->len ||
      (self->generation >= 0 ? self->generation != parcours_project_generation (project)
                             : self->report->n_contacts - self->report->n_new != parcours_project_n_contacts (project)))
    return TRUE;
  for (guint i = 0; i < running->len; i++)
    {
      ParcoursAutomation *now = g_ptr_array_index (running, i);
      ParcoursAutomation *then = parcours_run_record_automation (self, parcours_automation_slug (now));
      g_autofree char *digest = parcours_automation_digest (now);
      g_autofree char *before = then != NULL ? parcours_automation_digest (then) : NULL;

      if (g_strcmp0 (digest, before) != 0)
        return TRUE;
    }

  return FALSE;
}
