/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-checks.h"
#include "parcours-duration.h"
#include "parcours-flow.h"
#include "parcours-json.h"
#include "parcours-nearest.h"
#include "parcours-param-words.h"
#include "parcours-phrase.h"
#include "parcours-platform-edits.h"
#include "parcours-portability.h"
#include "parcours-step-words.h"

/*
 * The automation is converted, and what holds in it there is held against what
 * holds here: parameters by their values, limits by what the checks find there
 * and did not find here.
 */

typedef struct
{
  ParcoursPortability *result;
  ParcoursPlatform here;
  ParcoursAutomation *switched; /* (owned) the automation where defaults follow the platform */
  ParcoursWays *ways;           /* (owned) of the automation */
  ParcoursNames names;
} Comparer;

static void
difference_free (ParcoursDifference *difference)
{
  g_free (difference->param);
  g_clear_pointer (&difference->here, json_node_unref);
  g_clear_pointer (&difference->there, json_node_unref);
  g_free (difference->message);
  g_free (difference);
}

static void
fit_free (ParcoursFit *fit)
{
  g_free (fit->step);
  g_free (fit->name);
  g_ptr_array_unref (fit->differences);
  g_free (fit->way);
  g_free (fit);
}

static ParcoursFit *
fit_new (void)
{
  ParcoursFit *fit = g_new0 (ParcoursFit, 1);

  fit->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);

  return fit;
}

static JsonNode *
dup_node (JsonNode *node)
{
  return node != NULL ? json_node_ref (node) : NULL;
}

/* Adds a difference; @message is taken. */
static ParcoursDifference *
add_difference (ParcoursFit *fit,
                const char  *code,
                const char  *param,
                gboolean     is_kept,
                char        *message)
{
  ParcoursDifference *difference = g_new0 (ParcoursDifference, 1);

  difference->code = code;
  difference->param = g_strdup (param);
  difference->is_kept = is_kept;
  difference->message = message;
  g_ptr_array_add (fit->differences, difference);

  return difference;
}

static gboolean
same (JsonNode *a,
      JsonNode *b)
{
  return a == NULL || b == NULL ? a == b : parcours_json_equal (a, b);
}

static const char *
there_label (const Comparer *self)
{
  return parcours_platform_label (self->result->platform);
}

static char *
say_difference (const Comparer *self,
                const char     *code,
                const char     *label,
                const char     *here,
                const char     *there)
{
  const char *phrase;

  if (g_str_equal (code, "fixed"))
    /* Translators: a platform, a parameter, and its values there and here. */
    phrase = _("On {platform} “{param}” is always {there}; here it is {here}.");
  else if (g_str_equal (code, "not-shown"))
    phrase = _("{platform} has no “{param}”; here it is {here}.");
  else
    phrase = _("Where nothing is said, “{param}” is {there} on {platform}; here it is {here}.");

  return parcours_phrase_fill (phrase, "platform", there_label (self), "param", label, "here", here, "there", there, NULL);
}

/* What may be left out and means nothing in particular then is not set. */
static char *
value_words (const Comparer      *self,
             const ParcoursFit   *fit,
             const ParcoursParam *param,
             JsonObject          *params)
{
  if (!param->any && !json_object_has_member (params, param->name))
    return g_strdup (C_("setting", "not set"));

  return parcours_param_to_words (fit->here->type, param, params, &self->names);
}

static JsonObject *
params_there (const ParcoursAutomation *automation,
              const ParcoursFit        *fit)
{
  const ParcoursStep *step = parcours_automation_step (automation, fit->step);

  return parcours_row_effective_params (fit->there, step->params);
}

static void
compare_param (const Comparer      *self,
               ParcoursFit         *fit,
               const ParcoursParam *param,
               JsonObject          *here,
               JsonObject          *there,
               JsonObject          *converted)
{
  JsonNode *value = json_object_get_member (here, param->name);
  gboolean is_kept = same (value, json_object_get_member (converted, param->name));
  const char *code = "default";
  g_autofree char *here_words = NULL, *there_words = NULL;
  ParcoursDifference *difference;

  if (is_kept && same (value, json_object_get_member (there, param->name)))
    return;
  if (parcours_row_fixed (fit->there, param->name) != NULL)
    code = "fixed";
  else if (!parcours_row_shows_param (fit->there, param))
    code = "not-shown";
  here_words = value_words (self, fit, param, here);
  there_words = value_words (self, fit, param, is_kept ? there : converted);
  difference = add_difference (fit, code, param->name, is_kept,
                               say_difference (self, code, _(param->label), here_words, there_words));
  difference->here = dup_node (value);
  difference->there = dup_node (json_object_get_member (is_kept ? there : converted, param->name));
}

