/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-card.h"
#include "parcours-geometry.h"
#include "parcours-tile.h"

/* Between tile and words, and between the name of an end or a jump and what it says. */
#define GAP 9
/* How much of such a line the name keeps whatever is said beside it. */
#define LEAST_OF_TITLE 0.4
/* How far badges stand over the edge. */
#define OVERHANG 10
#define BRIEF_OVERHANG 22
#define BADGE_GAP 4

struct _ParcoursCard
{
  GtkWidget parent_instance;

  GtkWidget *tile;     /* (owned) */
  GtkWidget *title;    /* (owned) */
  GtkWidget *subtitle; /* (owned) */
  GtkWidget *queue;    /* (owned) (nullable) */
  GtkWidget *problem;  /* (owned) (nullable) */
  GtkWidget *tag;      /* (owned) (nullable) */
  GtkWidget *mark;     /* (owned) (nullable) */
  ParcoursStepKind kind;
  char *headline;      /* (owned) (nullable) */
  char *sentence;      /* (owned) (nullable) */
  char *brief;         /* (owned) (nullable) */
  gboolean is_brief;
};

G_DEFINE_FINAL_TYPE (ParcoursCard, parcours_card, GTK_TYPE_WIDGET)

/* Its place is given by the canvas, so it asks for nothing. */
static void
parcours_card_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int unused;

      gtk_widget_measure (child, orientation, -1, &unused, &unused, NULL, NULL);
    }
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? PARCOURS_CARD_WIDTH : PARCOURS_CARD_HEIGHT;
}

/* @x counts from the start side, which is the right one where people write from right to left. */
static void
allocate_child (ParcoursCard *self,
                GtkWidget    *child,
                int           width,
                int           x,
                int           y,
                int           child_width,
                int           child_height)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x - child_width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, child_width, child_height }, -1);
}

