/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-param-words.h"
#include "parcours-phrase.h"
#include "parcours-step-words.h"

typedef struct
{
  const ParcoursStep *step;
  const ParcoursRow *row;      /* (nullable) */
  JsonObject *params;          /* (owned) with presets */
  const ParcoursNames *names;
} Speaker;

static void
speaker_clear (Speaker *speaker)
{
  g_clear_pointer (&speaker->params, json_object_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Speaker, speaker_clear)

/* A step that the platform does not offer is called what *Any* calls it. */
static const ParcoursRow *
row_of (const ParcoursStep       *step,
        const ParcoursAutomation *automation)
{
  const ParcoursRow *row = NULL;

  if (step->type == NULL)
    return NULL;
  if (automation != NULL)
    row = parcours_step_row (step, parcours_automation_platform (automation));

  return row != NULL ? row : parcours_step_row (step, PARCOURS_PLATFORM_ANY);
}

static Speaker
speaker_for (const ParcoursStep       *step,
             const ParcoursAutomation *automation,
             const ParcoursNames      *names)
{
  const ParcoursRow *row = row_of (step, automation);
  JsonObject *params = row != NULL ? parcours_row_effective_params (row, step->params) : parcours_json_copy_object (step->params);

  return (Speaker){ step, row, params, names };
}

static char *
fill_hole (const char *hole,
           gboolean    at_start,
           gpointer    user_data)
{
  const Speaker *speaker = user_data;
  const ParcoursStepType *type = speaker->step->type;
  const ParcoursParam *param = parcours_step_type_param (type, hole);

  return param != NULL ? parcours_param_to_brief (type, param, speaker->params, at_start, speaker->names) : NULL;
}

static char *
headline (Speaker *speaker)
{
  const ParcoursStep *step = speaker->step;

  if (step->title != NULL)
    return g_strdup (step->title);
  if (step->type == NULL)
    return g_strdup (step->type_name);
  if (step->type->headline != NULL)
    return parcours_phrase_fill_with (_(step->type->headline), fill_hole, speaker);

  return g_strdup (speaker->row != NULL ? parcours_row_label (speaker->row) : _(step->type->title));
}

/* Whether a trigger lets the same contact in again, where the platform leaves the choice. */
static const char *
runs_words (const Speaker *speaker)
{
  const ParcoursParam *param = parcours_step_type_param (speaker->step->type, "runs");
  const char *runs = parcours_json_member_string (speaker->params, "runs");

  if (param == NULL || runs == NULL || speaker->row == NULL || !parcours_row_shows_param (speaker->row, param))
    return NULL;

  /* Translators: behind what a trigger waits for: "Newsletter · once". */
  return g_str_equal (runs, "once") ? C_("trigger", "once") : C_("trigger", "every time");
}

static char *
sentence (Speaker *speaker)
{
  const ParcoursStep *step = speaker->step;
  const char *pattern;
  const char *runs;
  g_autofree char *words = NULL;

  if (step->type == NULL)
    return g_strdup (_("This version of Parcours does not know this step"));
  /* The title that a person gave must not hide how long a wait is. */
  pattern = parcours_step_type_sentence (step->type, speaker->params);
  if (*pattern == '\0' && step->title != NULL && step->type->headline != NULL)
    pattern = _(step->type->headline);
  words = parcours_phrase_fill_with (pattern, fill_hole, speaker);
  runs = runs_words (speaker);
  if (runs == NULL)
    return g_steal_pointer (&words);

  return *words != '\0' ? g_strconcat (words, " · ", runs, NULL) : parcours_phrase_capitalize (runs);
}

static char *
to_words (Speaker *speaker)
{
  g_autofree char *first = headline (speaker);
  g_autofree char *second = sentence (speaker);

  if (*second == '\0')
    return g_steal_pointer (&first);

  /* Translators: a step in one line: "Send an email: Welcome". */
  return parcours_phrase_fill (_("{step}: {details}"), "step", first, "details", second, NULL);
}

/* Steps may name each other in a circle; a step that is named calls others by their ids. */
static char *
step_name (const ParcoursNames *names,
           const char          *id)
{
  const ParcoursAutomation *automation = names->user_data;
  const ParcoursStep *step = parcours_automation_step (automation, id);
  const ParcoursNames plain = { names->library };
  g_auto (Speaker) speaker = { NULL };

  if (step == NULL)
    return NULL;
  if (step->title != NULL)
    return g_strdup (step->title);
  speaker = speaker_for (step, automation, &plain);

  return to_words (&speaker);
}

/**
 * parcours_automation_names:
 * @automation: (nullable): an automation, which must outlive what is returned
 * @library: (nullable): what slugs are called, which must outlive it too
 *
 * Returns: by what names to speak of the steps of the automation
 */
ParcoursNames
parcours_automation_names (const ParcoursAutomation *automation,
                           const ParcoursLibrary    *library)
{
  return (ParcoursNames){ library, automation != NULL ? step_name : NULL, automation };
}

/**
 * parcours_step_headline:
 * @step: a step
 * @automation: (nullable): the automation in which it stands; it decides the platform
 * @library: (nullable): what slugs are called
 *
 * Returns: (transfer full): what a card shows first: the person's own title, "Wait 2 days", or what the
 *   platform calls the step
 */
char *
parcours_step_headline (const ParcoursStep       *step,
                        const ParcoursAutomation *automation,
                        const ParcoursLibrary    *library)
{
  const ParcoursNames names = parcours_automation_names (automation, library);
  g_auto (Speaker) speaker = speaker_for (step, automation, &names);

  return headline (&speaker);
}

/**
 * parcours_step_sentence:
 * @step: a step
 * @automation: (nullable): the automation in which it stands; it decides the platform, and other steps
 *   are called what they are called there
 * @library: (nullable): what slugs are called
 *
 * Returns: (transfer full): what a card shows below the headline, maybe nothing: "Newsletter · once"
 */
char *
parcours_step_sentence (const ParcoursStep       *step,
                        const ParcoursAutomation *automation,
                        const ParcoursLibrary    *library)
{
  const ParcoursNames names = parcours_automation_names (automation, library);
  g_auto (Speaker) speaker = speaker_for (step, automation, &names);

  return sentence (&speaker);
}

/**
 * parcours_step_to_words:
 * @step: a step
 * @automation: (nullable): the automation in which it stands
 * @library: (nullable): what slugs are called
 *
 * Returns: (transfer full): headline and sentence in one line: "Send an email: Welcome"
 */
char *
parcours_step_to_words (const ParcoursStep       *step,
                        const ParcoursAutomation *automation,
                        const ParcoursLibrary    *library)
{
  const ParcoursNames names = parcours_automation_names (automation, library);
  g_auto (Speaker) speaker = speaker_for (step, automation, &names);

  return to_words (&speaker);
}
