/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-duration.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"

/*
 * ParcoursDurationEditor: a number and a unit, or several of them: "1 month and
 * 2 days". An offset also says whether it goes back or forward.
 */

#define N_UNITS 7

/* The units in the order of ISO 8601, and as they are offered: the small ones first. */
static const struct
{
  char letter;
  gboolean is_time;
  const char *label;
} units[N_UNITS] = {
  { 'Y', FALSE, NC_("unit", "years") }, { 'M', FALSE, NC_("unit", "months") }, { 'W', FALSE, NC_("unit", "weeks") },
  { 'D', FALSE, NC_("unit", "days") }, { 'H', TRUE, NC_("unit", "hours") }, { 'M', TRUE, NC_("unit", "minutes") },
  { 'S', TRUE, NC_("unit", "seconds") },
};

typedef struct
{
  GtkWidget *box;    /* (unowned) */
  GtkWidget *entry;  /* (unowned) */
  GtkWidget *unit;   /* (unowned) */
} Part;

struct _ParcoursDurationEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *direction; /* (unowned) (nullable) for offsets */
  GtkWidget *parts_box; /* (unowned) */
  Part parts[N_UNITS];
  guint n_parts;
};

typedef struct
{
  double number;
  int unit;
} Amount;

enum
{
  DIRECTION_AT,
  DIRECTION_BEFORE,
  DIRECTION_AFTER,
};

G_DEFINE_FINAL_TYPE (ParcoursDurationEditor, parcours_duration_editor, PARCOURS_TYPE_VALUE_EDITOR)

static guint
unit_of (int position)
{
  return (guint) (N_UNITS - 1 - position);
}

static gboolean
is_offset (ParcoursDurationEditor *self)
{
  return self->direction != NULL;
}

/* The amounts written in @text, units in order, each once. */
static guint
read_amounts (const char *text,
              Amount     *amounts)
{
  const char *p = text + (*text == '-' ? 1 : 0);
  gboolean is_time = FALSE;
  guint n = 0;

  while (*++p != '\0' && n < N_UNITS)
    {
      char *end;
      double number;
      int unit = 0;

      if (*p == 'T')
        {
          is_time = TRUE;
          continue;
        }
      number = g_ascii_strtod (p, &end);
      while (unit < N_UNITS && (units[unit].letter != *end || units[unit].is_time != is_time))
        unit++;
      if (unit == N_UNITS)
        break;
      amounts[n++] = (Amount){ number, unit };
      p = end;
    }

  return n;
}

static char *
write_amounts (const Amount *amounts,
               guint         n,
               gboolean      is_before)
{
  GString *text = g_string_new (is_before ? "-P" : "P");
  gboolean is_time = FALSE;

  for (int unit = 0; unit < N_UNITS; unit++)
    {
      double sum = 0.;
      g_autofree char *number = NULL;

      for (guint i = 0; i < n; i++)
        sum += amounts[i].unit == unit ? amounts[i].number : 0.;
      if (sum <= 0.)
        continue;
      if (units[unit].is_time && !is_time)
        g_string_append_c (text, 'T');
      is_time = units[unit].is_time;
      number = parcours_number_format (sum);
      g_string_append_printf (text, "%s%c", number, units[unit].letter);
    }
  if (text->str[text->len - 1] == 'P')
    g_string_assign (text, "P0D");

  return g_string_free (text, FALSE);
}

static gboolean
read_parts (ParcoursDurationEditor *self,
            Amount                 *amounts)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (self->parts[i].entry));

      amounts[i].unit = (int) unit_of ((int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->parts[i].unit)));
      if (!parcours_number_read (text, &amounts[i].number) || amounts[i].number < 0. ||
          amounts[i].number != trunc (amounts[i].number))
        return FALSE;
    }

  return TRUE;
}

static void
changed_cb (ParcoursDurationEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  guint direction = is_offset (self) ? gtk_drop_down_get_selected (GTK_DROP_DOWN (self->direction)) : DIRECTION_AFTER;
  Amount amounts[N_UNITS] = { { 0 } };
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->parts_box, direction != DIRECTION_AT);
  if (!is_offset (self) && self->n_parts == 1 &&
      parcours_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->parts[0].entry))))
    {
      parcours_value_editor_take (editor, NULL);
      return;
    }
  if (direction != DIRECTION_AT && !read_parts (self, amounts))
    {
      parcours_value_editor_complain (editor, _("It takes a whole number, not below 0"));
      return;
    }
  text = write_amounts (amounts, direction != DIRECTION_AT ? self->n_parts : 0, direction == DIRECTION_BEFORE);
  parcours_value_editor_take (editor, parcours_json_new_string (text));
}

static void update_buttons (ParcoursDurationEditor *self);
static void add_part (ParcoursDurationEditor *self);

static void
remove_part_cb (ParcoursDurationEditor *self)
{
  gtk_widget_grab_focus (self->parts[self->n_parts - 2].entry);
  gtk_box_remove (GTK_BOX (self->parts_box), self->parts[--self->n_parts].box);
  update_buttons (self);
  changed_cb (self);
}

/* The next smaller unit: after months come days. */
static void
add_part_cb (ParcoursDurationEditor *self)
{
  guint last = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->parts[self->n_parts - 1].unit));
  guint next = last == N_UNITS - 1 - 1 ? last - 2 : last > 0 ? last - 1 : 0;

  add_part (self);
  parcours_select_quietly (GTK_DROP_DOWN (self->parts[self->n_parts - 1].unit), next);
  update_buttons (self);
  gtk_widget_grab_focus (self->parts[self->n_parts - 1].entry);
}

static void
show_button (GtkWidget  *box,
             const char *name,
             gboolean    is_visible)
{
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (box), name), is_visible);
}

