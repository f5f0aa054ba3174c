/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-check-names.h"
#include "parcours-json.h"
#include "parcours-text.h"

/* A slip of the finger or two. */
#define MAX_DISTANCE 2
#define MIN_LENGTH 4

/* What references name, and what is said where nothing has that name. */
static const struct
{
  const char *kind;
  const char *unknown;
} kinds[] = {
  { "account", N_("There is no account “{name}”.") },
  { "account-field", N_("There is no account field “{name}”.") },
  { "audience", N_("There is no audience “{name}”.") },
  { "automation", N_("There is no automation “{name}”.") },
  { "balance", N_("There is no balance “{name}”.") },
  { "category", N_("There is no category “{name}”.") },
  { "collection", N_("There is no collection “{name}”.") },
  { "conversion", N_("There is no conversion “{name}”.") },
  { "deal-field", N_("There is no deal field “{name}”.") },
  { "email", N_("There is no email “{name}”.") },
  { "event-name", N_("There is no custom event “{name}”.") },
  { "feed", N_("There is no feed “{name}”.") },
  { "field", N_("There is no field “{name}”.") },
  { "form", N_("There is no form “{name}”.") },
  { "goal", N_("There is no goal “{name}”.") },
  { "group", N_("There is no group “{name}”.") },
  { "list", N_("There is no list “{name}”.") },
  { "live-event", N_("There is no live event “{name}”.") },
  { "meeting-type", N_("There is no type of meeting “{name}”.") },
  { "payment-link", N_("There is no payment link “{name}”.") },
  { "phone-line", N_("There is no phone line “{name}”.") },
  { "pipeline", N_("There is no pipeline “{name}”.") },
  { "product", N_("There is no product “{name}”.") },
  { "program", N_("There is no loyalty programme “{name}”.") },
  { "push", N_("There is no push notification “{name}”.") },
  { "score", N_("There is no score “{name}”.") },
  { "segment", N_("There is no segment “{name}”.") },
  { "sender", N_("There is no sender “{name}”.") },
  { "site-message", N_("There is no site message “{name}”.") },
  { "sms", N_("There is no SMS “{name}”.") },
  { "stage", N_("There is no stage “{name}”.") },
  { "step", N_("There is no step “{name}” in the automation.") },
  { "store", N_("There is no store “{name}”.") },
  { "survey", N_("There is no survey “{name}”.") },
  { "tag", N_("There is no tag “{name}”.") },
  { "task-type", N_("There is no type of task “{name}”.") },
  { "template", N_("There is nothing that “{name}” could stand for.") },
  { "tier", N_("There is no tier “{name}”.") },
  { "topic", N_("There is no event “{name}”.") },
  { "user", N_("There is nobody called “{name}” in the team.") },
  { "wallet-campaign", N_("There is no wallet campaign “{name}”.") },
  { "wallet-notification", N_("There is no wallet notification “{name}”.") },
};

/* Parts of a thing that are named `thing/part`: where a library keeps them with the thing. */
static const struct
{
  const char *kind;
  const char *owner;
  const char *column;
} parts[] = {
  { "stage", "pipeline", "stages" },
  { "balance", "program", "balances" },
  { "tier", "program", "tiers" },
};

static const char *
find_sentence (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return kinds[i].unknown;
    }

  return NULL;
}

/**
 * parcours_name_is_kind:
 * @kind: a word, such as the subject of a topic
 *
 * Returns: whether it is a kind of things that references name
 */
gboolean
parcours_name_is_kind (const char *kind)
{
  static const char *const own[] = { "step", "topic", "template", NULL };

  return !g_strv_contains (own, kind) && find_sentence (kind) != NULL;
}

/**
 * parcours_name_unknown:
 * @kind: a kind of things that references name, or `step`, `topic` or `template`
 * @slug: what somebody wrote
 *
 * Returns: (transfer full): a sentence that says that nothing has that name
 */
char *
parcours_name_unknown (const char *kind,
                       const char *slug)
{
  GString *sentence = g_string_new (_(find_sentence (kind)));

  g_string_replace (sentence, "{name}", slug, 1);

  return g_string_free (sentence, FALSE);
}

