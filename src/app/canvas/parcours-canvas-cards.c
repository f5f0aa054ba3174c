/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-canvas-private.h"
#include "parcours-card.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-step-words.h"

/*
 * A card is made the first time its step comes near, and kept: making one costs
 * as much as drawing it many times. What has not been seen for longest goes when
 * there are very many. A frame makes only as many as it has time for; the rest
 * is drawn until the next frame, so that no view makes the window stutter.
 */
#define MAX_CARDS 800
#define FRAME_BUDGET_US 6000
/* Cards just outside of the view are there before they are seen. */
#define AHEAD 60

/* Classes of the style sheet and signs by #ParcoursCanvasMark. */
static const char *mark_classes[] = { NULL, "new", "changed", "conflict", "unchanged" };
static const char *mark_icons[] = { NULL, "list-add-symbolic", "document-edit-symbolic", "dialog-warning-symbolic", NULL };

void
parcours_canvas_card_slot_free (gpointer data)
{
  ParcoursCardSlot *slot = data;

  gtk_widget_unparent (slot->card);
  g_free (slot);
}

static ParcoursCardSlot *
slot_of (ParcoursCanvas *self,
         guint           step)
{
  return g_ptr_array_index (self->cards, step);
}

static gboolean
is_on_path (ParcoursCanvas *self,
            const char     *id)
{
  return self->path == NULL || g_hash_table_contains (self->path, id);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The states of a card that follow what the person does, and so change often. */
static void
show_states (ParcoursCanvas *self,
             guint           step)
{
  GtkWidget *card = slot_of (self, step)->card;
  const char *id = parcours_canvas_nth_id (self, step);
  gboolean is_selected = g_hash_table_contains (self->selection, id);
  gboolean is_dragged = self->moved != NULL && g_hash_table_contains (self->moved, GUINT_TO_POINTER (step));

  set_class (card, "selected", is_selected);
  set_class (card, "dragged", is_dragged);
  set_class (card, "target", self->is_linking && g_hash_table_contains (self->targets, id));
  parcours_card_set_is_brief (PARCOURS_CARD (card), self->zoom < PARCOURS_FULL_ZOOM);
  gtk_accessible_update_state (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
}

static void
show_queue (ParcoursCanvas     *self,
            ParcoursCard       *card,
            const ParcoursStep *step)
{
  const ParcoursStepCount *count = self->counts != NULL ? parcours_step_counts_get (self->counts, step->id) : NULL;
  g_autofree char *number = NULL;

  /* Where nobody is meant to stay nobody does, but for a moment. */
  if (count != NULL && count->inside > 0 && step->type != NULL &&
      (step->type->kind == PARCOURS_STEP_WAIT || step->type->kind == PARCOURS_STEP_GOAL))
    number = parcours_count_to_words (count->inside);
  parcours_card_set_queue (card, number);
}

/* Whether the whole simulation went by without anybody coming to the step. */
static gboolean
is_unreached (ParcoursCanvas     *self,
              const ParcoursStep *step)
{
  const ParcoursStepCount *count = self->counts != NULL ? parcours_step_counts_get (self->counts, step->id) : NULL;

  return count != NULL && count->in == 0 && parcours_step_counts_is_whole (self->counts);
}

/* A step that the platform does not offer is said to be missing there, one to which nobody comes to be so. */
static void
show_platform (ParcoursCanvas     *self,
               ParcoursCard       *card,
               const ParcoursStep *step)
{
  ParcoursPlatform platform = parcours_canvas_get_platform (self);
  gboolean is_missing = step->type == NULL || parcours_step_row (step, platform) == NULL;
  g_autofree char *tag = NULL;

  if (is_missing)
    /* Translators: on a step that a platform does not offer; {platform} is ActiveCampaign, Mailchimp or Brevo. */
    tag = parcours_phrase_fill (_("Not on {platform}"), "platform", parcours_platform_label (platform), NULL);
  else if (is_unreached (self, step))
    /* Translators: on a step to which nobody comes in the whole simulation. */
    tag = g_strdup (_("Nobody"));
  set_class (GTK_WIDGET (card), "missing", is_missing);
  set_class (GTK_WIDGET (card), "unreached", !is_missing && tag != NULL);
  parcours_card_set_tag (card, tag);
}

static void
show_marks (ParcoursCanvas     *self,
            GtkWidget          *card,
            const ParcoursStep *step)
{
  guint mark = GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, step->id));
  const ParcoursStepProblem *problem = g_hash_table_lookup (self->problems, step->id);

  for (guint i = 1; i < G_N_ELEMENTS (mark_classes); i++)
    set_class (card, mark_classes[i], mark == i);
  parcours_card_set_mark (PARCOURS_CARD (card), mark_icons[mark]);
  set_class (card, "off-path", !is_on_path (self, step->id));
  parcours_card_set_problem (PARCOURS_CARD (card), problem != NULL ? problem->number : 0,
                             problem != NULL && problem->is_error);
}

