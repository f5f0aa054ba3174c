/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "parcours-cli-absences.h"
#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-request.h"
#include "parcours-cli-workspace.h"
#include "parcours-draw.h"
#include "parcours-error.h"
#include "parcours-explanation.h"
#include "parcours-json.h"
#include "parcours-play.h"
#include "parcours-scenario.h"
#include "parcours-store-contacts.h"
#include "parcours-time.h"

/* What the user asked for. */
typedef struct
{
  ParcoursCliRequest common;
  char **names;    /* (owned) (nullable) of contacts */
  char *about;     /* (owned) (nullable) an automation */
  char *step;      /* (owned) (nullable) `step` or `automation/step` */
  char *case_name; /* (owned) (nullable) of a scenario */
  gboolean json;
} Request;

/* Finds a contact by what the user calls it. */
typedef gboolean (*FindFunc) (gpointer     world,
                              const char  *name,
                              guint       *contact,
                              GError     **error);

/* The people among whom contacts are looked up, and what they run through. */
typedef struct
{
  const Request *request;
  ParcoursSimulation *simulation; /* (unowned) */
  FindFunc find;
  ParcoursCliNameFunc name;
  gpointer world;
  int step;                       /* of the program, or -1 */
} Explaining;

static gboolean
find_step (Explaining  *self,
           GError     **error)
{
  ParcoursProgram *program = parcours_simulation_program (self->simulation);
  const char *name = self->request->step;
  const char *slash = name != NULL ? strchr (name, '/') : NULL;
  g_autofree char *automation = slash != NULL ? g_strndup (name, slash - name) : g_strdup (self->request->about);

  self->step = -1;
  if (automation != NULL && parcours_program_find_automation (program, automation) < 0)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no automation “%s” among those that run"),
                   automation);
      return FALSE;
    }
  for (guint i = 0; name != NULL && i < parcours_program_n_automations (program) && self->step < 0; i++)
    {
      const char *slug = parcours_automation_slug (parcours_program_nth_automation (program, i));

      if (automation == NULL || g_str_equal (slug, automation))
        self->step = parcours_program_find_step (program, slug, slash != NULL ? slash + 1 : name);
    }
  if (name != NULL && self->step < 0)
    g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no step “%s” in the automations that run"),
                 name);

  return name == NULL || self->step >= 0;
}

static char *
local_time (const ParcoursExplanation *explanation,
            gint64                     at)
{
  char *text = parcours_local_format (parcours_zone_to_local (parcours_explanation_zone (explanation), at));
  char *letter = strchr (text, 'T');

  if (letter != NULL)
    *letter = ' ';

  return text;
}

static void
print_never_entered (const ParcoursExplanation *explanation,
                     ParcoursProgram           *program,
                     int                        only)
{
  for (guint i = 0; i < parcours_program_n_automations (program); i++)
    {
      g_autofree char *words = NULL;

      if (parcours_explanation_has_entered (explanation, i) || (only >= 0 && only != (int) i))
        continue;
      words = parcours_explanation_entry_words (explanation, i);
      printf (_("  Never entered “%1$s”. %2$s\n"),
              parcours_automation_name (parcours_program_nth_automation (program, i)), words);
    }
}

static void
print_words (const Explaining          *self,
             const char                *name,
             const ParcoursExplanation *explanation)
{
  ParcoursProgram *program = parcours_simulation_program (self->simulation);
  int only = self->request->about != NULL ? parcours_program_find_automation (program, self->request->about) : -1;

  printf ("%s\n", name);
  for (guint i = 0; i < parcours_explanation_n (explanation); i++)
    {
      const ParcoursHappening *happening = parcours_explanation_nth (explanation, i);
      g_autofree char *at = NULL;
      g_autofree char *words = NULL;

      if (self->step >= 0 ? happening->step != self->step : !parcours_happening_is_news (happening))
        continue;
      at = local_time (explanation, happening->at);
      words = parcours_explanation_to_words (explanation, happening);
      printf ("  %s  %s\n", at, words);
    }
  if (self->step < 0)
    {
      print_never_entered (explanation, program, only);
    }
  else if (!parcours_explanation_has_reached (explanation, (guint) self->step))
    {
      g_autofree char *words = parcours_explanation_absence_words (explanation, (guint) self->step);

      printf ("  %s\n", words);
    }
}

