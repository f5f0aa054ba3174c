/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libglib-testing/signal-logger.h>

#include "parcours-card.h"
#include "parcours-json.h"
#include "parcours-minimap.h"
#include "parcours-outline-item.h"
#include "parcours-outline.h"
#include "sample.h"
#include "stage.h"

static Stage *
new_stage (void)
{
  g_autoptr (ParcoursAutomation) automation = sample_automation ();
  g_autoptr (ParcoursStepCounts) counts = sample_counts ();
  g_autoptr (ParcoursLibrary) library = sample_library ();
  Stage *stage = stage_new (automation, counts);

  parcours_canvas_set_library (stage->canvas, library);
  stage_settle (stage);

  return stage;
}

static Stage *
new_large_stage (guint n_steps)
{
  g_autoptr (ParcoursAutomation) automation = sample_large (n_steps);
  g_autoptr (ParcoursStepCounts) counts = sample_flow (automation, 80000);
  Stage *stage = stage_new (automation, counts);

  stage_settle (stage);

  return stage;
}

static void
select_step (Stage      *stage,
             const char *id)
{
  const char *const ids[] = { id, NULL };

  parcours_canvas_set_selection (stage->canvas, ids);
}

static void
act (Stage      *stage,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (stage->canvas), action, NULL));
}

static char *
to_text (Stage *stage)
{
  g_autoptr (JsonNode) node = parcours_automation_to_json (parcours_document_automation (stage->document));

  return parcours_json_to_text (node);
}

static guint
n_steps (Stage *stage)
{
  return parcours_automation_n_steps (parcours_document_automation (stage->document));
}