/**
 * parcours_name_automation:
 * @self: the checker
 * @slug: a slug
 *
 * Returns: (transfer none) (nullable): the automation of the workspace that is called so, or the one that is checked
 */
ParcoursAutomation *
parcours_name_automation (const Checker *self,
                          const char    *slug)
{
  GPtrArray *automations = self->context->automations;

  if (g_strcmp0 (parcours_automation_slug (self->automation), slug) == 0)
    return self->automation;
  for (guint i = 0; automations != NULL && i < automations->len; i++)
    {
      ParcoursAutomation *automation = g_ptr_array_index (automations, i);

      if (g_strcmp0 (parcours_automation_slug (automation), slug) == 0)
        return automation;
    }

  return NULL;
}

static NameVerdict
look_up_automation (const Checker *self,
                    const char    *slug)
{
  if (parcours_name_automation (self, slug) != NULL || parcours_checker_entity (self, "automation", slug) != NULL)
    return NAME_KNOWN;

  return self->context->automations != NULL || self->context->library != NULL ? NAME_UNKNOWN : NAME_NOT_TOLD;
}

/* A goal is `automation/step`. */
static NameVerdict
look_up_goal (const Checker *self,
              const char    *slug)
{
  const char *slash = strchr (slug, '/');
  g_autofree char *owner = slash != NULL ? g_strndup (slug, (gsize) (slash - slug)) : NULL;
  ParcoursAutomation *automation = owner != NULL ? parcours_name_automation (self, owner) : NULL;
  ParcoursStep *step = automation != NULL ? parcours_automation_step (automation, slash + 1) : NULL;

  if ((step != NULL && step->type != NULL && step->type->kind == PARCOURS_STEP_GOAL) ||
      parcours_checker_entity (self, "goal", slug) != NULL)
    return NAME_KNOWN;
  if (slash == NULL || automation != NULL)
    return NAME_UNKNOWN;

  return look_up_automation (self, owner) == NAME_UNKNOWN ? NAME_UNKNOWN : NAME_NOT_TOLD;
}

static gboolean
names_part (JsonNode   *node,
            const char *part)
{
  const char *text = parcours_json_string (node);

  if (text == NULL && JSON_NODE_HOLDS_OBJECT (node))
    text = parcours_json_member_string (json_node_get_object (node), "slug");

  return g_strcmp0 (text, part) == 0;
}

/* A part may stand in the library by itself, or in a column of what it belongs to. */
static gboolean
has_part (const Checker *self,
          const char    *kind,
          const char    *slug)
{
  const char *slash = strchr (slug, '/');

  for (guint i = 0; slash != NULL && i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *owner = g_strndup (slug, (gsize) (slash - slug));
      const ParcoursEntity *entity = parcours_checker_entity (self, parts[i].owner, owner);
      JsonArray *members = entity != NULL ? parcours_json_member_array (entity->attributes, parts[i].column) : NULL;
      JsonObject *named = entity != NULL ? parcours_json_member_object (entity->attributes, parts[i].column) : NULL;

      if (!g_str_equal (parts[i].kind, kind))
        continue;
      if (named != NULL && json_object_has_member (named, slash + 1))
        return TRUE;
      for (guint m = 0; members != NULL && m < json_array_get_length (members); m++)
        {
          if (names_part (json_array_get_element (members, m), slash + 1))
            return TRUE;
        }
    }

  return FALSE;
}

/* The columns that every deal and every account has can be named like fields. */
static gboolean
is_column (const char *kind,
           const char *slug)
{
  static const char *const deal[] = { "title", "pipeline", "stage", "status", "value", "currency", "owner",
                                      "created-at", "closed-at", "sentiment", NULL };
  static const char *const account[] = { "name", "url", NULL };

  return (g_str_equal (kind, "deal-field") && g_strv_contains (deal, slug)) ||
         (g_str_equal (kind, "account-field") && g_strv_contains (account, slug));
}

/**
 * parcours_name_look_up:
 * @self: the checker
 * @kind: a kind of things that references name
 * @slug: a slug
 *
 * Returns: whether there is such a thing
 */