static void
compare_params (const Comparer     *self,
                ParcoursFit        *fit,
                const ParcoursStep *step)
{
  g_autoptr (JsonObject) here = parcours_row_effective_params (fit->here, step->params);
  g_autoptr (JsonObject) there = params_there (self->switched, fit);
  g_autoptr (JsonObject) converted = params_there (self->result->converted, fit);

  for (guint i = 0; i < step->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (step->type->params, i);

      /* How often a contact enters by a trigger is asked of the automation as a whole. */
      if (g_str_equal (param->name, "runs") && !parcours_platform_shows_runs (self->result->platform))
        continue;
      if (parcours_param_is_shown (param, here))
        compare_param (self, fit, param, here, there, converted);
    }
}

static void
find_way (const Comparer     *self,
          ParcoursFit        *fit,
          const ParcoursStep *step)
{
  const ParcoursRecipe *recipe = step->type != NULL ? parcours_nearest_recipe (step, self->result->platform) : NULL;
  g_autoptr (ParcoursEdit) edit = NULL;

  fit->verdict = PARCOURS_VERDICT_MISSING;
  if (recipe == NULL)
    return;
  fit->way = parcours_nearest_words (recipe, self->result->platform);
  if (recipe->is_way)
    fit->verdict = PARCOURS_VERDICT_BY_HAND;
  edit = parcours_nearest_edit (recipe, self->ways, parcours_ways_find (self->ways, step->id), self->result->platform);
  if (edit == NULL)
    return;
  fit->verdict = PARCOURS_VERDICT_REPLACED;
  fit->keeps = recipe->keeps;
}

static void
compare_step (const Comparer     *self,
              const ParcoursStep *step)
{
  ParcoursFit *fit = fit_new ();

  g_ptr_array_add (self->result->fits, fit);
  fit->step = g_strdup (step->id);
  fit->here = step->type != NULL ? parcours_step_row (step, self->here) : NULL;
  fit->there = step->type != NULL ? parcours_step_row (step, self->result->platform) : NULL;
  fit->name = g_strdup (parcours_step_name (step, fit->here));
  if (fit->here == NULL && step->type != NULL)
    fit->here = parcours_step_origin (step);
  if (fit->there != NULL)
    compare_params (self, fit, step);
  else
    find_way (self, fit, step);
}

static char *
reentry_words (JsonNode *value)
{
  const char *word = value != NULL ? parcours_json_string (value) : NULL;
  JsonObject *after = value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *text = parcours_json_member_string (after, "after");
  ParcoursDuration duration;
  g_autofree char *length = NULL;

  if (text == NULL || !parcours_duration_parse (text, &duration))
    return g_strdup (g_strcmp0 (word, "never") == 0 ? C_("enter again", "never") : C_("enter again", "always"));
  length = parcours_duration_to_words (&duration);

  return parcours_phrase_fill (C_("enter again", "after {duration}"), "duration", length, NULL);
}

static char *
parallel_words (JsonNode *value)
{
  const char *word = value != NULL ? parcours_json_string (value) : NULL;

  if (g_strcmp0 (word, "yes") == 0)
    return g_strdup (_("As often as they like"));

  return g_strdup (g_strcmp0 (word, "no") == 0 ? _("Not while they are inside") : _("By another trigger"));
}

static JsonNode *
entry_value (const ParcoursAutomation *automation,
             ParcoursPlatform          platform,
             const char               *name)
{
  JsonObject *entry = parcours_json_member_object (parcours_automation_settings (automation), "entry");
  JsonNode *value = entry != NULL ? json_object_get_member (entry, name) : NULL;

  return value != NULL ? value : parcours_platform_entry (platform, name);
}

