/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-picker.h"
#include "parcours-value-editors.h"
#include "parcours-zone-names.h"
#include "parcours-zone.h"

/* ParcoursZoneEditor: a time zone of the IANA database, found by typing a city or an offset. The first choice of
 * its parameter is what holds where none is named, the others are words that stand for a zone. */
struct _ParcoursZoneEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *picker; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursZoneEditor, parcours_zone_editor, PARCOURS_TYPE_VALUE_EDITOR)

/* As people write it: New York, and no underscore. */
static char *
label_of (const char *name)
{
  return g_strdelimit (g_strdup (name), "_", ' ');
}

static void
fill_cb (ParcoursZoneEditor *self,
         GListStore         *list)
{
  const ParcoursParam *param = parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self));
  g_auto (GStrv) names = parcours_zone_names ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; param->choices[i] != NULL; i++)
    parcours_pick_list_add (list, param->choices[i], _(param->choice_labels[i]), NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *label = label_of (names[i]);
      g_autofree char *offset = parcours_zone_offset_to_words (names[i], now);

      if (offset != NULL && !g_strv_contains ((const char *const *) param->choices, names[i]))
        parcours_pick_list_add (list, names[i], label, offset);
    }
}

static void
picked_cb (ParcoursZoneEditor *self,
           const char         *name)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const ParcoursParam *param = parcours_value_editor_param (editor);

  parcours_value_editor_take (editor, g_str_equal (name, param->choices[0]) ? NULL : parcours_json_new_string (name));
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
parcours_zone_editor_build (ParcoursValueEditor *editor)
{
  ParcoursZoneEditor *self = PARCOURS_ZONE_EDITOR (editor);

  self->picker = parcours_picker_new (parcours_value_editor_form (editor));
  g_signal_connect_swapped (self->picker, "fill", G_CALLBACK (fill_cb), self);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
  parcours_value_editor_append (editor, self->picker);
  parcours_value_editor_set_target (editor, parcours_picker_button (PARCOURS_PICKER (self->picker)));
}

static gboolean
parcours_zone_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursPicker *picker = PARCOURS_PICKER (PARCOURS_ZONE_EDITOR (editor)->picker);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  const char *name = parcours_json_string (value);
  const char *word = name != NULL ? name : param->choices[0];
  g_autofree char *offset = NULL;
  g_autofree char *label = NULL;

  if (g_strv_contains ((const char *const *) param->choices, word))
    label = g_strdup (parcours_choice_label (param, word));
  else
    {
      g_autofree char *plain = label_of (word);

      offset = parcours_zone_offset_to_words (word, g_get_real_time () / G_USEC_PER_SEC);
      label = offset != NULL ? g_strdup_printf ("%s (%s)", plain, offset) : g_steal_pointer (&plain);
    }
  parcours_picker_set_label (picker, label, name != NULL);
  parcours_picker_set_missing (picker, name != NULL && offset == NULL && !g_strv_contains ((const char *const *) param->choices, name));

  return value == NULL || name != NULL;
}

static void
parcours_zone_editor_class_init (ParcoursZoneEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_zone_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_zone_editor_show;
}

static void
parcours_zone_editor_init (ParcoursZoneEditor *self)
{
}