static int
natural_size (GtkWidget      *child,
              GtkOrientation  orientation)
{
  int natural;

  gtk_widget_measure (child, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Name and sentence below each other, both in the middle. */
static void
allocate_column (ParcoursCard *self,
                 int           width,
                 int           height,
                 int           x)
{
  int title_height = natural_size (self->title, GTK_ORIENTATION_VERTICAL);
  int subtitle_height = 0;
  int y;

  if (gtk_widget_get_child_visible (self->subtitle))
    subtitle_height = natural_size (self->subtitle, GTK_ORIENTATION_VERTICAL);
  y = (height - title_height - subtitle_height) / 2;
  allocate_child (self, self->title, width, x, y, MAX (width - x, 0), title_height);
  if (subtitle_height > 0)
    allocate_child (self, self->subtitle, width, x, y + title_height, MAX (width - x, 0), subtitle_height);
}

/* Name and sentence beside each other, on a card that is lower; where there is no room for both, the icon says
 * already what kind of step it is, and the sentence goes first. */
static void
allocate_line (ParcoursCard *self,
               int           width,
               int           height,
               int           x)
{
  gboolean has_subtitle = gtk_widget_get_child_visible (self->subtitle);
  int title_height = natural_size (self->title, GTK_ORIENTATION_VERTICAL);
  int title_width = natural_size (self->title, GTK_ORIENTATION_HORIZONTAL);
  int subtitle_width = has_subtitle ? natural_size (self->subtitle, GTK_ORIENTATION_HORIZONTAL) : 0;
  int room = MAX (width - x - (has_subtitle ? GAP : 0), 0);

  title_width = MIN (title_width, MAX (room - subtitle_width, (int) (room * LEAST_OF_TITLE)));
  allocate_child (self, self->title, width, x, (height - title_height) / 2, title_width, title_height);
  if (has_subtitle)
    allocate_child (self, self->subtitle, width, x + title_width + GAP, (height - title_height) / 2, room - title_width,
                    title_height);
}

/* How far the edge of the card is from its contents, at the start side. */
static graphene_point_t
edge_offset (ParcoursCard *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GtkBorder border, padding;

  gtk_style_context_get_border (context, &border);
  gtk_style_context_get_padding (context, &padding);

  return GRAPHENE_POINT_INIT (border.left + padding.left, border.top + padding.top);
}

/* Badges stand over the upper edge: the problem at its start, all else at its end, one beside the other. */
static void
allocate_badges (ParcoursCard *self,
                 int           width)
{
  GtkWidget *at_end[] = { self->mark, self->tag, self->queue };
  graphene_point_t edge = edge_offset (self);
  int y = -(int) edge.y - (self->is_brief ? BRIEF_OVERHANG : OVERHANG);
  int end = width + (int) edge.x + OVERHANG;

  if (self->problem != NULL)
    allocate_child (self, self->problem, width, -(int) edge.x - OVERHANG, y,
                    natural_size (self->problem, GTK_ORIENTATION_HORIZONTAL),
                    natural_size (self->problem, GTK_ORIENTATION_VERTICAL));
  for (gsize i = 0; i < G_N_ELEMENTS (at_end); i++)
    {
      int badge_width;

      if (at_end[i] == NULL || !gtk_widget_get_child_visible (at_end[i]))
        continue;
      badge_width = natural_size (at_end[i], GTK_ORIENTATION_HORIZONTAL);
      allocate_child (self, at_end[i], width, end - badge_width, y, badge_width,
                      natural_size (at_end[i], GTK_ORIENTATION_VERTICAL));
      end -= badge_width + BADGE_GAP;
    }
}

static void
parcours_card_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ParcoursCard *self = PARCOURS_CARD (widget);
  int tile = natural_size (self->tile, GTK_ORIENTATION_HORIZONTAL);

  allocate_child (self, self->tile, width, 0, (height - tile) / 2, tile, tile);
  if (self->kind == PARCOURS_STEP_FLOW && !self->is_brief)
    allocate_line (self, width, height, tile + GAP);
  else
    allocate_column (self, width, height, tile + GAP);
  allocate_badges (self, width);
}

static gboolean
is_cut (GtkWidget *label)
{
  return gtk_widget_get_child_visible (label) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

static void
parcours_card_dispose (GObject *object)
{
  ParcoursCard *self = PARCOURS_CARD (object);

  g_clear_pointer (&self->tile, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->subtitle, gtk_widget_unparent);
  g_clear_pointer (&self->queue, gtk_widget_unparent);
  g_clear_pointer (&self->problem, gtk_widget_unparent);
  g_clear_pointer (&self->tag, gtk_widget_unparent);
  g_clear_pointer (&self->mark, gtk_widget_unparent);

  G_OBJECT_CLASS (parcours_card_parent_class)->dispose (object);
}

static void
parcours_card_finalize (GObject *object)
{
  ParcoursCard *self = PARCOURS_CARD (object);

  g_free (self->headline);
  g_free (self->sentence);
  g_free (self->brief);

  G_OBJECT_CLASS (parcours_card_parent_class)->finalize (object);
}

static void
parcours_card_class_init (ParcoursCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = parcours_card_dispose;
  object_class->finalize = parcours_card_finalize;
  widget_class->measure = parcours_card_measure;
  widget_class->size_allocate = parcours_card_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "step");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

/* What stands on a card is said by the name of the card. */
static GtkWidget *
new_label (ParcoursCard *self,
           const char   *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "xalign", 0.f,
                                   NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
parcours_card_init (ParcoursCard *self)
{
  self->tile = parcours_tile_new (PARCOURS_STEP_TRIGGER, NULL);
  gtk_widget_set_parent (self->tile, GTK_WIDGET (self));
  self->title = new_label (self, "title");
  self->subtitle = new_label (self, "subtitle");
  gtk_widget_add_css_class (GTK_WIDGET (self), parcours_step_kind_name (self->kind));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * parcours_card_new:
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
parcours_card_new (void)
{
  return g_object_new (PARCOURS_TYPE_CARD, NULL);
}

/**
 * parcours_card_set_type:
 * @self: a card
 * @type: (nullable): the step's type, %NULL for one that is not known
 */
void
parcours_card_set_type (ParcoursCard           *self,
                        const ParcoursStepType *type)
{
  ParcoursStepKind kind = type != NULL ? type->kind : PARCOURS_STEP_FLOW;

  g_return_if_fail (PARCOURS_IS_CARD (self));

  parcours_tile_set_type (PARCOURS_TILE (self->tile), type);
  if (kind == self->kind)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), parcours_step_kind_name (self->kind));
  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), parcours_step_kind_name (kind));
}

