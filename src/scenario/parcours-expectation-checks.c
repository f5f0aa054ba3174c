/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the checks say of an automation of the case. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-checks.h"
#include "parcours-expectation-private.h"
#include "parcours-json.h"

/* The code, and beside it which step, where, and whether it is reported at all. */
typedef struct
{
  const char *code;
  const char *step;            /* (nullable) an id */
  const char *automation;      /* (nullable) a slug */
  gboolean has_platform;
  ParcoursPlatform platform;
  gboolean reported;
} Asked;

static gboolean
read_platform (Asked                *asked,
               const ParcoursPlace  *head,
               GError              **error)
{
  ParcoursPlace place = parcours_place_member (head, "platform");
  const char *name;

  asked->has_platform = parcours_place_is_there (&place);
  if (!asked->has_platform)
    return TRUE;
  if (!parcours_place_string (&place, &name, error))
    return FALSE;

  return parcours_platform_from_name (name, &asked->platform) ||
         parcours_place_fail (&place, error, _("there is no such platform"));
}

/* A step that is named has to be there, but it need not be one that runs. */
static gboolean
read_step (ParcoursExpectation  *self,
           Asked                *asked,
           const ParcoursPlace  *head,
           GError              **error)
{
  ParcoursPlace place = parcours_place_member (head, "step");
  const char *id;
  guint automation;

  if (!parcours_place_is_there (&place))
    return TRUE;
  if (!parcours_place_string (&place, &id, error))
    return FALSE;
  self->step = parcours_expectation_find_step (self, &place, id, error);
  if (self->step < 0)
    return FALSE;
  asked->step = parcours_program_nth_step (self->program, (guint) self->step, &automation)->id;
  asked->automation = parcours_automation_slug (parcours_program_nth_automation (self->program, automation));

  return TRUE;
}

static gboolean
read_asked (ParcoursExpectation  *self,
            const ParcoursPlace  *head,
            Asked                *asked,
            GError              **error)
{
  ParcoursPlace code = parcours_place_member (head, "check");
  ParcoursPlace automation = parcours_place_member (head, "automation");
  ParcoursPlace reported = parcours_place_member (head, "reported");

  *asked = (Asked){ .reported = TRUE };
  if (!parcours_place_string (&code, &asked->code, error) || !read_platform (asked, head, error))
    return FALSE;
  if (parcours_place_is_there (&automation) && !parcours_place_string (&automation, &asked->automation, error))
    return FALSE;
  if (asked->automation != NULL && parcours_program_find_automation (self->program, asked->automation) < 0)
    return parcours_place_fail (&automation, error, _("there is no such automation"));

  return read_step (self, asked, head, error) &&
         (!parcours_place_is_there (&reported) || parcours_place_boolean (&reported, &asked->reported, error));
}

/* The whole expectation is kept: its other keys belong to this one. */
static gboolean
read_check (ParcoursExpectation  *self,
            Item                 *item,
            const ParcoursPlace  *place,
            GError              **error)
{
  Asked asked;

  if (!read_asked (self, place->parent, &asked, error))
    return FALSE;
  parcours_item_add_part (item, NULL, place->parent->node);

  return TRUE;
}

static guint8
address_of (const char *name)
{
  if (g_str_equal (name, "email"))
    return PARCOURS_ADDRESS_EMAIL;
  if (g_str_equal (name, "phone"))
    return PARCOURS_ADDRESS_PHONE;

  return g_str_equal (name, "pass") ? PARCOURS_ADDRESS_PASS
                                    : PARCOURS_ADDRESS_IOS | PARCOURS_ADDRESS_ANDROID | PARCOURS_ADDRESS_WEB;
}

/* A #ParcoursCountFunc: the people of the case, as they are at the start. */
static gboolean
count_people (JsonNode   *condition,
              const char *without,
              guint64    *n_contacts,
              gpointer    user_data)
{
  Checking *checking = user_data;
  ParcoursCase *expecting = checking->expectation->expecting;
  ParcoursPopulation *population =
    parcours_simulation_population (parcours_play_simulation (checking->play, PARCOURS_INSTANT_NEVER));
  g_autoptr (ParcoursCondition) parsed = condition != NULL ? parcours_condition_parse (condition, NULL) : NULL;
  g_autoptr (ParcoursFrame) frame =
    parcours_frame_new (parcours_program_frame (checking->expectation->program)->texts, expecting->library);
  g_autoptr (ParcoursPredicate) predicate = NULL;
  g_autoptr (ParcoursBinding) binding = NULL;
  g_autoptr (ParcoursState) state = NULL;

  if (condition != NULL && parsed == NULL)
    return FALSE;
  predicate = parsed != NULL ? parcours_predicate_new (parsed, frame, NULL, NULL) : NULL;
  binding = parcours_binding_new (frame, population);
  state = parcours_state_new (binding);
  *n_contacts = 0;
  for (guint i = 0; i < population->n; i++)
    {
      parcours_state_load (state, i, expecting->settings.from);
      *n_contacts += (predicate == NULL || parcours_predicate_test (predicate, state)) &&
                     (without == NULL || !(population->addresses[i] & address_of (without)));
    }

  return TRUE;
}

static gboolean
is_reported (Checking           *checking,
             const Asked        *asked,
             ParcoursAutomation *automation)
{
  ParcoursCase *expecting = checking->expectation->expecting;
  const ParcoursCheckContext context = { .library = expecting->library,
                                         .features = (const char *const *) expecting->features,
                                         .plan = expecting->plan,
                                         .automations = expecting->automations,
                                         .tracked_domains = (const char *const *) expecting->tracked_domains,
                                         .count = count_people,
                                         .count_data = checking };
  g_autoptr (GPtrArray) checks = NULL;

  if (asked->automation != NULL && !g_str_equal (asked->automation, parcours_automation_slug (automation)))
    return FALSE;
  checks = parcours_check_automation (automation, asked->has_platform ? asked->platform
                                                                      : parcours_automation_platform (automation),
                                      &context, NULL);
  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *found = g_ptr_array_index (checks, i);

      if (g_str_equal (found->code, asked->code) &&
          (asked->step == NULL || g_strcmp0 (found->step, asked->step) == 0 || g_strcmp0 (found->other, asked->step) == 0))
        return TRUE;
    }

  return FALSE;
}

static void
check_check (const Item *item,
             Checking   *checking)
{
  const Part *part = parcours_item_part (item, 0);
  ParcoursPlace head = { NULL, NULL, 0, part->node };
  GPtrArray *automations = checking->expectation->expecting->automations;
  ParcoursExpectation *self = (ParcoursExpectation *) checking->expectation;
  gboolean reported = FALSE;
  Asked asked;

  if (!read_asked (self, &head, &asked, NULL))
    return;
  for (guint i = 0; i < automations->len; i++)
    reported |= is_reported (checking, &asked, g_ptr_array_index (automations, i));
  if (reported != asked.reported)
    parcours_checking_fail (checking, item, NULL, reported ? _("reported") : _("not reported"), -1);
}

const ItemKind parcours_check_items[] = {
  { "check", NULL, read_check, check_check, FALSE },
  { NULL },
};