/* Only what happened at the step. */
static JsonArray *
filter_happened (JsonArray  *happened,
                 const char *step)
{
  JsonArray *kept = json_array_new ();

  for (guint i = 0; i < json_array_get_length (happened); i++)
    {
      JsonObject *object = json_array_get_object_element (happened, i);

      if (g_strcmp0 (parcours_json_member_string (object, "step"), step) == 0)
        json_array_add_object_element (kept, parcours_json_copy_object (object));
    }

  return kept;
}

static JsonObject *
to_json (const Explaining          *self,
         const char                *name,
         const ParcoursExplanation *explanation)
{
  g_autoptr (JsonNode) node = parcours_explanation_to_json (explanation);
  JsonObject *object = parcours_json_copy_object (json_node_get_object (node));
  ParcoursProgram *program = parcours_simulation_program (self->simulation);

  json_object_set_string_member (object, "contact", name);
  if (self->step >= 0)
    {
      const char *id = parcours_program_nth_step (program, (guint) self->step, NULL)->id;

      json_object_set_array_member (object, "happened",
                                    filter_happened (parcours_json_member_array (object, "happened"), id));
      json_object_set_string_member (object, "step", id);
      json_object_set_boolean_member (object, "reached",
                                      parcours_explanation_has_reached (explanation, (guint) self->step));
    }

  return object;
}

static gboolean
explain_one (const Explaining  *self,
             const char        *name,
             JsonArray         *json,
             GError           **error)
{
  g_autoptr (ParcoursExplanation) explanation = NULL;
  g_autofree char *slug = g_strdup (self->request->about);
  guint contact, automation;

  if (!self->find (self->world, name, &contact, error))
    return FALSE;
  if (self->step >= 0)
    {
      ParcoursProgram *program = parcours_simulation_program (self->simulation);

      parcours_program_nth_step (program, (guint) self->step, &automation);
      g_free (slug);
      slug = g_strdup (parcours_automation_slug (parcours_program_nth_automation (program, automation)));
    }
  explanation = parcours_explain_contact (self->simulation, contact, slug);
  if (json != NULL)
    json_array_add_object_element (json, to_json (self, name, explanation));
  else
    print_words (self, name, explanation);

  return TRUE;
}

static int
explain (Explaining *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  if (!find_step (self, &error) ||
      !parcours_simulation_learn (self->simulation, parcours_cli_request_threads (&self->request->common), NULL, &error))
    return parcours_cli_fail_with (error);
  if (self->request->names == NULL)
    return parcours_cli_explain_absences (self->simulation, (guint) self->step, self->name, self->world,
                                          self->request->json);
  for (guint i = 0; self->request->names[i] != NULL; i++)
    {
      if (!explain_one (self, self->request->names[i], self->request->json ? json_node_get_array (node) : NULL, &error))
        return parcours_cli_fail_with (error);
    }
  if (self->request->json)
    parcours_cli_print_json (node);

  return PARCOURS_EXIT_DONE;
}

static gboolean
fail_contact (const char  *name,
              GError     **error)
{
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("There is no contact “%s”"), name);

  return FALSE;
}

static gboolean
find_in_play (gpointer     world,
              const char  *name,
              guint       *contact,
              GError     **error)
{
  return parcours_play_find (world, name, contact) || fail_contact (name, error);
}

static char *
name_in_play (gpointer world,
              guint    contact)
{
  return parcours_play_name (world, contact);
}

static ParcoursCase *
find_case (ParcoursScenario  *scenario,
           const char        *name,
           GError           **error)
{
  for (guint i = 0; i < parcours_scenario_n_cases (scenario); i++)
    {
      ParcoursCase *played = parcours_scenario_nth_case (scenario, i);

      if (name == NULL || g_strcmp0 (played->name, name) == 0)
        return played;
    }
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND, _("The scenario has no case “%s”"), name);

  return NULL;
}

static int
explain_scenario (const Request *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenario) scenario = parcours_scenario_load (request->common.files[0], &error);
  ParcoursCase *played = scenario != NULL ? find_case (scenario, request->case_name, &error) : NULL;
  g_autoptr (ParcoursPlay) play = played != NULL ? parcours_play_new (played, FALSE, &error) : NULL;
  Explaining explaining = { request, NULL, find_in_play, name_in_play, play, -1 };

  if (play == NULL)
    return parcours_cli_fail_with (error);
  explaining.simulation = parcours_play_simulation (play, PARCOURS_INSTANT_NEVER);

  return explain (&explaining);
}

typedef struct
{
  ParcoursStore *store;
  ParcoursSimulation *simulation;
} Base;