static void
compare_entry (const Comparer *self,
               ParcoursFit    *fit,
               const char     *name,
               const char     *label,
               char          *(*words) (JsonNode *value))
{
  JsonNode *here = entry_value (self->result->automation, self->here, name);
  JsonNode *there = entry_value (self->result->automation, self->result->platform, name);
  g_autofree char *here_words = words (here), *there_words = words (there);
  gboolean is_kept = same (here, entry_value (self->result->converted, self->result->platform, name));
  ParcoursDifference *difference;

  if (is_kept && same (here, there))
    return;
  /* Said for the whole automation in place of each trigger: told by itself. */
  if (!is_kept)
    return;
  difference = add_difference (fit, g_intern_string (name), name, TRUE,
                               say_difference (self, "default", label, here_words, there_words));
  difference->here = dup_node (here);
  difference->there = dup_node (there);
}

/* Whether a contact enters once by each trigger, or once by all of them. */
static void
compare_runs (const Comparer *self,
              ParcoursFit    *fit)
{
  gboolean is_same;

  if (!parcours_platform_shows_runs (self->here) || parcours_platform_shows_runs (self->result->platform) ||
      !parcours_platform_runs_once (self->result->automation, &is_same))
    return;
  add_difference (fit, "runs", NULL, is_same,
                  parcours_phrase_fill (_("On {platform} no trigger says that it lets in each contact once: the automation "
                                          "as a whole does."), "platform", there_label (self), NULL));
}

static gboolean
sends (const ParcoursAutomation *automation)
{
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (step->type != NULL && g_strcmp0 (step->type->operation, "message.send") == 0)
        return TRUE;
    }

  return FALSE;
}

static const char *
consent_words (const char *consent)
{
  if (g_strcmp0 (consent, "list") == 0)
    return _("who is active on a list");
  if (g_strcmp0 (consent, "channel") == 0)
    return _("who has subscribed to the channel");

  return _("who has not unsubscribed and is not blocked");
}

static void
compare_consent (const Comparer *self,
                 ParcoursFit    *fit)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const char *here = parcours_json_member_string (parcours_catalog_platform (catalog, self->here), "consent");
  const char *there = parcours_json_member_string (parcours_catalog_platform (catalog, self->result->platform), "consent");

  if (g_strcmp0 (here, there) == 0 || !sends (self->result->automation))
    return;
  add_difference (fit, "consent", NULL, FALSE,
                  /* Translators: a platform; “who is active on a list”, for example, there and here. */
                  parcours_phrase_fill (_("{platform} sends to {there}, and not to {here}."), "platform",
                                        there_label (self), "there", consent_words (there), "here",
                                        consent_words (here), NULL));
}

static gboolean
has_cap (ParcoursPlatform platform)
{
  return json_object_has_member (parcours_catalog_platform (parcours_catalog_get (), platform), "cap");
}

static void
compare_cap (const Comparer *self,
             ParcoursFit    *fit)
{
  gboolean there = has_cap (self->result->platform);

  if (has_cap (self->here) == there || parcours_platform_runs_once (self->result->automation, NULL))
    return;
  add_difference (fit, "cap", NULL, FALSE,
                  parcours_phrase_fill (there ? _("{platform} lets a contact in by one trigger at most ten times a day.")
                                              : _("{platform} does not limit how often a day a contact is let in."),
                                        "platform", there_label (self), NULL));
}

static void
compare_head (const Comparer *self)
{
  ParcoursFit *fit = fit_new ();

  g_ptr_array_add (self->result->fits, fit);
  fit->name = g_strdup (parcours_automation_name (self->result->automation));
  compare_entry (self, fit, "reentry", _("Enter again"), reentry_words);
  compare_entry (self, fit, "parallel", _("Enter while inside"), parallel_words);
  compare_runs (self, fit);
  compare_cap (self, fit);
  compare_consent (self, fit);
}

static gboolean
is_found (GPtrArray           *checks,
          const ParcoursCheck *check)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *other = g_ptr_array_index (checks, i);

      if (g_str_equal (other->code, check->code) && g_strcmp0 (other->step, check->step) == 0 &&
          g_strcmp0 (other->param, check->param) == 0)
        return TRUE;
    }

  return FALSE;
}

static ParcoursFit *
find_fit (const Comparer *self,
          const char     *step)
{
  for (guint i = 1; step != NULL && i < self->result->fits->len; i++)
    {
      ParcoursFit *fit = g_ptr_array_index (self->result->fits, i);

      if (g_str_equal (fit->step, step))
        return fit;
    }

  return g_ptr_array_index (self->result->fits, 0);
}

