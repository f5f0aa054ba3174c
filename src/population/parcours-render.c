/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-json.h"
#include "parcours-render.h"
#include "parcours-text.h"

/* Splits `deal.value` into the two names. */
static const char *
split (const char  *hole,
       char       **owner)
{
  const char *dot = strchr (hole, '.');

  *owner = g_strndup (hole, dot != NULL ? (gsize) (dot - hole) : strlen (hole));

  return dot != NULL ? dot + 1 : "";
}

/**
 * parcours_render_prepare:
 * @template: a template
 * @frame: a frame from which no state was made yet; what the template names is added to it
 */
void
parcours_render_prepare (const ParcoursTemplate *template,
                         ParcoursFrame          *frame)
{
  for (guint i = 0; i < parcours_template_n_holes (template); i++)
    {
      g_autofree char *owner = NULL;
      const char *name = split (parcours_template_nth_hole (template, i), &owner);

      if (g_str_equal (owner, "contact"))
        {
          if (parcours_frame_add_field (frame, name) < 0)
            parcours_frame_add_score (frame, name);
        }
      else if (!g_str_equal (owner, "trigger"))
        parcours_frame_add_kind (frame, owner);
    }
}

static char *
value_text (ParcoursValue        value,
            const ParcoursTexts *texts)
{
  g_autoptr (JsonNode) node = NULL;

  if (value.type == PARCOURS_VALUE_MISSING)
    return NULL;
  if (value.type == PARCOURS_VALUE_NUMBER)
    return parcours_number_format (value.number);
  node = parcours_value_to_json (value, texts);

  return parcours_json_string (node) != NULL ? g_strdup (parcours_json_string (node)) : parcours_json_to_line (node);
}

static char *
field_text (const ParcoursState *state,
            const char          *slug)
{
  for (guint i = 0; i < state->frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (state->frame, i);

      if (g_str_equal (field->slug, slug) && !parcours_slot_is_missing (field->type, state->slots[i]))
        return parcours_slot_format (field->type, (const char *const *) field->options, state->slots[i], state->texts);
    }

  return NULL;
}

/* The record that is meant where nothing else is said: the trigger's, else the latest open one. */
static const ParcoursRecord *
find_record (const ParcoursState *state,
             const char          *kind_name)
{
  int kind = parcours_frame_find_kind (state->frame, kind_name);
  int i;

  if (kind < 0)
    return NULL;
  i = parcours_state_target (state, (guint) kind, PARCOURS_TARGET_MEANT, 0);

  return i >= 0 ? &state->records[kind].records[i] : NULL;
}

static char *
fill_hole (const char *hole,
           gpointer    user_data)
{
  const ParcoursState *state = user_data;
  g_autofree char *owner = NULL;
  const char *name = split (hole, &owner);
  const ParcoursRecord *record;

  if (g_str_equal (owner, "contact"))
    return field_text (state, name);
  if (g_str_equal (owner, "trigger"))
    return state->trigger != NULL ? value_text (parcours_event_get (state->trigger, g_quark_from_string (name)),
                                                state->texts) : NULL;
  record = find_record (state, owner);

  return record != NULL ? value_text (parcours_object_get (record->columns, g_quark_from_string (name)), state->texts)
                        : NULL;
}

/**
 * parcours_render:
 * @template: a template for which parcours_render_prepare() was called
 * @state: a contact; its `trigger` is the event that admitted the passage in question
 *
 * Returns: (transfer full): the template with the contact's data; what is missing leaves nothing behind
 */
char *
parcours_render (const ParcoursTemplate *template,
                 const ParcoursState    *state)
{
  return parcours_template_fill (template, fill_hole, (gpointer) state);
}
