/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "flows.h"
#include "parcours-clipboard.h"
#include "parcours-document.h"
#include "parcours-geometry.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-layout.h"
#include "parcours-step-edits.h"

static ParcoursAutomation *
apply (ParcoursAutomation *automation,
       ParcoursEdit       *edit)
{
  g_autoptr (ParcoursEdit) owned = edit;
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *after;

  g_assert_nonnull (edit);
  after = parcours_edit_apply (owned, automation, &error);
  g_assert_no_error (error);

  return after;
}

static const char *
follower (ParcoursAutomation *automation,
          const char         *from,
          const char         *port)
{
  const ParcoursLink *link = parcours_automation_link (automation, from, port);

  return link != NULL ? link->to : NULL;
}

/* An id is made from the type; the row's defaults are written down. */
static void
test_add (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("", "");
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (ParcoursEdit) edit = parcours_graph_add (automation, test_row ("ac.wait-timed"), 12, 24, &first);
  g_autoptr (ParcoursAutomation) once = parcours_edit_apply (edit, automation, NULL);
  g_autoptr (ParcoursAutomation) twice = apply (once, parcours_graph_add (once, test_row ("ac.wait-timed"), 0, 0, &second));
  const ParcoursStep *step = parcours_automation_step (twice, first);

  g_assert_cmpstr (parcours_edit_label (edit), ==, "Add “Wait (for a period of time)”");
  g_assert_cmpstr (first, ==, "duration");
  g_assert_cmpstr (second, ==, "duration-2");
  g_assert_cmpstr (step->row_id, ==, "ac.wait-timed");
  g_assert_cmpstr (parcours_json_member_string (step->params, "for"), ==, "P1D");
  g_assert_cmpfloat (step->x, ==, 12);
  g_assert_cmpfloat (step->y, ==, 24);
}

/* What is added without a step that it follows lies on no other. */
static void
test_find_room (void)
{
  g_autoptr (ParcoursAutomation) empty = test_automation ("", "");
  g_autoptr (ParcoursAutomation) two = test_automation ("m1@0,0 m2@216,0", "");
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  ParcoursPoint room = parcours_graph_find_room (empty, 12, 24);

  g_assert_cmpfloat (room.x, ==, 12);
  g_assert_cmpfloat (room.y, ==, 24);
  room = parcours_graph_find_room (two, 12, 24);
  g_assert_cmpfloat (room.y, ==, 24);
  g_assert_cmpfloat (fabs (room.x - 12), ==, PARCOURS_COLUMN_PITCH);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (ParcoursAutomation) before = g_steal_pointer (&two);
      ParcoursPoint place = parcours_graph_find_room (before, g_rand_int_range (rand, -300, 300), g_rand_int_range (rand, 0, 200));
      ParcoursBox box = { place.x - PARCOURS_CARD_WIDTH / 2., place.y, PARCOURS_CARD_WIDTH, PARCOURS_CARD_HEIGHT };

      for (guint s = 0; s < parcours_automation_n_steps (before); s++)
        {
          const ParcoursStep *step = parcours_automation_nth_step (before, s);
          ParcoursBox other = parcours_step_box (step, step->x, step->y);

          g_assert_false (parcours_box_intersects (&box, &other));
        }
      two = apply (before, parcours_graph_add (before, test_row ("ac.wait-timed"), place.x, place.y, NULL));
    }
}

static void
test_add_trigger (void)
{
  g_autoptr (ParcoursAutomation) empty = test_automation ("", "");
  g_autoptr (ParcoursAutomation) headless = test_automation ("m1@36,0 m2@36,84", "m1>m2");
  g_autoptr (ParcoursAutomation) whole = test_automation ("t1 m1@0,84", "t1>m1");
  const ParcoursRow *row = test_row ("ac.tag-added");
  g_autofree char *id = NULL;
  g_autoptr (ParcoursAutomation) alone = apply (empty, parcours_graph_add_trigger (empty, row, NULL));
  g_autoptr (ParcoursAutomation) above = apply (headless, parcours_graph_add_trigger (headless, row, NULL));
  g_autoptr (ParcoursAutomation) beside = apply (whole, parcours_graph_add_trigger (whole, row, &id));

  g_assert_cmpuint (parcours_automation_n_steps (alone), ==, 1);
  g_assert_cmpstr (follower (above, "tag-added", "next"), ==, "m1");
  g_assert_cmpfloat (parcours_automation_step (above, "tag-added")->y, ==, -84);
  g_assert_cmpstr (id, ==, "tag-added");
  g_assert_cmpstr (follower (beside, id, "next"), ==, "m1");
  g_assert_cmpfloat (parcours_automation_step (beside, id)->x, ==, 216);
}