/* What a screen reader says of the step, and to which steps it leads. */
static void
tell_step (ParcoursCanvas *self,
           guint           number)
{
  GtkAccessible *card = GTK_ACCESSIBLE (slot_of (self, number)->card);
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  g_autofree char *name = parcours_canvas_describe_step (self, parcours_canvas_nth_id (self, number));
  GValue value = G_VALUE_INIT;
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_FLOW_TO;
  GList *followers = NULL;

  slot_of (self, number)->is_told = TRUE;
  gtk_accessible_update_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < parcours_flow_n_out (flow, number); i++)
    {
      const ParcoursFlowEdge *edge = parcours_flow_edge (flow, parcours_flow_out (flow, number, i));
      ParcoursCardSlot *follower = slot_of (self, edge->to);

      if (follower != NULL)
        followers = g_list_append (followers, follower->card);
    }
  if (followers == NULL)
    {
      gtk_accessible_reset_relation (card, relation);
      return;
    }
  gtk_accessible_relation_init_value (relation, &value);
  g_value_set_pointer (&value, followers);
  gtk_accessible_update_relation_value (card, 1, &relation, &value);
  g_value_unset (&value);
}

static void
fill_card (ParcoursCanvas *self,
           guint           number)
{
  const ParcoursStep *step = parcours_drawing_step (self->drawing, number);
  ParcoursCardSlot *slot = slot_of (self, number);
  ParcoursCard *card = PARCOURS_CARD (slot->card);
  g_autofree char *headline = parcours_canvas_headline (self, step);
  g_autofree char *sentence = parcours_canvas_sentence (self, step);
  g_autofree char *brief = parcours_canvas_brief (self, step);

  slot->is_stale = FALSE;
  parcours_card_set_type (card, step->type);
  parcours_card_set_words (card, headline, sentence, brief);
  show_queue (self, card, step);
  show_platform (self, card, step);
  show_marks (self, slot->card, step);
  show_states (self, number);
  slot->is_told = FALSE;
}

static ParcoursCardSlot *
make_slot (ParcoursCanvas *self,
           guint           step)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  const char *id = parcours_canvas_nth_id (self, step);
  ParcoursCardSlot *slot = g_new0 (ParcoursCardSlot, 1);

  slot->card = parcours_card_new ();
  gtk_widget_set_child_visible (slot->card, FALSE);
  gtk_widget_set_parent (slot->card, GTK_WIDGET (self));
  slot->is_stale = TRUE;
  self->cards->pdata[step] = slot;
  g_hash_table_insert (self->slots, g_strdup (id), slot);
  self->n_cards_built++;
  /* Those that lead here can say so now. */
  for (guint i = 0; i < parcours_flow_n_in (flow, step); i++)
    {
      guint from = parcours_flow_edge (flow, parcours_flow_in (flow, step, i))->from;

      if (slot_of (self, from) != NULL)
        slot_of (self, from)->is_told = FALSE;
    }

  return slot;
}

/* Drops the half that has not been seen for longest, but for what has the keyboard. */
static void
drop_old_cards (ParcoursCanvas *self)
{
  guint64 limit = self->n_updates - MIN (self->n_updates, 1);
  GHashTableIter iter;
  gpointer id, data;

  if (g_hash_table_size (self->slots) <= MAX_CARDS + self->visible->len)
    return;
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      ParcoursCardSlot *slot = data;
      int step = parcours_canvas_find (self, id);

      if (slot->seen >= limit || g_strcmp0 (id, self->cursor) == 0)
        continue;
      if (step >= 0)
        self->cards->pdata[step] = NULL;
      g_hash_table_iter_remove (&iter);
    }
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      flow)
{
  guint place_a = parcours_flow_place (flow, *(const guint *) a);
  guint place_b = parcours_flow_place (flow, *(const guint *) b);

  return place_a < place_b ? -1 : place_a > place_b;
}

/* Steps whose cards are to be shown: all in view when near, far off only that of the keyboard. */
static void
find_visible (ParcoursCanvas *self)
{
  ParcoursBox view = parcours_canvas_get_view (self);
  ParcoursBox around = parcours_box_grow (&view, AHEAD);
  int cursor = parcours_canvas_find (self, self->cursor);
  guint number = (guint) cursor;

  g_array_set_size (self->visible, 0);
  if (self->drawing == NULL)
    return;
  if (parcours_canvas_is_near (self))
    parcours_drawing_steps_in (self->drawing, &around, self->visible);
  /* Cards are made in the order of the flow, in which a screen reader then reads them. */
  g_array_sort_with_data (self->visible, compare_places, (gpointer) parcours_drawing_flow (self->drawing));
  if (cursor < 0)
    return;
  for (guint i = 0; i < self->visible->len; i++)
    {
      if (g_array_index (self->visible, guint, i) == number)
        return;
    }
  g_array_append_val (self->visible, number);
}

