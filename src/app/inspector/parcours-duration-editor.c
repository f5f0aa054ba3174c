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
  Part parts[PARCOURS_N_UNITS];
  guint n_parts;
};

enum
{
  DIRECTION_AT,
  DIRECTION_BEFORE,
  DIRECTION_AFTER,
};

G_DEFINE_FINAL_TYPE (ParcoursDurationEditor, parcours_duration_editor, PARCOURS_TYPE_VALUE_EDITOR)

/* The small units are offered first. */
static guint
unit_of (guint position)
{
  return PARCOURS_N_UNITS - 1 - position;
}

static gboolean
is_offset (ParcoursDurationEditor *self)
{
  return self->direction != NULL;
}

static guint
direction_of (ParcoursDurationEditor *self)
{
  return is_offset (self) ? gtk_drop_down_get_selected (GTK_DROP_DOWN (self->direction)) : DIRECTION_AFTER;
}

static const char *
nth_text (ParcoursDurationEditor *self,
          guint                   i)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->parts[i].entry));
}

/* What all parts say together, %NULL where one says nothing that can be understood; @complaint is why. */
static char *
read_parts (ParcoursDurationEditor  *self,
            const char             **complaint)
{
  ParcoursAmounts amounts = { { 0. } };
  ParcoursDuration duration;
  g_autofree char *text = NULL;

  *complaint = NULL;
  for (guint i = 0; i < self->n_parts && *complaint == NULL; i++)
    {
      guint unit = unit_of (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->parts[i].unit)));

      /* A unit more, of which nobody has said yet how much. */
      if (self->n_parts == 1 || !parcours_text_is_blank (nth_text (self, i)))
        *complaint = parcours_amounts_add (&amounts, nth_text (self, i), unit);
    }
  text = parcours_amounts_format (&amounts);
  if (*complaint == NULL && !parcours_duration_parse (text, &duration))
    *complaint = _("This is too long");
  if (*complaint != NULL)
    return NULL;

  return direction_of (self) == DIRECTION_BEFORE ? g_strconcat ("-", text, NULL) : g_steal_pointer (&text);
}

static void
changed_cb (ParcoursDurationEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  gboolean is_at = direction_of (self) == DIRECTION_AT;
  const char *complaint;
  g_autofree char *text = is_at ? g_strdup ("P0D") : read_parts (self, &complaint);

  gtk_widget_set_visible (self->parts_box, !is_at);
  if (!is_offset (self) && self->n_parts == 1 && parcours_text_is_blank (nth_text (self, 0)))
    parcours_value_editor_take (editor, NULL);
  else if (text == NULL)
    parcours_value_editor_complain (editor, complaint);
  else
    parcours_value_editor_take (editor, parcours_json_new_string (text));
}

/* "2 h 30" becomes 2 hours and 30 minutes once it is written. */
static gboolean
needs_tidying (ParcoursDurationEditor *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      double number;

      if (!parcours_text_is_blank (nth_text (self, i)) &&
          (!parcours_number_read (nth_text (self, i), &number) || number != trunc (number)))
        return TRUE;
    }

  return FALSE;
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
  guint next = last == PARCOURS_N_UNITS - 1 - 1 ? last - 2 : last > 0 ? last - 1 : 0;

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
  const char *labels[PARCOURS_N_UNITS + 1] = { NULL };

  for (guint i = 0; i < PARCOURS_N_UNITS; i++)
    labels[i] = parcours_unit_label (unit_of (i));
  part->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  part->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (part->entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (part->entry), 6);
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
  parcours_value_editor_settle_after (PARCOURS_VALUE_EDITOR (self), part->entry);
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
show_part (Part  *part,
           double number,
           guint  unit)
{
  g_autofree char *text = parcours_number_write (number);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (part->entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (part->entry), text);
  parcours_select_quietly (GTK_DROP_DOWN (part->unit), unit_of (unit));
}

static void
set_n_parts (ParcoursDurationEditor *self,
             guint                   n)
{
  while (self->n_parts > n)
    gtk_box_remove (GTK_BOX (self->parts_box), self->parts[--self->n_parts].box);
  while (self->n_parts < n)
    add_part (self);
}

static void
show_amounts (ParcoursDurationEditor *self,
              const ParcoursAmounts  *amounts)
{
  guint n = 0;

  for (guint unit = 0; unit < PARCOURS_N_UNITS; unit++)
    {
      if (amounts->of[unit] <= 0.)
        continue;
      set_n_parts (self, MAX (self->n_parts, n + 1));
      show_part (&self->parts[n++], amounts->of[unit], unit);
    }
  set_n_parts (self, MAX (n, 1));
  /* Nothing has the unit that stands there. */
  if (n == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->parts[0].entry), "0");
  update_buttons (self);
}

/* Whether the parts say @text already, perhaps in other words: a unit more that is 0 so far, or "2 h 30". */
static gboolean
says (ParcoursDurationEditor *self,
      const char             *text)
{
  const char *complaint;
  g_autofree char *said = direction_of (self) != DIRECTION_AT ? read_parts (self, &complaint) : NULL;

  return g_strcmp0 (said, text) == 0;
}

static void
show_nothing (ParcoursDurationEditor *self)
{
  set_n_parts (self, 1);
  update_buttons (self);
  gtk_editable_set_text (GTK_EDITABLE (self->parts[0].entry), is_offset (self) ? "1" : "");
}

static gboolean
parcours_duration_editor_show (ParcoursValueEditor *editor,
                               JsonNode            *value,
                               JsonObject          *scope)
{
  ParcoursDurationEditor *self = PARCOURS_DURATION_EDITOR (editor);
  const char *text = parcours_json_string (value);
  ParcoursDuration duration;
  ParcoursAmounts amounts;
  gboolean is_duration = text != NULL && (is_offset (self) ? parcours_offset_parse (text, &duration)
                                                           : parcours_duration_parse (text, &duration));
  gboolean is_zero = is_duration && duration.months == 0 && duration.days == 0 && duration.seconds == 0;

  if (is_duration && !(parcours_value_editor_is_settling (editor) && needs_tidying (self)) && says (self, text))
    return TRUE;
  if (is_offset (self))
    parcours_select_quietly (GTK_DROP_DOWN (self->direction),
                             !is_duration || is_zero ? DIRECTION_AT : *text == '-' ? DIRECTION_BEFORE : DIRECTION_AFTER);
  if (is_duration && !(is_offset (self) && is_zero))
    {
      parcours_amounts_parse (text, &amounts);
      show_amounts (self, &amounts);
    }
  else if (parcours_value_editor_complaint (editor) == NULL)
    show_nothing (self);
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