/* The first step is that of all triggers, whichever of them it is added behind. */
static void
test_several_triggers (void)
{
  g_autoptr (ParcoursAutomation) loose = test_automation ("t1 t2@216,0 m1@0,84", "t1>m1");
  g_autoptr (ParcoursAutomation) both = test_automation ("t1 t2@216,0", "");
  g_autofree char *third = NULL, *wait = NULL, *second = NULL;
  g_autoptr (ParcoursAutomation) added = apply (loose, parcours_graph_add_trigger (loose, test_row ("ac.tag-added"), &third));
  g_autoptr (ParcoursAutomation) first =
    apply (both, parcours_graph_insert (both, test_row ("wait.duration"), "t2", "next", &wait, NULL));
  g_autoptr (ParcoursAutomation) own =
    apply (loose, parcours_graph_insert (loose, test_row ("wait.duration"), "t2", "next", &second, NULL));

  g_assert_cmpstr (follower (added, third, "next"), ==, "m1");
  g_assert_null (follower (added, "t2", "next"));
  g_assert_cmpstr (follower (first, "t1", "next"), ==, wait);
  g_assert_cmpstr (follower (first, "t2", "next"), ==, wait);
  g_assert_cmpstr (follower (own, "t1", "next"), ==, "m1");
  g_assert_cmpstr (follower (own, "t2", "next"), ==, second);
}

/* What follows makes room, and so does all below it. */
static void
test_insert (void)
{
  g_autoptr (ParcoursAutomation) automation =
    test_automation ("t1@0,0 m1@0,84 s1@0,168 m2@-102,276 m3@102,276 g1@0,360", "t1>m1 m1>s1 s1.yes>m2 s1.no>m3 m2>g1 m3>g1");
  g_autofree char *wait = NULL, *branch = NULL;
  g_autoptr (ParcoursAutomation) once =
    apply (automation, parcours_graph_insert (automation, test_row ("wait.duration"), "m1", "next", &wait, NULL));
  g_autoptr (ParcoursAutomation) twice =
    apply (once, parcours_graph_insert (once, test_row ("split.if-else"), "s1", "yes", &branch, NULL));

  g_assert_cmpstr (follower (once, "m1", "next"), ==, wait);
  g_assert_cmpstr (follower (once, wait, "next"), ==, "s1");
  g_assert_cmpfloat (parcours_automation_step (once, wait)->y, ==, 168);
  g_assert_cmpfloat (parcours_automation_step (once, "s1")->y, ==, 252);
  g_assert_cmpfloat (parcours_automation_step (once, "g1")->y, ==, 444);
  g_assert_cmpfloat (parcours_automation_step (once, "m1")->y, ==, 84);
  g_assert_cmpstr (follower (twice, "s1", "yes"), ==, branch);
  g_assert_cmpstr (follower (twice, branch, "yes"), ==, "m2");
  g_assert_cmpfloat (parcours_automation_step (twice, branch)->x, ==, -102);
  g_assert_cmpfloat (parcours_automation_step (twice, "m3")->y, ==, 360);
  test_assert_rules (twice);
}

/* Behind an open port there is nothing to move; a taken place is left alone. */
static void
test_append (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1@0,0 s1@0,84 m1@-102,192 m2@102,192", "t1>s1 s1.yes>m1");
  g_autofree char *id = NULL;
  g_autoptr (ParcoursAutomation) after =
    apply (automation, parcours_graph_insert (automation, test_row ("flow.end"), "s1", "no", &id, NULL));

  g_assert_cmpstr (follower (after, "s1", "no"), ==, id);
  g_assert_cmpfloat (parcours_automation_step (after, id)->y, ==, 192);
  g_assert_cmpfloat (parcours_automation_step (after, id)->x, >=, 102 + 188);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *row;
    const char *from;
    const char *port;
    const char *reason;
  } cases[] = {
    { "trigger.tag-added", "t1", "next", "beginning" },
    { "flow.end", "t1", "next", "between" },
    { "wait.duration", "e1", "next", "follow" },
    { "wait.duration", "m1", "maybe", "follow" },
    { "wait.duration", "nowhere", "next", "“nowhere”" },
  };
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 m1 e1", "t1>m1 m1>e1");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parcours_graph_insert (automation, test_row (cases[i].row), cases[i].from, cases[i].port, NULL, &error));
      g_assert_nonnull (strstr (error->message, cases[i].reason));
    }
}