static void
hide_others (ParcoursCanvas *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      guint step = g_array_index (self->shown, guint, i);
      ParcoursCardSlot *slot = step < self->cards->len ? slot_of (self, step) : NULL;

      if (slot != NULL && slot->seen != self->n_updates)
        gtk_widget_set_child_visible (slot->card, FALSE);
    }
}

/* Makes and fills the cards in view, as far as this frame has time; whether all are there. */
static gboolean
update_cards (ParcoursCanvas *self)
{
  gint64 deadline = g_get_monotonic_time () + FRAME_BUDGET_US;
  gboolean is_done = TRUE;
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));

  find_visible (self);
  self->n_updates++;
  for (guint i = 0; i < self->visible->len; i++)
    {
      guint step = g_array_index (self->visible, guint, i);
      ParcoursCardSlot *slot = slot_of (self, step);

      if (slot == NULL || slot->is_stale)
        {
          if (g_get_monotonic_time () > deadline && shown->len > 0)
            {
              is_done = FALSE;
              if (slot == NULL)
                continue;
            }
          else
            {
              slot = slot != NULL ? slot : make_slot (self, step);
              fill_card (self, step);
            }
        }
      slot->seen = self->n_updates;
      gtk_widget_set_child_visible (slot->card, TRUE);
      g_array_append_val (shown, step);
    }
  hide_others (self);
  g_array_set_size (self->shown, 0);
  g_array_append_vals (self->shown, shown->data, shown->len);
  for (guint i = 0; i < shown->len; i++)
    {
      if (!slot_of (self, g_array_index (shown, guint, i))->is_told)
        tell_step (self, g_array_index (shown, guint, i));
    }
  drop_old_cards (self);

  return is_done;
}

static gboolean
update_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);

  if (!update_cards (self))
    {
      gtk_widget_queue_allocate (widget);
      gtk_widget_queue_draw (widget);
      return G_SOURCE_CONTINUE;
    }
  self->update_id = 0;
  gtk_widget_queue_allocate (widget);
  gtk_widget_queue_draw (widget);

  return G_SOURCE_REMOVE;
}

/* Brings the cards up to date before the next frame is drawn. */
void
parcours_canvas_queue_update (ParcoursCanvas *self)
{
  if (self->update_id == 0)
    self->update_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), update_cb, NULL, NULL);
}

void
parcours_canvas_forget_cards (ParcoursCanvas *self)
{
  g_array_set_size (self->shown, 0);
  g_array_set_size (self->visible, 0);
  g_ptr_array_set_size (self->cards, 0);
  g_hash_table_remove_all (self->slots);
}

/* Steps have new numbers after an edit: finds the cards of those that are still there. */
void
parcours_canvas_match_cards (ParcoursCanvas *self)
{
  guint n_steps = self->drawing != NULL ? parcours_drawing_n_steps (self->drawing) : 0;
  GHashTableIter iter;
  gpointer id, data;

  g_array_set_size (self->shown, 0);
  g_array_set_size (self->visible, 0);
  g_ptr_array_set_size (self->cards, 0);
  g_ptr_array_set_size (self->cards, (int) n_steps);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      ParcoursCardSlot *slot = data;
      int step = parcours_canvas_find (self, id);

      if (step < 0)
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      slot->is_stale = TRUE;
      self->cards->pdata[step] = slot;
      if (gtk_widget_get_child_visible (slot->card))
        {
          guint number = (guint) step;

          g_array_append_val (self->shown, number);
        }
    }
}

/* Something that cards say has changed: each is read again when it is next seen. */
void
parcours_canvas_stale_cards (ParcoursCanvas *self)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    ((ParcoursCardSlot *) data)->is_stale = TRUE;
  parcours_canvas_queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_CONTENT_CHANGED);
}

/* What the person does has changed how cards look. */
void
parcours_canvas_restyle_cards (ParcoursCanvas *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      if (slot_of (self, i) != NULL)
        show_states (self, i);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Cards have the size of their box; one transformation puts them at their place and scale. */
void
parcours_canvas_allocate_cards (ParcoursCanvas *self)
{
  double scale = parcours_canvas_scale (self);

  for (guint i = 0; i < self->shown->len; i++)
    {
      guint step = g_array_index (self->shown, guint, i);
      const ParcoursBox *box = parcours_drawing_box (self->drawing, step);
      ParcoursPoint corner = parcours_canvas_to_view (self, box->x, box->y);
      GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (corner.x, corner.y));

      if (scale != 1)
        transform = gsk_transform_scale (transform, scale, scale);
      gtk_widget_allocate (slot_of (self, step)->card, (int) box->width, (int) box->height, -1, transform);
    }
}

/* The card of a step, made if need be; %NULL where there is no such step. */
GtkWidget *
parcours_canvas_card (ParcoursCanvas *self,
                      const char     *id)
{
  int step = parcours_canvas_find (self, id);

  if (step < 0)
    return NULL;
  if (slot_of (self, (guint) step) == NULL)
    {
      make_slot (self, (guint) step);
      fill_card (self, (guint) step);
      tell_step (self, (guint) step);
    }

  return slot_of (self, (guint) step)->card;
}