/* Contacts keep their key when their address changes, so the store is asked. */
static gboolean
find_in_base (gpointer     world,
              const char  *name,
              guint       *contact,
              GError     **error)
{
  const Base *base = world;
  const ParcoursPopulation *population = parcours_simulation_population (base->simulation);
  gint64 id = parcours_store_find_contact (base->store, name, error);

  if (id < 0)
    return FALSE;
  for (guint i = 0; id > 0 && i < population->n; i++)
    {
      if (population->ids[i] == id)
        {
          *contact = i;
          return TRUE;
        }
    }

  return parcours_simulation_find (base->simulation, parcours_contact_key (name), contact) || fail_contact (name, error);
}

static char *
name_in_base (gpointer world,
              guint    contact)
{
  const Base *base = world;

  return parcours_cli_name_contact (base->store, base->simulation, contact);
}

static int
explain_project (const Request   *request,
                 ParcoursProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRunPlan) plan = parcours_cli_request_plan (&request->common, project, &error);
  g_autoptr (ParcoursStore) store = NULL;
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursSimulation) simulation = NULL;
  ParcoursSnapshot *snapshot = parcours_snapshot_new (texts);
  Base base;
  Explaining explaining = { request, NULL, find_in_base, name_in_base, &base, -1 };
  int status;

  if (plan != NULL)
    store = parcours_store_open (parcours_project_path (project), PARCOURS_STORE_READ, &error);
  if (store != NULL)
    simulation = parcours_run_plan_prepare (plan, store, snapshot, NULL, &error);
  base = (Base){ store, simulation };
  explaining.simulation = simulation;
  status = simulation != NULL ? explain (&explaining) : parcours_cli_fail_with (error);
  parcours_snapshot_free (snapshot);

  return status;
}

static gboolean
is_scenario (const char *path)
{
  g_autoptr (JsonNode) node = path != NULL ? parcours_json_load (path, NULL) : NULL;
  const char *format = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                         ? parcours_json_member_string (json_node_get_object (node), "format") : NULL;

  return format != NULL && g_str_has_prefix (format, "parcours-scenario/");
}

static int
run_request (const Request *request)
{
  g_autoptr (GError) error = NULL;
  ParcoursProject *project;
  int status;

  if (request->names == NULL && request->step == NULL)
    return parcours_cli_fail (_("Name somebody with --contact, or a step with --step"));
  if (is_scenario (request->common.files[0]))
    {
      if (request->common.files[1] != NULL || request->common.workspace != NULL || request->common.contacts != NULL)
        return parcours_cli_fail (_("A scenario brings its own contacts and automations: name it alone"));
      return explain_scenario (request);
    }
  if (request->case_name != NULL)
    return parcours_cli_fail (_("--case: only a scenario has cases"));
  project = parcours_cli_request_open (&request->common, &error);
  status = project != NULL ? explain_project (request, project) : parcours_cli_fail_with (error);
  g_clear_pointer (&project, parcours_cli_close);

  return status;
}

int
parcours_cli_explain (int    argc,
                      char **argv)
{
  Request request = { .common = { .seed = 1 } };
  const GOptionEntry entries[] = {
    { "contact", 0, 0, G_OPTION_ARG_STRING_ARRAY, &request.names, N_("Whose way to explain, by email or phone:NUMBER"),
      N_("ADDRESS") },
    { "about", 0, 0, G_OPTION_ARG_STRING, &request.about, N_("Explain this automation alone"), N_("SLUG") },
    { "step", 0, 0, G_OPTION_ARG_STRING, &request.step, N_("Explain this step alone; without --contact, why others did not come to it"),
      N_("STEP") },
    { "case", 0, 0, G_OPTION_ARG_STRING, &request.case_name, N_("The case of a scenario (the first)"), N_("NAME") },
    PARCOURS_CLI_REQUEST_ENTRIES (request.common),
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_("Print JSON"), NULL },
    { NULL }
  };
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("[AUTOMATION…|SCENARIO]"),
                           _("Says what happens to a contact and why, also why it does not enter."), entries, &status))
    return status;
  request.common.files = argv + 1;
  status = parcours_cli_request_check (&request.common);
  if (status == PARCOURS_EXIT_DONE)
    status = run_request (&request);
  fflush (stdout);
  parcours_cli_request_clear (&request.common);
  g_strfreev (request.names);
  g_free (request.about);
  g_free (request.step);
  g_free (request.case_name);

  return status;
}