/* What nobody knows of a link stays with it, whatever is done and undone. */
static void
test_link_keys (void)
{
  g_autoptr (ParcoursAutomation) plain = test_automation ("t1 m1 m2 m3", "t1>m1 m1>m2");
  g_autoptr (JsonNode) node = parcours_automation_to_json (plain);
  JsonArray *links = json_object_get_array_member (json_node_get_object (node), "links");
  g_autoptr (ParcoursAutomation) automation = NULL, replaced = NULL, removed = NULL, restored = NULL, same = NULL;
  g_autoptr (ParcoursEdit) unlink = NULL, relink = NULL;
  g_autofree char *before = NULL, *after = NULL;

  for (guint i = 0; i < json_array_get_length (links); i++)
    json_object_set_string_member (json_array_get_object_element (links, i), "colour", "blue");
  automation = parcours_automation_from_json (node, NULL);
  relink = parcours_graph_link (automation, "m1", "next", "m3", NULL);
  replaced = parcours_edit_apply (relink, automation, NULL);
  g_assert_cmpstr (follower (replaced, "m1", "next"), ==, "m3");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (
                     parcours_automation_link (replaced, "m1", "next")->node), "colour"), ==, "blue");
  same = apply (replaced, parcours_edit_invert (relink));
  unlink = parcours_graph_unlink (automation, "m1", "next");
  removed = parcours_edit_apply (unlink, automation, NULL);
  g_assert_null (follower (removed, "m1", "next"));
  restored = apply (removed, parcours_edit_invert (unlink));
  before = parcours_automation_digest (automation);
  after = parcours_automation_digest (restored);
  g_assert_cmpstr (after, ==, before);
  g_free (after);
  after = parcours_automation_digest (same);
  g_assert_cmpstr (after, ==, before);
}

static void
test_link (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 m1 m2 m3", "t1>m1 m1>m2");
  g_autoptr (ParcoursAutomation) linked = apply (automation, parcours_graph_link (automation, "m2", "next", "m3", NULL));
  g_autoptr (ParcoursAutomation) replaced = apply (linked, parcours_graph_link (linked, "m1", "next", "m3", NULL));
  g_autoptr (ParcoursAutomation) unlinked = apply (linked, parcours_graph_unlink (linked, "m1", "next"));
  g_autoptr (GError) circle = NULL, trigger = NULL, nothing = NULL;

  g_assert_cmpstr (follower (linked, "m2", "next"), ==, "m3");
  g_assert_cmpstr (follower (replaced, "m1", "next"), ==, "m3");
  g_assert_null (follower (unlinked, "m1", "next"));
  g_assert_null (parcours_graph_link (linked, "m3", "next", "m1", &circle));
  g_assert_nonnull (strstr (circle->message, "“Go to”"));
  g_assert_null (parcours_graph_link (linked, "m3", "next", "t1", &trigger));
  g_assert_null (parcours_graph_link (linked, "m3", "next", "m9", &nothing));
  g_assert_nonnull (strstr (nothing->message, "“m9”"));
  g_assert_false (parcours_graph_can_link (linked, "m3", "next", "m3", NULL));
}

/* Mailchimp has no exit for the limit of ActiveCampaign's wait: the platform decides which ports there are. */
static void
test_platform_ports (void)
{
  g_autoptr (ParcoursAutomation) any = test_automation ("u1", "");
  g_autoptr (JsonNode) node = parcours_automation_to_json (any);
  g_autoptr (ParcoursAutomation) other = NULL;

  json_object_set_string_member (json_node_get_object (node), "platform", "activecampaign");
  other = parcours_automation_from_json (node, NULL);
  g_assert_true (parcours_graph_offers_port (any, "u1", "timeout"));
  g_assert_true (parcours_graph_offers_port (other, "u1", "next"));
  g_assert_false (parcours_graph_offers_port (other, "u1", "timeout"));
}

