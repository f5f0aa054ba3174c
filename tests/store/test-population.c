/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A population holds of each contact what the workspace holds: compared contact
 * by contact, value by value, with the contact read alone. */

#include "config.h"

#include <math.h>

#include "fixture.h"
#include "parcours-draw.h"
#include "parcours-state.h"

#define N_CONTACTS 400

static const char *const cities[] = { "Paris", "Lyon", "Ālborg", "NEW YORK", NULL };
static const char *const plans[] = { "Free", "Pro", NULL };

static guint64
draw (guint contact,
      guint n)
{
  return parcours_draw (parcours_draw_salt (3, "population", "", ""), contact, n);
}

static void
add_library (ParcoursStore *store)
{
  static const char *const fields[][2] = {
    { "City", "{'type': 'text'}" },      { "Age", "{'type': 'number'}" },    { "Since", "{'type': 'date'}" },
    { "Seen", "{'type': 'datetime'}" },  { "Birthday", "{'type': 'birthday'}" }, { "Adult", "{'type': 'bool'}" },
    { "Plan", "{'type': 'choice', 'options': ['Free', 'Pro']}" },
    { "Hobbies", "{'type': 'choices', 'options': ['Reading', 'Sport', 'Cooking']}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (add_entity (store, "field", fields[i][0], fields[i][1]));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("N %u", i);

      g_free (add_entity (store, "tag", name, NULL));
      g_free (add_entity (store, "group", name, NULL));
      g_free (add_entity (store, "audience", name, NULL));
      g_free (add_entity (store, "list", name, NULL));
      g_free (add_entity (store, "sender", name, NULL));
    }
  g_free (add_entity (store, "score", "Lead", "{'start': 10}"));
  parcours_store_set_text (store, "timezone", "Europe/Paris", NULL);
}

static void
set_random_fields (ParcoursContact *contact,
                   guint            i)
{
  guint64 bits = draw (i, 0);
  g_autofree char *age = g_strdup_printf ("%u", (guint) (bits % 90));
  g_autofree char *day = g_strdup_printf ("20%02u-0%u-1%u", (guint) (bits >> 8) % 26, (guint) (bits >> 16) % 9 + 1,
                                          (guint) (bits >> 24) % 10);
  g_autofree char *seen = g_strdup_printf ("%sT0%u:30:00Z", day, (guint) (bits >> 30) % 10);

  if (bits >> 40 & 1)
    parcours_contact_set_field (contact, "age", age);
  if (bits >> 41 & 1)
    parcours_contact_set_field (contact, "since", day);
  if (bits >> 42 & 1)
    parcours_contact_set_field (contact, "seen", seen);
  if (bits >> 43 & 1)
    parcours_contact_set_field (contact, "birthday", day + 5);
  if (bits >> 44 & 1)
    parcours_contact_set_field (contact, "adult", bits >> 45 & 1 ? "true" : "false");
  if (bits >> 46 & 1)
    parcours_contact_set_field (contact, "hobbies", bits >> 47 & 1 ? "Reading, Cooking" : "Sport");
  if (bits >> 48 & 1)
    parcours_contact_set_field (contact, "timezone", bits >> 49 & 1 ? "America/New_York" : "Europe/Lisbon");
  if (bits >> 50 & 1)
    parcours_contact_set_field (contact, "phone", age);
  if (bits >> 51 & 1)
    parcours_contact_set_score (contact, "lead", (double) (bits >> 52 & 63));
  parcours_contact_set_field (contact, "city", cities[bits >> 58 & 3]);
  parcours_contact_set_field (contact, "plan", bits >> 60 & 1 ? plans[bits >> 61 & 1] : NULL);
}

static void
set_random_memberships (ParcoursContact *contact,
                        guint            i)
{
  for (guint n = 0; n < 3; n++)
    {
      g_autofree char *slug = g_strdup_printf ("n-%u", n);
      guint64 bits = draw (i, n + 1);

      for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
        {
          if (bits >> kind & 1)
            parcours_contact_add_member (contact, (ParcoursSetKind) kind, slug, 0);
        }
      if (bits >> 8 & 1)
        parcours_contact_set_list (contact, slug, (ParcoursListStatus) (1 + (bits >> 9) % 4), (gint64) (bits >> 20 & 0xffff),
                                   NULL);
      if ((bits >> 12 & 7) == 0)
        g_hash_table_add (contact->blocked_senders, g_strdup (slug));
    }
  for (guint c = 1; c < PARCOURS_N_CHANNELS; c++)
    contact->channels[c] = (ParcoursConsent) (draw (i, 10 + c) % 6);
}

static void
add_contacts (ParcoursStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (parcours_store_begin (store, &error));
  for (guint i = 0; i < N_CONTACTS; i++)
    {
      g_autofree char *email = g_strdup_printf ("contact%u@example.org", i);
      g_autoptr (ParcoursContact) contact = parcours_contact_new (i % 10 == 0 ? NULL : email);

      set_random_fields (contact, i);
      set_random_memberships (contact, i);
      parcours_store_add_contact (store, contact, &error);
      g_assert_no_error (error);
      if (i % 7 == 0)
        parcours_store_delete_contact (store, contact->id, &error);
    }
  g_assert_true (parcours_store_end (store, TRUE, &error));
  g_assert_no_error (error);
}

static ParcoursFrame *
new_frame (ParcoursTexts   *texts,
           ParcoursLibrary *library)
{
  static const char *const slugs[] = { "city", "age", "since", "seen", "birthday", "adult", "plan", "hobbies", "email",
                                       "order-count" };
  ParcoursFrame *frame = parcours_frame_new (texts, library);

  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    g_assert_cmpint (parcours_frame_add_field (frame, slugs[i]), ==, (int) i);
  parcours_frame_add_score (frame, "lead");
  /* The third of each is not in the frame, but counted. */
  for (guint n = 0; n < 2; n++)
    {
      g_autofree char *slug = g_strdup_printf ("n-%u", n);

      for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
        parcours_frame_add_set (frame, (ParcoursSetKind) kind, slug);
      parcours_frame_add_list (frame, slug);
      parcours_frame_add_sender (frame, slug);
    }

  return frame;
}

static void
assert_same_fields (const ParcoursState *state,
                    ParcoursContact     *contact)
{
  for (guint i = 0; i < state->frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (state->frame, i);
      const char *expected = parcours_contact_field (contact, field->slug);
      const double *score = g_hash_table_lookup (contact->scores, field->slug);
      g_autofree char *value = parcours_slot_format (field->type, (const char *const *) field->options, state->slots[i],
                                                     state->texts);

      if (field->is_score)
        g_assert_cmpfloat (state->slots[i].number, ==, score != NULL ? *score : 10.);
      else
        g_assert_cmpstr (value, ==, expected != NULL ? expected : "");
    }
}

static void
assert_same_memberships (const ParcoursState *state,
                         ParcoursContact     *contact)
{
  guint n_active = 0;

  for (guint i = 0; i < state->frame->sets->len; i++)
    {
      const ParcoursFrameSet *set = parcours_frame_set (state->frame, i);

      g_assert_cmpint (parcours_state_has (state, i), ==, g_hash_table_contains (contact->sets[set->kind], set->slug));
    }
  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    g_assert_cmpuint (state->set_sizes[kind], ==, g_hash_table_size (contact->sets[kind]));
  for (guint n = 0; n < 3; n++)
    {
      g_autofree char *slug = g_strdup_printf ("n-%u", n);
      const ParcoursSubscription *subscription = g_hash_table_lookup (contact->lists, slug);

      n_active += subscription != NULL && subscription->status == PARCOURS_LIST_ACTIVE;
      if (n == 2)
        continue;
      g_assert_cmpint (state->lists[n].status, ==, subscription != NULL ? subscription->status : PARCOURS_LIST_NONE);
      g_assert_cmpint (state->lists[n].since, ==, subscription != NULL ? subscription->since : 0);
      g_assert_cmpint (state->blocked_senders >> n & 1, ==, g_hash_table_contains (contact->blocked_senders, slug));
    }
  g_assert_cmpuint (state->n_active_lists, ==, n_active);
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    g_assert_cmpint (state->channels[c], ==, contact->channels[c]);
}

static void
assert_same_head (const ParcoursState *state,
                  ParcoursContact     *contact)
{
  const char *zone = parcours_contact_field (contact, "timezone");

  g_assert_cmpuint (state->key, ==, contact->key);
  g_assert_cmpstr (parcours_zone_name (state->zone), ==, zone != NULL ? zone : "Europe/Paris");
  g_assert_cmpint ((state->addresses & PARCOURS_ADDRESS_EMAIL) != 0, ==, parcours_contact_field (contact, "email") != NULL);
  g_assert_cmpint ((state->addresses & PARCOURS_ADDRESS_PHONE) != 0, ==, parcours_contact_field (contact, "phone") != NULL);
}

static void
test_same (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autoptr (ParcoursFrame) frame = NULL;
  g_autoptr (ParcoursPopulation) population = NULL;
  g_autoptr (ParcoursBinding) binding = NULL;
  g_autoptr (ParcoursState) state = NULL;

  add_library (fixture->store);
  add_contacts (fixture->store);
  library = parcours_store_load_library (fixture->store, &error);
  frame = new_frame (texts, library);
  population = parcours_store_load_population (fixture->store, frame, texts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (population->n, ==, parcours_store_count_contacts (fixture->store, &error));
  binding = parcours_binding_new (frame, population);
  state = parcours_state_new (binding);
  for (guint i = 0; i < population->n; i++)
    {
      g_autoptr (ParcoursContact) contact = parcours_store_load_contact (fixture->store, population->ids[i], &error);

      g_assert_no_error (error);
      g_assert_true (i == 0 || population->keys[i - 1] < population->keys[i]);
      parcours_state_load (state, i, 0);
      assert_same_head (state, contact);
      assert_same_fields (state, contact);
      assert_same_memberships (state, contact);
    }
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autoptr (ParcoursFrame) frame = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  add_library (fixture->store);
  add_contacts (fixture->store);
  library = parcours_store_load_library (fixture->store, &error);
  frame = new_frame (texts, library);
  g_cancellable_cancel (cancellable);
  g_assert_null (parcours_store_load_population (fixture->store, frame, texts, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/population/same", Fixture, NULL, fixture_set_up, test_same, fixture_tear_down);
  g_test_add ("/population/cancelled", Fixture, NULL, fixture_set_up, test_cancelled, fixture_tear_down);

  return g_test_run ();
}
