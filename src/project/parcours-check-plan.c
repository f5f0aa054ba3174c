/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-check-plan.h"
#include "parcours-json.h"
#include "parcours-matching.h"

struct _ParcoursCheckPlan
{
  ParcoursAutomation *automation; /* (owned) */
  ParcoursPlatform platform;
  GPtrArray *automations;         /* (owned) (element-type ParcoursAutomation) */
  ParcoursLibrary *library;       /* (owned) */
  char **features;                /* (owned) (nullable) */
  char **tracked_domains;         /* (owned) (nullable) */
  char *plan;                     /* (owned) (nullable) */
  const ParcoursZone *zone;
  guint generation;
};

static char **
read_strings (JsonObject *settings,
              const char *name)
{
  JsonArray *array = parcours_json_member_array (settings, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = parcours_json_string (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static GPtrArray *
list_automations (ParcoursProject *project)
{
  GListModel *items = parcours_project_automations (project);
  GPtrArray *automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (automations, parcours_automation_ref (parcours_automation_item_automation (item)));
    }

  return automations;
}

/**
 * parcours_check_plan_new:
 * @project: a project
 * @automation: what is to be checked
 * @platform: where it is to run
 *
 * Returns: (transfer full): a plan
 */
ParcoursCheckPlan *
parcours_check_plan_new (ParcoursProject    *project,
                         ParcoursAutomation *automation,
                         ParcoursPlatform    platform)
{
  ParcoursCheckPlan *plan = g_new0 (ParcoursCheckPlan, 1);
  JsonObject *settings = parcours_project_settings (project);

  plan->automation = parcours_automation_ref (automation);
  plan->platform = platform;
  plan->automations = list_automations (project);
  plan->library = parcours_library_ref (parcours_project_library (project));
  plan->features = read_strings (settings, "features");
  plan->tracked_domains = read_strings (settings, "tracked-domains");
  plan->plan = g_strdup (parcours_json_member_string (settings, "plan"));
  plan->zone = parcours_project_zone (project);
  plan->generation = parcours_project_generation (project);

  return plan;
}

/**
 * parcours_check_plan_free:
 * @plan: (transfer full): a plan
 */
void
parcours_check_plan_free (ParcoursCheckPlan *plan)
{
  parcours_automation_unref (plan->automation);
  g_ptr_array_unref (plan->automations);
  parcours_library_unref (plan->library);
  g_strfreev (plan->features);
  g_strfreev (plan->tracked_domains);
  g_free (plan->plan);
  g_free (plan);
}

/* A plan that is being carried out. */
typedef struct
{
  const ParcoursCheckPlan *plan;
  ParcoursStore *store;
  ParcoursSnapshot *snapshot;
  GCancellable *cancellable;
  gint64 now;
} Checking;

static guint8
address_of (const char *name)
{
  static const struct
  {
    const char *name;
    guint8 addresses;
  } names[] = {
    { "email", PARCOURS_ADDRESS_EMAIL },
    { "phone", PARCOURS_ADDRESS_PHONE },
    { "device", PARCOURS_ADDRESS_IOS | PARCOURS_ADDRESS_ANDROID | PARCOURS_ADDRESS_WEB },
    { "pass", PARCOURS_ADDRESS_PASS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i].name, name))
        return names[i].addresses;
    }

  return 0;
}

static guint64
count_without (const ParcoursPopulation *population,
               const guint64            *matches,
               guint8                    addresses)
{
  guint64 n = 0;

  for (guint i = 0; i < population->n; i++)
    {
      if (parcours_bits_get (matches, i) && !(population->addresses[i] & addresses))
        n++;
    }

  return n;
}

/* A #ParcoursCountFunc. */
static gboolean
count (JsonNode   *condition,
       const char *without,
       guint64    *n_contacts,
       gpointer    user_data)
{
  const Checking *checking = user_data;
  const ParcoursMatchingContext context = { .snapshot = checking->snapshot,
                                            .library = checking->plan->library,
                                            .automation = parcours_automation_slug (checking->plan->automation),
                                            .zone = checking->plan->zone,
                                            .generation = checking->plan->generation,
                                            .now = checking->now };
  g_autoptr (JsonNode) anybody = parcours_json_parse ("{\"all\": []}", -1, NULL);
  g_autoptr (ParcoursCondition) parsed = parcours_condition_parse (condition != NULL ? condition : anybody, NULL);
  g_autoptr (ParcoursPopulation) population = NULL;
  g_autofree guint64 *matches = NULL;

  if (parsed == NULL || g_cancellable_is_cancelled (checking->cancellable))
    return FALSE;
  population = parcours_matching_find (&context, checking->store, parsed, without != NULL ? &matches : NULL, n_contacts,
                                       checking->cancellable, NULL);
  if (population == NULL)
    return FALSE;
  if (without != NULL)
    *n_contacts = count_without (population, matches, address_of (without));

  return TRUE;
}

/**
 * parcours_check_plan_run:
 * @plan: a plan
 * @store: (nullable): a connection to the workspace, %NULL to count no contacts
 * @snapshot: (nullable): what was loaded before, with @store
 * @cancellable: (nullable): a #GCancellable
 * @left_out: (out) (optional) (transfer full) (array zero-terminated=1): the codes of what could not be checked
 *
 * To be called in the thread of @store.
 *
 * Returns: (transfer full) (element-type ParcoursCheck): what is wrong
 */
GPtrArray *
parcours_check_plan_run (ParcoursCheckPlan   *plan,
                         ParcoursStore       *store,
                         ParcoursSnapshot    *snapshot,
                         GCancellable        *cancellable,
                         char              ***left_out)
{
  Checking checking = { plan, store, snapshot, cancellable, g_get_real_time () / G_USEC_PER_SEC };
  const ParcoursCheckContext context = { .library = plan->library,
                                         .features = (const char *const *) plan->features,
                                         .plan = plan->plan,
                                         .automations = plan->automations,
                                         .tracked_domains = (const char *const *) plan->tracked_domains,
                                         .count = store != NULL ? count : NULL,
                                         .count_data = &checking };

  return parcours_check_automation (plan->automation, plan->platform, &context, left_out);
}
