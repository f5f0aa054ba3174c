/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-checks.h"
#include "parcours-json.h"
#include "parcours-play.h"
#include "parcours-portability.h"

/* What a conversion says to keep, it keeps: each case of each scenario of a row is
 * run again with its automations on another platform, and as many contacts come
 * to each step. */

static gboolean
is_kept (const ParcoursFit *fit)
{
  if (fit->verdict > PARCOURS_VERDICT_REPLACED || (fit->verdict == PARCOURS_VERDICT_REPLACED && !fit->keeps))
    return FALSE;
  for (guint i = 0; i < fit->differences->len; i++)
    {
      const ParcoursDifference *difference = g_ptr_array_index (fit->differences, i);

      /* Whom a platform sends to says nothing about who comes by, and nobody comes ten times a day. */
      if (!difference->is_kept && !g_str_equal (difference->code, "consent") && !g_str_equal (difference->code, "cap"))
        return FALSE;
    }

  return TRUE;
}

/* A way out that the platform does not have counts for nothing there, and would count elsewhere. */
static gboolean
has_strange_port (ParcoursAutomation *automation)
{
  const ParcoursCheckContext context = { .library = NULL };
  g_autoptr (GPtrArray) checks = parcours_check_automation (automation, parcours_automation_platform (automation), &context,
                                                            NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      if (g_str_equal (((const ParcoursCheck *) g_ptr_array_index (checks, i))->code, "port-not-offered"))
        return TRUE;
    }

  return FALSE;
}

/* Returns: (nullable): the automation on @platform, %NULL if something is lost */
static JsonNode *
convert (JsonNode         *node,
         ParcoursPlatform  platform)
{
  g_autoptr (ParcoursAutomation) automation = parcours_automation_from_json (node, NULL);
  g_autoptr (ParcoursPortability) portability = NULL;

  if (automation == NULL || parcours_automation_platform (automation) == platform ||
      has_strange_port (automation))
    return NULL;
  portability = parcours_portability_new (automation, platform, NULL);
  for (guint i = 0; i < portability->fits->len; i++)
    {
      if (!is_kept (g_ptr_array_index (portability->fits, i)))
        return NULL;
    }

  return parcours_automation_to_json (portability->converted);
}

static JsonObject *
run (JsonObject *object)
{
  g_autoptr (JsonObject) copy = parcours_json_copy_object (object);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), copy);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursCase) played = NULL;
  g_autoptr (ParcoursPlay) play = NULL;
  g_autoptr (JsonNode) told = NULL;

  json_object_remove_member (copy, "expect");
  json_object_remove_member (copy, "cases");
  json_object_remove_member (copy, "format");
  played = parcours_case_new (node, NULL, &error);
  g_assert_no_error (error);
  play = parcours_play_new (played, FALSE, &error);
  g_assert_no_error (error);
  told = parcours_counts_to_json (parcours_play_counts (play));

  return json_object_ref (json_node_get_object (told));
}

/* Steps that stand in both. */
static void
assert_same_steps (JsonObject *here,
                   JsonObject *there,
                   const char *what)
{
  JsonObject *steps = json_object_get_object_member (here, "steps");
  g_autoptr (GList) names = json_object_get_members (steps);

  g_test_message ("%s", what);
  g_assert_cmpint (json_object_get_int_member (here, "entered"), ==, json_object_get_int_member (there, "entered"));
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *step = json_object_get_object_member (steps, l->data);
      JsonObject *other = parcours_json_member_object (json_object_get_object_member (there, "steps"), l->data);

      if (other != NULL && json_object_get_int_member (step, "in") != json_object_get_int_member (other, "in"))
        g_error ("%s: other contacts come to %s", what, (const char *) l->data);
    }
}

static void
assert_same (JsonObject *here_all,
             JsonObject *there_all,
             const char *what)
{
  JsonObject *here = json_object_get_object_member (here_all, "automations");
  JsonObject *there = json_object_get_object_member (there_all, "automations");
  g_autoptr (GList) names = json_object_get_members (here);

  for (GList *l = names; l != NULL; l = l->next)
    assert_same_steps (json_object_get_object_member (here, l->data), json_object_get_object_member (there, l->data), what);
}

/* The object with another array of automations, or %NULL if they cannot be converted. */
static JsonObject *
with_converted (JsonObject       *object,
                ParcoursPlatform  platform)
{
  JsonArray *automations = parcours_json_member_array (object, "automations");
  g_autoptr (JsonArray) converted = json_array_new ();
  JsonObject *copy;

  for (guint i = 0; automations != NULL && i < json_array_get_length (automations); i++)
    {
      JsonNode *node = convert (json_array_get_element (automations, i), platform);

      if (node == NULL)
        return NULL;
      json_array_add_element (converted, node);
    }
  copy = parcours_json_copy_object (object);
  json_object_set_array_member (copy, "automations", g_steal_pointer (&converted));
  json_object_remove_member (copy, "platform");

  return copy;
}

static guint
try_case (JsonObject *object,
          const char *file)
{
  g_autoptr (JsonObject) here = NULL;
  guint n = 0;

  for (ParcoursPlatform platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      g_autoptr (JsonObject) changed = with_converted (object, platform);
      g_autoptr (JsonObject) there = changed != NULL ? run (changed) : NULL;
      g_autofree char *what = g_strdup_printf ("%s on %s", file, parcours_platform_name (platform));

      if (there == NULL)
        continue;
      if (here == NULL)
        here = run (object);
      assert_same (here, there, what);
      n++;
    }

  return n;
}

/* A case has the keys of the file, and its own in place of them. */
static JsonObject *
overridden (JsonObject *file,
            JsonObject *own)
{
  JsonObject *object = parcours_json_copy_object (file);
  g_autoptr (GList) changes = json_object_get_members (own);

  for (GList *l = changes; l != NULL; l = l->next)
    json_object_set_member (object, l->data, json_object_dup_member (own, l->data));

  return object;
}

static guint
try_file (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_load (path, &error);
  JsonArray *cases;
  guint n;

  g_assert_no_error (error);
  n = try_case (json_node_get_object (node), name);
  cases = parcours_json_member_array (json_node_get_object (node), "cases");
  for (guint i = 0; cases != NULL && i < json_array_get_length (cases); i++)
    {
      g_autoptr (JsonObject) object = overridden (json_node_get_object (node), json_array_get_object_element (cases, i));

      n += try_case (object, name);
    }

  return n;
}

static void
test_scenarios (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "scenarios", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, "ac.") || g_str_has_prefix (name, "mc.") || g_str_has_prefix (name, "brevo."))
        n += try_file (folder, name);
    }
  g_test_message ("%u cases on another platform", n);
  g_assert_cmpuint (n, >, 300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conversion/scenarios", test_scenarios);

  return g_test_run ();
}