static void
test_jump (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 m1@0,84 m2@0,168", "t1>m1 m1>m2");
  g_autofree char *id = NULL;
  g_autoptr (ParcoursAutomation) after = apply (automation, parcours_graph_jump (automation, "m2", "next", "m1", &id, NULL));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (follower (after, "m2", "next"), ==, id);
  g_assert_cmpstr (parcours_json_member_string (parcours_automation_step (after, id)->params, "step"), ==, "m1");
  g_assert_null (parcours_graph_jump (automation, "m2", "next", "t1", NULL, &error));
  g_assert_nonnull (error);
}

/* Links are healed where there is one way through what is removed. */
static void
test_remove (void)
{
  g_autoptr (ParcoursAutomation) automation =
    test_automation ("t1 m1 m2 s1 m3 m4 g1", "t1>m1 m1>m2 m2>s1 s1.yes>m3 s1.no>m4 m3>g1 m4>g1");
  const char *const middle[] = { "m1", "m2", NULL };
  const char *const split[] = { "s1", NULL };
  const char *const whole_split[] = { "s1", "m3", "m4", NULL };
  g_autoptr (ParcoursEdit) edit = parcours_graph_remove (automation, middle);
  g_autoptr (ParcoursAutomation) healed = parcours_edit_apply (edit, automation, NULL);
  g_autoptr (ParcoursAutomation) cut = apply (automation, parcours_graph_remove (automation, split));
  g_autoptr (ParcoursAutomation) through = apply (automation, parcours_graph_remove (automation, whole_split));

  g_assert_cmpstr (parcours_edit_label (edit), ==, "Delete 2 steps");
  g_assert_cmpstr (follower (healed, "t1", "next"), ==, "s1");
  g_assert_null (follower (cut, "m2", "next"));
  g_assert_cmpstr (follower (cut, "m3", "next"), ==, "g1");
  g_assert_null (follower (through, "m2", "next"));
  test_assert_rules (cut);
}

static void
test_rename (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 m1", "t1>m1");
  g_autoptr (ParcoursDocument) document = parcours_document_new (automation);
  const char *texts[] = { "H", "He", "Hel" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ParcoursEdit) edit = parcours_step_edit_rename (parcours_document_automation (document), "m1", texts[i]);

      g_assert_true (parcours_document_apply (document, edit, NULL));
    }
  g_assert_cmpstr (parcours_automation_step (parcours_document_automation (document), "m1")->title, ==, "Hel");
  g_assert_cmpstr (parcours_document_undo_label (document), ==, "Rename “Send an email”");
  g_assert_true (parcours_document_undo (document));
  g_assert_false (parcours_document_can_undo (document));
  g_assert_null (parcours_automation_step (parcours_document_automation (document), "m1")->title);
}

/* A blank name or note is none. */
static void
test_blank_texts (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("m1", "");
  g_autoptr (ParcoursAutomation) noted = apply (automation, parcours_step_edit_note (automation, "m1", "Marie signs"));
  g_autoptr (ParcoursAutomation) blank = apply (noted, parcours_step_edit_note (noted, "m1", "  "));

  g_assert_cmpstr (parcours_automation_step (noted, "m1")->note, ==, "Marie signs");
  g_assert_null (parcours_automation_step (blank, "m1")->note);
}

static void
test_replace (void)
{
  g_autoptr (ParcoursAutomation) automation =
    test_automation ("t1 s1 m1 m2 w1", "t1>s1 s1.yes>m1 s1.no>m2 m1>w1");
  g_autoptr (ParcoursAutomation) random =
    apply (automation, parcours_step_edit_replace (automation, "s1", test_row ("split.random"), NULL));
  g_autoptr (ParcoursAutomation) wait =
    apply (automation, parcours_step_edit_replace (automation, "s1", test_row ("wait.condition"), NULL));
  g_autoptr (ParcoursAutomation) row =
    apply (automation, parcours_step_edit_replace (automation, "w1", test_row ("ac.wait-timed"), NULL));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (follower (random, "s1", "a"), ==, "m1");
  g_assert_cmpstr (follower (random, "s1", "b"), ==, "m2");
  g_assert_cmpstr (follower (wait, "s1", "next"), ==, "m1");
  g_assert_cmpstr (follower (wait, "s1", "timeout"), ==, "m2");
  g_assert_true (json_object_has_member (parcours_automation_step (wait, "s1")->params, "if"));
  g_assert_cmpstr (parcours_json_member_string (parcours_automation_step (row, "w1")->params, "for"), ==, "P2D");
  g_assert_null (parcours_step_edit_replace (automation, "m1", test_row ("trigger.tag-added"), &error));
  g_assert_nonnull (error);
}