static void
show_words (ParcoursCard *self)
{
  gboolean has_sentence = self->sentence != NULL && *self->sentence != '\0';

  gtk_label_set_label (GTK_LABEL (self->title), self->is_brief ? self->brief : self->headline);
  gtk_label_set_label (GTK_LABEL (self->subtitle), self->sentence);
  gtk_widget_set_child_visible (self->subtitle, has_sentence && !self->is_brief);
  if (self->tag != NULL)
    /* From further away the pattern of the card has to do. */
    gtk_widget_set_child_visible (self->tag, !self->is_brief);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * parcours_card_set_words:
 * @self: a card
 * @headline: the step's name
 * @sentence: (nullable): what it says
 * @brief: what stands there where there is room for one line only
 */
void
parcours_card_set_words (ParcoursCard *self,
                         const char   *headline,
                         const char   *sentence,
                         const char   *brief)
{
  g_return_if_fail (PARCOURS_IS_CARD (self));

  if (g_strcmp0 (headline, self->headline) == 0 && g_strcmp0 (sentence, self->sentence) == 0 &&
      g_strcmp0 (brief, self->brief) == 0)
    return;
  g_free (self->headline);
  self->headline = g_strdup (headline);
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  g_free (self->brief);
  self->brief = g_strdup (brief);
  show_words (self);
}

/**
 * parcours_card_set_is_brief:
 * @self: a card
 * @is_brief: whether it shows one line alone, in larger letters, because it is seen from further away
 */
void
parcours_card_set_is_brief (ParcoursCard *self,
                            gboolean      is_brief)
{
  g_return_if_fail (PARCOURS_IS_CARD (self));

  if (is_brief == self->is_brief)
    return;
  self->is_brief = is_brief;
  if (is_brief)
    gtk_widget_add_css_class (GTK_WIDGET (self), "brief");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "brief");
  show_words (self);
}

static GtkWidget *
new_badge (ParcoursCard *self,
           const char   *css_class,
           const char   *icon_name)
{
  GtkWidget *badge = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "icon-name", icon_name,
                                   NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  gtk_widget_add_css_class (badge, css_class);
  gtk_box_append (GTK_BOX (badge), image);
  gtk_box_append (GTK_BOX (badge), label);
  gtk_widget_set_parent (badge, GTK_WIDGET (self));

  return badge;
}

static void
set_badge_text (GtkWidget  *badge,
                const char *text)
{
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (badge)), text);
}

/**
 * parcours_card_set_queue:
 * @self: a card
 * @number: (nullable): how many wait there, as it is written, or %NULL to show nothing
 */
void
parcours_card_set_queue (ParcoursCard *self,
                         const char   *number)
{
  g_return_if_fail (PARCOURS_IS_CARD (self));

  if (number == NULL)
    {
      g_clear_pointer (&self->queue, gtk_widget_unparent);
      return;
    }
  if (self->queue == NULL)
    self->queue = new_badge (self, "queue", "parcours-people-symbolic");
  set_badge_text (self->queue, number);
}

/**
 * parcours_card_set_problem:
 * @self: a card
 * @number: the number of its first problem in the list, 0 for none
 * @is_error: whether it is an error, and not a warning
 */
void
parcours_card_set_problem (ParcoursCard *self,
                           guint         number,
                           gboolean      is_error)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  g_return_if_fail (PARCOURS_IS_CARD (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  if (number == 0)
    {
      g_clear_pointer (&self->problem, gtk_widget_unparent);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self), is_error ? "error" : "warning");
  if (self->problem == NULL)
    self->problem = new_badge (self, "problem", "dialog-warning-symbolic");
  if (is_error)
    gtk_widget_remove_css_class (self->problem, "warning");
  else
    gtk_widget_add_css_class (self->problem, "warning");
  set_badge_text (self->problem, text);
}

/**
 * parcours_card_set_tag:
 * @self: a card
 * @text: (nullable): what is to be known of the step before all else: "Not on Mailchimp"
 */
void
parcours_card_set_tag (ParcoursCard *self,
                       const char   *text)
{
  g_return_if_fail (PARCOURS_IS_CARD (self));

  if (text == NULL)
    g_clear_pointer (&self->tag, gtk_widget_unparent);
  else
    {
      if (self->tag == NULL)
        {
          self->tag = new_label (self, "tag");
          gtk_widget_set_child_visible (self->tag, !self->is_brief);
        }
      gtk_label_set_label (GTK_LABEL (self->tag), text);
    }
}

/**
 * parcours_card_set_mark:
 * @self: a card
 * @icon_name: (nullable): the sign of what a comparison says of the step, or %NULL for none
 */
void
parcours_card_set_mark (ParcoursCard *self,
                        const char   *icon_name)
{
  g_return_if_fail (PARCOURS_IS_CARD (self));

  if (icon_name == NULL)
    {
      g_clear_pointer (&self->mark, gtk_widget_unparent);
      return;
    }
  if (self->mark == NULL)
    {
      self->mark = new_badge (self, "mark", icon_name);
      gtk_widget_set_visible (gtk_widget_get_last_child (self->mark), FALSE);
      gtk_widget_set_hexpand (gtk_widget_get_first_child (self->mark), TRUE);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (self->mark)), icon_name);
}

/**
 * parcours_card_is_cut:
 * @card: a card that has been given its size
 *
 * Returns: whether the step says more than there is room for
 */
gboolean
parcours_card_is_cut (ParcoursCard *card)
{
  return card->is_brief || is_cut (card->title) || is_cut (card->subtitle);
}