/* Parts are added and taken away at the end. */
static void
update_buttons (ParcoursDurationEditor *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      gboolean is_last = i + 1 == self->n_parts;

      show_button (self->parts[i].box, "add", is_last && self->n_parts < 4);
      show_button (self->parts[i].box, "remove", is_last && i > 0);
    }
}

static void
add_button (ParcoursDurationEditor *self,
            GtkWidget              *box,
            const char             *name,
            const char             *icon_name,
            const char             *title,
            GCallback               clicked_cb)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (button, "clicked", clicked_cb, self);
  gtk_box_append (GTK_BOX (box), button);
  g_object_set_data (G_OBJECT (box), name, button);
}

static void
add_part (ParcoursDurationEditor *self)
{
  Part *part = &self->parts[self->n_parts++];
  const char *labels[N_UNITS + 1] = { NULL };

  for (int i = 0; i < N_UNITS; i++)
    labels[i] = g_dpgettext2 (GETTEXT_PACKAGE, "unit", units[unit_of (i)].label);
  part->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  part->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (part->entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (part->entry), 6);
  gtk_entry_set_input_purpose (GTK_ENTRY (part->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (part->entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Number"), -1);
  part->unit = parcours_new_drop_down (labels, _("Unit"));
  gtk_widget_set_hexpand (part->unit, TRUE);
  parcours_select_quietly (GTK_DROP_DOWN (part->unit), 3);
  gtk_box_append (GTK_BOX (part->box), part->entry);
  gtk_box_append (GTK_BOX (part->box), part->unit);
  add_button (self, part->box, "remove", "list-remove-symbolic", _("Remove this unit"), G_CALLBACK (remove_part_cb));
  add_button (self, part->box, "add", "list-add-symbolic", _("Add another unit"), G_CALLBACK (add_part_cb));
  gtk_box_append (GTK_BOX (self->parts_box), part->box);
  g_signal_connect_swapped (part->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (part->unit, "notify::selected", G_CALLBACK (changed_cb), self);
}

static void
parcours_duration_editor_build (ParcoursValueEditor *editor)
{
  ParcoursDurationEditor *self = PARCOURS_DURATION_EDITOR (editor);
  const char *const directions[] = { _("On the day itself"), _("Before"), _("After"), NULL };

  if (parcours_value_editor_param (editor)->type == PARCOURS_PARAM_OFFSET)
    {
      self->direction = parcours_new_drop_down (directions, _("Before or after"));
      parcours_value_editor_append (editor, self->direction);
      g_signal_connect_swapped (self->direction, "notify::selected", G_CALLBACK (changed_cb), self);
    }
  self->parts_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  parcours_value_editor_append (editor, self->parts_box);
  add_part (self);
  update_buttons (self);
  parcours_value_editor_set_target (editor, is_offset (self) ? self->direction : self->parts[0].entry);
}

static void
show_amounts (ParcoursDurationEditor *self,
              const Amount           *amounts,
              guint                   n)
{
  while (self->n_parts > MAX (n, 1))
    gtk_box_remove (GTK_BOX (self->parts_box), self->parts[--self->n_parts].box);
  while (self->n_parts < n)
    add_part (self);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = parcours_number_write (amounts[i].number);

      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->parts[i].entry)), number) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->parts[i].entry), number);
      parcours_select_quietly (GTK_DROP_DOWN (self->parts[i].unit), unit_of (amounts[i].unit));
    }
  update_buttons (self);
}

/* Whether the parts say @text already, perhaps in other words: a unit more that is 0 so far. */
static gboolean
says (ParcoursDurationEditor *self,
      const char             *text)
{
  Amount amounts[N_UNITS] = { { 0 } };
  guint direction = is_offset (self) ? gtk_drop_down_get_selected (GTK_DROP_DOWN (self->direction)) : DIRECTION_AFTER;
  g_autofree char *said = NULL;

  if (direction == DIRECTION_AT || !read_parts (self, amounts))
    return FALSE;
  said = write_amounts (amounts, self->n_parts, direction == DIRECTION_BEFORE);

  return g_str_equal (said, text);
}

static gboolean
parcours_duration_editor_show (ParcoursValueEditor *editor,
                               JsonNode            *value,
                               JsonObject          *scope)
{
  ParcoursDurationEditor *self = PARCOURS_DURATION_EDITOR (editor);
  const char *text = parcours_json_string (value);
  ParcoursDuration duration;
  Amount amounts[N_UNITS];
  gboolean is_duration = text != NULL && (is_offset (self) ? parcours_offset_parse (text, &duration)
                                                           : parcours_duration_parse (text, &duration));
  gboolean is_zero = is_duration && duration.months == 0 && duration.days == 0 && duration.seconds == 0;

  if (is_duration && says (self, text))
    return TRUE;
  if (is_offset (self))
    parcours_select_quietly (GTK_DROP_DOWN (self->direction),
                             !is_duration || is_zero ? DIRECTION_AT : *text == '-' ? DIRECTION_BEFORE : DIRECTION_AFTER);
  if (is_duration && !(is_offset (self) && is_zero))
    show_amounts (self, amounts, read_amounts (text, amounts));
  else if (parcours_value_editor_complaint (editor) == NULL)
    {
      show_amounts (self, NULL, 0);
      gtk_editable_set_text (GTK_EDITABLE (self->parts[0].entry), is_offset (self) ? "1" : "");
    }
  gtk_widget_set_visible (self->parts_box, !is_offset (self) || (is_duration && !is_zero));

  return value == NULL || is_duration;
}

static void
parcours_duration_editor_class_init (ParcoursDurationEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_duration_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_duration_editor_show;
}

static void
parcours_duration_editor_init (ParcoursDurationEditor *self)
{
}