/* Copies have ids of their own, keep the links among them, and mean each other where they name steps. */
static void
test_clipboard (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 m1@0,84 s1@0,168 j1@100,276", "t1>m1 m1>s1 s1.no>j1");
  const char *const ids[] = { "m1", "s1", "j1", NULL };
  g_autofree char *text = parcours_clipboard_copy (automation, ids);
  g_auto (GStrv) pasted = NULL;
  g_auto (GStrv) copies = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursAutomation) after =
    apply (automation, parcours_clipboard_paste (automation, text, 600, 0, &pasted, &error));
  g_autoptr (ParcoursAutomation) twice = apply (automation, parcours_clipboard_duplicate (automation, ids, &copies));

  g_assert_cmpuint (g_strv_length (pasted), ==, 3);
  g_assert_cmpuint (parcours_automation_n_steps (after), ==, 7);
  g_assert_cmpstr (follower (after, "m1-2", "next"), ==, "s1-2");
  g_assert_cmpstr (follower (after, "s1-2", "no"), ==, "j1-2");
  g_assert_cmpstr (parcours_json_member_string (parcours_automation_step (after, "j1-2")->params, "step"), ==, "m1-2");
  g_assert_cmpuint (g_strv_length (copies), ==, 3);
  g_assert_cmpfloat (parcours_automation_step (twice, "m1-2")->y, ==, 84);
  g_assert_cmpfloat (parcours_automation_step (twice, "m1-2")->x, >, 200);
  test_assert_rules (after);
}

static void
test_bad_clipboard (void)
{
  static const char *texts[] = {
    "",
    "Bonjour",
    "{}",
    "{'format': 'parcours-clipboard/2', 'steps': {}}",
    "{'format': 'parcours-clipboard/1', 'steps': {'A B': {'type': 'flow.end'}}}",
    "{'format': 'parcours-clipboard/1', 'steps': {'a': {'params': {}}}}",
    "{'format': 'parcours-clipboard/1', 'steps': {'a': {'type': 'action.send-email'}, 'b': {'type': 'action.send-email'}},"
    " 'links': [{'from': 'a', 'port': 'next', 'to': 'b'}, {'from': 'b', 'port': 'next', 'to': 'a'}]}",
    "{'format': 'parcours-clipboard/1', 'steps': {'a': {'type': 'action.send-email'}, 't': {'type': 'trigger.manual'}},"
    " 'links': [{'from': 'a', 'port': 'next', 'to': 't'}]}",
  };
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1", "");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (texts[i]), "'", '"');
      g_autoptr (GError) error = NULL;

      g_assert_null (parcours_clipboard_paste (automation, text, 0, 0, NULL, &error));
      g_assert_nonnull (error);
    }
}

static const char *
random_step (GRand              *rand,
             ParcoursAutomation *automation)
{
  guint n = parcours_automation_n_steps (automation);

  return n > 0 ? parcours_automation_nth_step (automation, (guint) g_rand_int_range (rand, 0, (gint32) n))->id : "none";
}

static const char *
random_port (GRand              *rand,
             ParcoursAutomation *automation,
             const char         *id)
{
  const ParcoursStep *step = parcours_automation_step (automation, id);
  guint n = step != NULL ? parcours_step_n_ports (step) : 0;

  return n > 0 ? parcours_step_nth_port (step, (guint) g_rand_int_range (rand, 0, (gint32) n)) : "next";
}

static const ParcoursRow *
random_row (GRand *rand)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  guint n = parcours_catalog_n_rows (catalog, PARCOURS_PLATFORM_ANY);

  return parcours_catalog_nth_row (catalog, PARCOURS_PLATFORM_ANY, (guint) g_rand_int_range (rand, 0, (gint32) n));
}

