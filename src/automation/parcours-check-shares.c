/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-check-fixes.h"
#include "parcours-check-values.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Shares of a split and keywords: two types of parameters with rules of their
 * own, which hold on every platform.
 */

#define MIN_SHARES 2
#define MAX_SHARES 10
#define MAX_KEYWORD 30

/* A number for each share, for as many as a split can have; what is no number counts as 0. */
static guint
read_shares (JsonNode *value,
             double   *shares)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < MIN (n, MAX_SHARES); i++)
    {
      if (!parcours_json_number (json_array_get_element (array, i), &shares[i]) || shares[i] < 0.)
        shares[i] = 0.;
    }

  return n;
}

/* Whole shares of 100 in the proportion of @shares: the rest goes to those that lose most by rounding. */
static JsonNode *
share_out (const double *shares,
           guint         n)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  double total = 0., exact[MAX_SHARES];
  int whole[MAX_SHARES], rest = 100;

  for (guint i = 0; i < n; i++)
    total += shares[i];
  for (guint i = 0; i < n; i++)
    {
      exact[i] = total > 0. && isfinite (total) ? shares[i] / total * 100. : 100. / n;
      whole[i] = (int) floor (exact[i]);
      rest -= whole[i];
    }
  for (; rest > 0; rest--)
    {
      guint most = 0;

      for (guint i = 1; i < n; i++)
        {
          if (exact[i] - whole[i] > exact[most] - whole[most])
            most = i;
        }
      whole[most]++;
    }
  for (guint i = 0; i < n; i++)
    json_array_add_int_element (array, whole[i]);
  json_node_take_array (node, array);

  return node;
}

static gboolean
must_be_equal (const CheckedStep *step)
{
  const ParcoursRow *row = step->row;

  for (guint i = 0; row != NULL && row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      if (parcours_json_member_boolean (json_array_get_object_element (row->constraints, i), "equal", FALSE))
        return TRUE;
    }

  return FALSE;
}

static void
fix_shares (Checker             *self,
            ParcoursCheck       *check,
            guint                step,
            const ParcoursParam *param,
            const double        *shares,
            guint                n)
{
  static const double same[MAX_SHARES] = { 1., 1., 1., 1., 1., 1., 1., 1., 1., 1. };
  gboolean equal = must_be_equal (&self->steps[step]);
  g_autoptr (JsonNode) value = NULL;

  if (check == NULL || n > MAX_SHARES)
    return;
  value = share_out (equal || n < MIN_SHARES ? same : shares, MAX (n, MIN_SHARES));
  parcours_fix_param (self, check, step, param->name, value,
                      equal ? _("Share Equally") : _("Make Them Add Up to 100"), TRUE);
}

static gboolean
differ (const double *shares,
        guint         n)
{
  double least = shares[0], most = shares[0];

  for (guint i = 1; i < n; i++)
    {
      least = MIN (least, shares[i]);
      most = MAX (most, shares[i]);
    }

  return most - least > 1.;
}

static void
check_shares (Checker             *self,
              guint                step,
              const ParcoursParam *param,
              JsonNode            *value)
{
  double shares[MAX_SHARES] = { 0. };
  guint n = read_shares (value, shares);
  const char *name = parcours_checker_step_name (self, step);
  ParcoursCheck *check;

  if (!parcours_param_check (param, value, NULL))
    {
      check = parcours_checker_report (self, "number-out-of-range", step, NULL, param->name,
                                       parcours_phrase_fill (_("“{step}” needs 2 to 10 shares in whole "
                                                                "percent that add up to 100."),
                                                             "step", name, NULL));
      fix_shares (self, check, step, param, shares, n);
    }
  else if (must_be_equal (&self->steps[step]) && differ (shares, n))
    {
      check = parcours_checker_report (self, "value-not-offered", step, NULL, param->name,
                                       parcours_phrase_fill (_("On {platform} all ways of “{step}” get the "
                                                                "same share."),
                                                             "platform", parcours_platform_label (self->platform),
                                                             "step", name, NULL));
      fix_shares (self, check, step, param, shares, n);
    }
}

/* What is left of a text in letters and digits. */
static char *
to_keyword (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, NULL);
  GString *keyword = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && keyword->len < MAX_KEYWORD; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (keyword, *at);
    }

  return g_string_free (keyword, FALSE);
}

static void
check_keyword (Checker             *self,
               guint                step,
               const ParcoursParam *param,
               JsonNode            *value)
{
  const char *text = parcours_json_string (value);
  g_autofree char *keyword = text != NULL ? to_keyword (text) : NULL;
  g_autoptr (JsonNode) fixed = keyword != NULL ? parcours_json_new_string (keyword) : NULL;
  g_autofree char *label = NULL;
  ParcoursCheck *check;

  if (parcours_param_check (param, value, NULL))
    return;
  check = parcours_checker_report (self, "keyword-invalid", step, NULL, param->name,
                                   parcours_phrase_fill (_("“{name}” is no keyword: it has 2 to 30 letters "
                                                            "or digits."),
                                                         "name", text != NULL ? text : "", NULL));
  if (fixed == NULL || !parcours_param_check (param, fixed, NULL))
    return;
  label = parcours_phrase_fill (_("Use “{name}”"), "name", keyword, NULL);
  parcours_fix_param (self, check, step, param->name, fixed, label, FALSE);
}

/**
 * parcours_check_shares:
 * @self: the checker
 *
 * Reports `keyword-invalid` and, of shares, `number-out-of-range` and `value-not-offered`.
 */
void
parcours_check_shares (Checker *self)
{
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      const ParcoursStep *step = self->steps[i].step;

      for (guint p = 0; step->type != NULL && p < step->type->params->len; p++)
        {
          const ParcoursParam *param = g_ptr_array_index (step->type->params, p);
          JsonNode *value = json_object_get_member (step->params, param->name);

          if (parcours_value_is_nothing (value) || parcours_value_is_several (param, value))
            continue;
          if (param->type == PARCOURS_PARAM_WEIGHTS)
            check_shares (self, i, param, value);
          else if (param->type == PARCOURS_PARAM_KEYWORD)
            check_keyword (self, i, param, value);
        }
    }
}