/* A canvas is a list, its steps are items that say where they lead. */
static void
test_accessible (void)
{
  g_autoptr (Stage) stage = new_stage ();
  GtkWidget *pause = parcours_canvas_card (stage->canvas, "pause");
  GtkWidget *opened = parcours_canvas_card (stage->canvas, "opened");
  GtkWidget *score = parcours_canvas_card (stage->canvas, "score");
  GtkWidget *split = parcours_canvas_card (stage->canvas, "split");

  gtk_test_accessible_assert_role (stage->canvas, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (pause, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (pause, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wait 2 days, 228 contacts, then If/Else: Opened “Welcome” +3");
  gtk_test_accessible_assert_relation (pause, GTK_ACCESSIBLE_RELATION_FLOW_TO, opened, NULL);
  gtk_test_accessible_assert_relation (opened, GTK_ACCESSIBLE_RELATION_FLOW_TO, score, split, NULL);
  gtk_test_accessible_assert_state (opened, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  select_step (stage, "opened");
  gtk_test_accessible_assert_state (opened, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
}

/* What leads elsewhere after an edit says so. */
static void
test_accessible_after_edit (void)
{
  g_autoptr (Stage) stage = new_stage ();

  select_step (stage, "pause");
  act (stage, "canvas.delete");
  stage_settle (stage);
  gtk_test_accessible_assert_relation (parcours_canvas_card (stage->canvas, "hello"), GTK_ACCESSIBLE_RELATION_FLOW_TO,
                                       parcours_canvas_card (stage->canvas, "opened"), NULL);
}

static void
test_notify (void)
{
  g_autoptr (Stage) stage = new_stage ();
  g_autoptr (GtSignalLogger) logger = gt_signal_logger_new ();
  ParcoursCanvas *canvas = stage->canvas;

  gt_signal_logger_connect (logger, canvas, "notify::selected");
  gt_signal_logger_connect (logger, canvas, "notify::zoom");
  gt_signal_logger_connect (logger, canvas, "notify::editable");
  select_step (stage, "hello");
  gt_signal_logger_assert_notify_emission_pop (logger, canvas, "selected");
  gt_signal_logger_assert_no_emissions (logger);
  select_step (stage, "hello");
  gt_signal_logger_assert_no_emissions (logger);
  g_assert_cmpstr (parcours_canvas_get_selected (canvas), ==, "hello");
  parcours_canvas_set_zoom (canvas, .75);
  gt_signal_logger_assert_notify_emission_pop (logger, canvas, "zoom");
  parcours_canvas_set_zoom (canvas, .75);
  parcours_canvas_set_editable (canvas, TRUE);
  gt_signal_logger_assert_no_emissions (logger);
  parcours_canvas_set_editable (canvas, FALSE);
  gt_signal_logger_assert_notify_emission_pop (logger, canvas, "editable");
  gt_signal_logger_assert_no_emissions (logger);
}

/* Every edit of the canvas can be undone to the same text, and done again. */
static void
test_undo (void)
{
  static const char *actions[] = { "canvas.duplicate", "canvas.delete", "canvas.duplicate", "canvas.tidy" };
  g_autoptr (Stage) stage = new_stage ();
  g_autofree char *before = to_text (stage);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      select_step (stage, i % 2 == 0 ? "split" : "score");
      act (stage, actions[i]);
      stage_frame (stage);
    }
  after = to_text (stage);
  g_assert_cmpstr (before, !=, after);
  while (parcours_document_can_undo (stage->document))
    act (stage, "canvas.undo");
  undone = to_text (stage);
  g_assert_cmpstr (before, ==, undone);
  while (parcours_document_can_redo (stage->document))
    act (stage, "canvas.redo");
  redone = to_text (stage);
  g_assert_cmpstr (after, ==, redone);
}

/* What cannot be done is off, and a canvas to look at edits nothing. */
static void
test_read_only (void)
{
  static const char *edits[] = { "canvas.delete", "canvas.duplicate", "canvas.cut", "canvas.paste", "canvas.tidy",
                                 "canvas.add-after", "canvas.add-trigger", "canvas.connect", "canvas.edit-note" };
  g_autoptr (Stage) stage = new_stage ();

  select_step (stage, "split");
  parcours_canvas_set_editable (stage->canvas, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    gtk_widget_activate_action (GTK_WIDGET (stage->canvas), edits[i], NULL);
  g_assert_false (parcours_document_can_undo (stage->document));
  g_assert_cmpuint (n_steps (stage), ==, 14);
}

static void
test_outline (void)
{
  g_autoptr (Stage) stage = new_stage ();
  GtkWidget *outline = g_object_ref_sink (parcours_outline_new (stage->canvas));
  GListModel *model = parcours_outline_get_model (PARCOURS_OUTLINE (outline));
  g_autoptr (ParcoursOutlineItem) kept = g_list_model_get_item (model, 4);
  g_autoptr (GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr (ParcoursOutlineItem) same = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 14);
  g_assert_cmpstr (parcours_outline_item_get_id (kept), ==, "opened");
  gt_signal_logger_connect (logger, model, "items-changed");
  select_step (stage, "pause");
  act (stage, "canvas.delete");
  gt_signal_logger_assert_emission_pop (logger, model, "items-changed", NULL, NULL, NULL);
  gt_signal_logger_assert_no_emissions (logger);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 13);
  same = g_list_model_get_item (model, 3);
  g_assert_true (same == kept);
  /* Counts change nothing of the list. */
  parcours_canvas_set_counts (stage->canvas, NULL);
  gt_signal_logger_assert_no_emissions (logger);
  g_object_unref (outline);
}

/* Steps become widgets when they come near, once. */
static void
test_cards_are_kept (void)
{
  g_autoptr (Stage) stage = new_large_stage (2000);
  guint n_near = stage->canvas->n_cards_built;

  g_assert_cmpuint (n_near, >, 4);
  g_assert_cmpuint (n_near, <, 120);
  parcours_canvas_zoom_to_fit (stage->canvas);
  stage_settle (stage);
  g_assert_cmpuint (stage->canvas->n_cards_built, ==, n_near);
  parcours_canvas_set_document (stage->canvas, NULL);
  parcours_canvas_set_document (stage->canvas, stage->document);
  stage_settle (stage);
  g_assert_cmpuint (stage->canvas->n_cards_built, ==, 2 * n_near);
  for (guint i = 0; i < 10; i++)
    {
      parcours_canvas_scroll_by (stage->canvas, 0, i < 5 ? 20 : -20);
      stage_settle (stage);
    }
  g_assert_cmpuint (stage->canvas->n_cards_built, <, 2 * n_near + 60);
}

/* What one frame draws depends on what is in view, not on how much there is. */
static void
test_frame_is_bounded (void)
{
  guint near_nodes[2], far_nodes[2];
  static const guint sizes[2] = { 1000, 10000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (Stage) stage = new_large_stage (sizes[i]);

      parcours_canvas_set_zoom (stage->canvas, PARCOURS_NEAR_ZOOM);
      stage_settle (stage);
      near_nodes[i] = stage_n_nodes (stage);
      parcours_canvas_zoom_to_fit (stage->canvas);
      stage_settle (stage);
      far_nodes[i] = stage_n_nodes (stage);
    }
  g_test_message ("near %u and %u, far %u and %u nodes", near_nodes[0], near_nodes[1], far_nodes[0], far_nodes[1]);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      /* The GL renderer of GTK 4.8 gives up at some ten thousand. */
      g_assert_cmpuint (near_nodes[i], <, 4000);
      g_assert_cmpuint (far_nodes[i], <, 40);
    }
}

/* Moving the view draws again what has been made, and makes nothing that was there before. */
static void
test_pan_builds_little (void)
{
  g_autoptr (Stage) stage = new_large_stage (10000);
  guint n_built, n_painted;

  for (guint i = 0; i < 8; i++)
    {
      parcours_canvas_scroll_by (stage->canvas, 0, 10);
      stage_settle (stage);
    }
  n_built = parcours_painter_n_built (stage->canvas->painter);
  for (guint i = 0; i < 8; i++)
    {
      parcours_canvas_scroll_by (stage->canvas, 0, -10);
      stage_settle (stage);
    }
  g_assert_cmpuint (parcours_painter_n_built (stage->canvas->painter), ==, n_built);

  parcours_canvas_zoom_to_fit (stage->canvas);
  stage_settle (stage);
  n_painted = parcours_far_view_n_painted (stage->canvas->far_view);
  for (guint i = 0; i < 8; i++)
    {
      parcours_canvas_scroll_by (stage->canvas, i < 4 ? 10 : -10, 0);
      stage_settle (stage);
    }
  /* At most one column of tiles has come into view. */
  g_assert_cmpuint (parcours_far_view_n_painted (stage->canvas->far_view), <=, n_painted + 3);
}

/* Counts that settle while one looks build the numbers anew, and no widgets. */
static void
test_counts_build_no_cards (void)
{
  g_autoptr (Stage) stage = new_large_stage (1000);
  g_autoptr (ParcoursStepCounts) other =
    sample_flow (parcours_document_automation (stage->document), 90000);
  guint n_cards = stage->canvas->n_cards_built;

  parcours_canvas_set_counts (stage->canvas, other);
  stage_settle (stage);
  g_assert_cmpuint (stage->canvas->n_cards_built, ==, n_cards);
}

/* The map is painted while it is seen, and does not outlive its canvas. */
static void
test_minimap (void)
{
  g_autoptr (Stage) stage = new_stage ();
  GtkWidget *minimap = g_object_ref_sink (parcours_minimap_new (stage->canvas));
  g_autoptr (GtSignalLogger) logger = gt_signal_logger_new ();

  g_assert_true (parcours_minimap_get_canvas (PARCOURS_MINIMAP (minimap)) == stage->canvas);
  gt_signal_logger_connect (logger, minimap, "notify::canvas");
  parcours_minimap_set_canvas (PARCOURS_MINIMAP (minimap), stage->canvas);
  gt_signal_logger_assert_no_emissions (logger);
  parcours_minimap_set_canvas (PARCOURS_MINIMAP (minimap), NULL);
  gt_signal_logger_assert_notify_emission_pop (logger, minimap, "canvas");
  g_object_unref (minimap);
}

/* A jump has one line: what it says is seen beside however long a name. */
static void
test_line (void)
{
  GtkWidget *card = g_object_ref_sink (parcours_card_new ());
  GtkWidget *title, *subtitle;

  parcours_card_set_type (PARCOURS_CARD (card), parcours_catalog_type (parcours_catalog_get (), "flow.start-automation"));
  parcours_card_set_words (PARCOURS_CARD (card), "Start another automation", "Win-Back", "Win-Back");
  gtk_widget_size_allocate (card, &(GtkAllocation) { 0, 0, 188, 36 }, -1);
  subtitle = gtk_widget_get_last_child (card);
  title = gtk_widget_get_prev_sibling (subtitle);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (subtitle)), ==, "Win-Back");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (subtitle))));
  g_assert_true (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (title))));
  g_assert_true (parcours_card_is_cut (PARCOURS_CARD (card)));
  g_object_unref (card);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!stage_init ())
    {
      g_print ("1..0 # SKIP There is no display\n");
      return 0;
    }

  g_test_add_func ("/canvas/accessible", test_accessible);
  g_test_add_func ("/canvas/accessible-after-edit", test_accessible_after_edit);
  g_test_add_func ("/canvas/notify", test_notify);
  g_test_add_func ("/canvas/undo", test_undo);
  g_test_add_func ("/canvas/read-only", test_read_only);
  g_test_add_func ("/canvas/outline", test_outline);
  g_test_add_func ("/canvas/minimap", test_minimap);
  g_test_add_func ("/canvas/line", test_line);
  g_test_add_func ("/canvas/cards-are-kept", test_cards_are_kept);
  g_test_add_func ("/canvas/frame-is-bounded", test_frame_is_bounded);
  g_test_add_func ("/canvas/pan-builds-little", test_pan_builds_little);
  g_test_add_func ("/canvas/counts-build-no-cards", test_counts_build_no_cards);

  return g_test_run ();
}