/* Some edit that a person might make, or %NULL where the one thought of is refused. */
static ParcoursEdit *
random_edit (GRand              *rand,
             ParcoursAutomation *automation)
{
  const char *id = random_step (rand, automation);
  const char *other = random_step (rand, automation);
  const char *port = random_port (rand, automation, id);
  const char *const ids[] = { id, g_str_equal (id, other) ? NULL : other, NULL };
  double x = g_rand_int_range (rand, -50, 50) * 12.;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) value = NULL;

  switch (g_rand_int_range (rand, 0, 14))
    {
    case 0:
      return parcours_graph_add (automation, random_row (rand), x, x, NULL);
    case 1:
    case 2:
      return parcours_graph_insert (automation, random_row (rand), id, port, NULL, NULL);
    case 3:
    case 4:
      return parcours_graph_link (automation, id, port, other, NULL);
    case 5:
      return parcours_graph_unlink (automation, id, port);
    case 6:
      return parcours_automation_step (automation, id) != NULL ? parcours_graph_remove (automation, ids) : NULL;
    case 7:
      return parcours_step_edit_move (automation, ids, x, 12);
    case 8:
      return parcours_clipboard_duplicate (automation, ids, NULL);
    case 9:
      text = parcours_clipboard_copy (automation, ids);
      return parcours_clipboard_paste (automation, text, x, x, NULL, NULL);
    case 10:
      return parcours_step_edit_rename (automation, id, "Bonjour");
    case 11:
      return parcours_step_edit_replace (automation, id, random_row (rand), NULL);
    case 12:
      return parcours_graph_jump (automation, id, port, other, NULL, NULL);
    default:
      return parcours_layout_tidy (automation);
    }
}

/* Whatever is edited, the rules of the graph hold; undoing it all gives the same document again, and so does redoing. */
static void
test_random_edits (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (ParcoursAutomation) start = test_random_flow (rand, 2 + round % 20, .2);
      g_autoptr (ParcoursDocument) document = parcours_document_new (start);
      g_autofree char *before = parcours_automation_digest (start);
      g_autofree char *after = NULL, *undone = NULL, *redone = NULL;
      guint n = 0;

      for (guint i = 0; i < 40; i++)
        {
          g_autoptr (ParcoursEdit) edit = random_edit (rand, parcours_document_automation (document));
          g_autoptr (GError) error = NULL;

          if (edit == NULL)
            continue;
          parcours_document_apply (document, edit, &error);
          g_assert_no_error (error);
          test_assert_rules (parcours_document_automation (document));
          n++;
        }
      g_assert_cmpuint (n, >, 5);
      after = parcours_automation_digest (parcours_document_automation (document));
      while (parcours_document_undo (document))
        continue;
      undone = parcours_automation_digest (parcours_document_automation (document));
      while (parcours_document_redo (document))
        continue;
      redone = parcours_automation_digest (parcours_document_automation (document));
      g_assert_cmpstr (undone, ==, before);
      g_assert_cmpstr (redone, ==, after);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/graph-edits/add", test_add);
  g_test_add_func ("/graph-edits/find-room", test_find_room);
  g_test_add_func ("/graph-edits/add-trigger", test_add_trigger);
  g_test_add_func ("/graph-edits/several-triggers", test_several_triggers);
  g_test_add_func ("/graph-edits/insert", test_insert);
  g_test_add_func ("/graph-edits/append", test_append);
  g_test_add_func ("/graph-edits/refused", test_refused);
  g_test_add_func ("/graph-edits/link", test_link);
  g_test_add_func ("/graph-edits/link-keys", test_link_keys);
  g_test_add_func ("/graph-edits/platform-ports", test_platform_ports);
  g_test_add_func ("/graph-edits/jump", test_jump);
  g_test_add_func ("/graph-edits/remove", test_remove);
  g_test_add_func ("/graph-edits/rename", test_rename);
  g_test_add_func ("/graph-edits/blank-texts", test_blank_texts);
  g_test_add_func ("/graph-edits/replace", test_replace);
  g_test_add_func ("/graph-edits/clipboard", test_clipboard);
  g_test_add_func ("/graph-edits/bad-clipboard", test_bad_clipboard);
  g_test_add_func ("/graph-edits/random", test_random_edits);

  return g_test_run ();
}