/* What the checks find there and do not find here is a limit of the platform. */
static void
compare_limits (const Comparer             *self,
                const ParcoursCheckContext *context)
{
  g_autoptr (GPtrArray) here = parcours_check_automation (self->result->automation, self->here, context, NULL);
  g_autoptr (GPtrArray) there = parcours_check_automation (self->result->converted, self->result->platform, context, NULL);

  for (guint i = 0; i < there->len; i++)
    {
      const ParcoursCheck *check = g_ptr_array_index (there, i);
      ParcoursFit *fit = find_fit (self, check->step);

      if (check->severity != PARCOURS_SEVERITY_NOTE && !g_str_equal (check->code, "step-not-offered") && !is_found (here, check))
        add_difference (fit, check->code, check->param, FALSE, g_strdup (check->message));
    }
}

static void
judge (const Comparer *self)
{
  for (guint i = 0; i < self->result->fits->len; i++)
    {
      ParcoursFit *fit = g_ptr_array_index (self->result->fits, i);

      if (fit->verdict == PARCOURS_VERDICT_SAME && fit->differences->len > 0)
        fit->verdict = PARCOURS_VERDICT_DIFFERENT;
      if (fit->step != NULL)
        self->result->n[fit->verdict]++;
    }
}

/**
 * parcours_portability_new:
 * @automation: an automation
 * @platform: another platform
 * @context: (nullable): what is known around it
 *
 * Returns: (transfer full): how @automation would do there
 */
ParcoursPortability *
parcours_portability_new (ParcoursAutomation         *automation,
                          ParcoursPlatform            platform,
                          const ParcoursCheckContext *context)
{
  ParcoursPortability *result = g_new0 (ParcoursPortability, 1);
  g_autoptr (ParcoursEdit) edit = parcours_platform_edit_switch (automation, platform);
  Comparer self = { result, parcours_automation_platform (automation), NULL, NULL, { NULL } };

  result->automation = parcours_automation_ref (automation);
  result->converted = parcours_platform_convert (automation, platform);
  result->platform = platform;
  result->fits = g_ptr_array_new_with_free_func ((GDestroyNotify) fit_free);
  self.switched = parcours_edit_apply (edit, automation, NULL);
  self.ways = parcours_ways_new (automation);
  self.names = parcours_automation_names (automation, context != NULL ? context->library : NULL);
  compare_head (&self);
  for (guint i = 0; i < self.ways->n_steps; i++)
    compare_step (&self, parcours_ways_step (self.ways, parcours_ways_nth (self.ways, i)));
  compare_limits (&self, context);
  judge (&self);
  parcours_ways_free (self.ways);
  parcours_automation_unref (self.switched);

  return result;
}

/**
 * parcours_portability_free:
 * @self: (transfer full): a comparison
 */
void
parcours_portability_free (ParcoursPortability *self)
{
  parcours_automation_unref (self->automation);
  parcours_automation_unref (self->converted);
  g_ptr_array_unref (self->fits);
  g_free (self);
}

/**
 * parcours_portability_fits:
 * @self: a comparison
 *
 * Returns: whether every step can be had there, as it is or by something that is built in its place
 */
gboolean
parcours_portability_fits (const ParcoursPortability *self)
{
  return self->n[PARCOURS_VERDICT_BY_HAND] == 0 && self->n[PARCOURS_VERDICT_MISSING] == 0;
}

static char *
loss_of_step (const ParcoursPortability *self,
              const ParcoursFit         *fit)
{
  const char *phrase;

  if (fit->verdict == PARCOURS_VERDICT_REPLACED)
    /* Translators: {way} is a whole sentence. */
    phrase = _("{step}: replaced. {way}");
  else
    phrase = _("{step}: {platform} does not offer it. {way}");

  return parcours_phrase_fill (phrase, "step", fit->name, "platform", parcours_platform_label (self->platform), "way",
                               fit->way != NULL ? fit->way : "", NULL);
}

/**
 * parcours_portability_losses:
 * @self: a comparison
 *
 * Returns: (transfer full): what a conversion cannot keep, a sentence each
 */