NameVerdict
parcours_name_look_up (const Checker *self,
                       const char    *kind,
                       const char    *slug)
{
  if (g_str_equal (kind, "automation"))
    return look_up_automation (self, slug);
  if (g_str_equal (kind, "goal"))
    return look_up_goal (self, slug);
  if (is_column (kind, slug))
    return NAME_KNOWN;
  if (self->context->library == NULL)
    return NAME_NOT_TOLD;

  return parcours_checker_entity (self, kind, slug) != NULL || has_part (self, kind, slug) ? NAME_KNOWN : NAME_UNKNOWN;
}

/* Whether the row says whose field the parameter takes. */
static gboolean
says_whose (const ParcoursRow *row,
            const char        *param)
{
  for (guint i = 0; row != NULL && row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonObject *constraint = json_array_get_object_element (row->constraints, i);

      if (json_object_has_member (constraint, "of") &&
          g_strcmp0 (parcours_json_member_string (constraint, "param"), param) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_name_is_of_other:
 * @self: the checker
 * @row: (nullable): the row of a step
 * @param: a parameter of it
 * @kind: the kind of field that the parameter names
 * @slug: a slug
 *
 * Returns: whether the slug is that of a field of somebody else, and the row says that this will not do:
 *   then it is not unknown, but not allowed
 */
gboolean
parcours_name_is_of_other (const Checker     *self,
                           const ParcoursRow *row,
                           const char        *param,
                           const char        *kind,
                           const char        *slug)
{
  static const char *const fields[] = { "field", "deal-field", "account-field" };

  if (parcours_checker_entity (self, kind, slug) != NULL || !says_whose (row, param))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (parcours_checker_entity (self, fields[i], slug) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
list_of (Checker    *self,
         const char *kind)
{
  GPtrArray *list = g_hash_table_lookup (self->lists, kind);

  if (list == NULL)
    {
      list = parcours_library_list (self->context->library, kind);
      g_hash_table_insert (self->lists, g_strdup (kind), list);
    }

  return list;
}

/**
 * parcours_name_only:
 * @self: the checker
 * @kind: a kind of things that references name
 *
 * Returns: (transfer none) (nullable): the only thing of that kind, if there is one alone
 */
const ParcoursEntity *
parcours_name_only (Checker    *self,
                    const char *kind)
{
  GPtrArray *list = list_of (self, kind);

  return list->len == 1 ? g_ptr_array_index (list, 0) : NULL;
}

static gboolean
is_label (const ParcoursEntity *entity,
          const char           *text)
{
  g_autofree char *label = parcours_text_fold (entity->label);
  g_autofree char *folded = parcours_text_fold (text);

  return g_str_equal (label, folded) || g_ascii_strcasecmp (entity->slug, text) == 0;
}

/**
 * parcours_name_closest:
 * @self: the checker
 * @kind: a kind of things that references name
 * @slug: what somebody wrote
 * @certain: (out): whether nothing else can be meant: it is the label, or the slug in capitals
 *
 * Returns: (transfer none) (nullable): the thing that may be meant
 */
const ParcoursEntity *
parcours_name_closest (Checker    *self,
                       const char *kind,
                       const char *slug,
                       gboolean   *certain)
{
  const ParcoursEntity *best = NULL;
  guint best_distance = MAX_DISTANCE + 1;
  GPtrArray *list;

  *certain = FALSE;
  if (self->context->library == NULL || self->searches_left == 0)
    return NULL;
  self->searches_left--;
  list = list_of (self, kind);
  for (guint i = 0; i < list->len; i++)
    {
      const ParcoursEntity *entity = g_ptr_array_index (list, i);
      guint apart = strlen (slug) >= MIN_LENGTH ? parcours_text_distance (entity->slug, slug, MAX_DISTANCE) : G_MAXUINT;

      if (is_label (entity, slug))
        {
          *certain = TRUE;
          return entity;
        }
      if (apart < best_distance)
        {
          best = entity;
          best_distance = apart;
        }
    }

  return best;
}