char **
parcours_portability_losses (const ParcoursPortability *self)
{
  g_autoptr (GStrvBuilder) losses = g_strv_builder_new ();

  for (guint i = 0; i < self->fits->len; i++)
    {
      const ParcoursFit *fit = g_ptr_array_index (self->fits, i);

      if (fit->verdict > PARCOURS_VERDICT_DIFFERENT && !fit->keeps)
        {
          g_autofree char *loss = loss_of_step (self, fit);

          g_strv_builder_add (losses, loss);
        }
      for (guint d = 0; d < fit->differences->len; d++)
        {
          const ParcoursDifference *difference = g_ptr_array_index (fit->differences, d);
          g_autofree char *loss = parcours_phrase_fill (_("{step}: {loss}"), "step", fit->name, "loss",
                                                        difference->message, NULL);

          if (!difference->is_kept)
            g_strv_builder_add (losses, loss);
        }
    }

  return g_strv_builder_end (losses);
}

static JsonObject *
difference_to_json (const ParcoursDifference *difference)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", difference->code);
  if (difference->param != NULL)
    json_object_set_string_member (object, "param", difference->param);
  if (difference->here != NULL)
    json_object_set_member (object, "here", json_node_ref (difference->here));
  if (difference->there != NULL)
    json_object_set_member (object, "there", json_node_ref (difference->there));
  json_object_set_string_member (object, "message", difference->message);
  json_object_set_boolean_member (object, "kept", difference->is_kept);

  return object;
}

static JsonArray *
differences_to_json (const ParcoursFit *fit)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < fit->differences->len; i++)
    json_array_add_object_element (array, difference_to_json (g_ptr_array_index (fit->differences, i)));

  return array;
}

static JsonObject *
fit_to_json (const ParcoursFit *fit)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "step", fit->step);
  json_object_set_string_member (object, "name", fit->name);
  if (fit->here != NULL)
    json_object_set_string_member (object, "row", fit->here->id);
  if (fit->there != NULL)
    {
      json_object_set_string_member (object, "there", fit->there->id);
      json_object_set_string_member (object, "label", parcours_row_label (fit->there));
    }
  json_object_set_string_member (object, "verdict", parcours_verdict_name (fit->verdict));
  json_object_set_array_member (object, "differences", differences_to_json (fit));
  if (fit->way != NULL)
    json_object_set_string_member (object, "way", fit->way);
  if (fit->verdict == PARCOURS_VERDICT_REPLACED)
    json_object_set_boolean_member (object, "keeps", fit->keeps);

  return object;
}

/**
 * parcours_portability_to_json:
 * @self: a comparison
 *
 * Returns: (transfer full): the same as an object: `automation`, `from`, `to`, `entry` (what is different of the
 *   automation itself), `steps`, and how many steps there are of each verdict
 */
JsonNode *
parcours_portability_to_json (const ParcoursPortability *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *steps = json_array_new ();
  JsonObject *counts = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 1; i < self->fits->len; i++)
    json_array_add_object_element (steps, fit_to_json (g_ptr_array_index (self->fits, i)));
  for (guint i = 0; i < PARCOURS_N_VERDICTS; i++)
    json_object_set_int_member (counts, parcours_verdict_name (i), self->n[i]);
  json_object_set_string_member (object, "automation", parcours_automation_slug (self->automation));
  json_object_set_string_member (object, "from", parcours_platform_name (parcours_automation_platform (self->automation)));
  json_object_set_string_member (object, "to", parcours_platform_name (self->platform));
  json_object_set_array_member (object, "entry", differences_to_json (g_ptr_array_index (self->fits, 0)));
  json_object_set_array_member (object, "steps", steps);
  json_object_set_object_member (object, "counts", counts);
  json_node_take_object (node, object);

  return node;
}

/**
 * parcours_verdict_name:
 * @verdict: a verdict
 *
 * Returns: its name in JSON: `same`, `different`, `replaced`, `by-hand` or `missing`
 */
const char *
parcours_verdict_name (ParcoursVerdict verdict)
{
  static const char *const names[] = { "same", "different", "replaced", "by-hand", "missing" };

  return names[verdict];
}

/**
 * parcours_verdict_words:
 * @verdict: a verdict
 *
 * Returns: what it is called
 */
const char *
parcours_verdict_words (ParcoursVerdict verdict)
{
  static const char *const words[] = { NC_("on another platform", "Same"), NC_("on another platform", "Different"),
                                       NC_("on another platform", "Replaced"), NC_("on another platform", "By hand"),
                                       NC_("on another platform", "Not there") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "on another platform", words[verdict]);
}
