/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who the people of the sample are: names, places, how they came. All of it
 * hangs on the seed and the number of the person, so the first thousand of a
 * large sample are those of a small one. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-sample-private.h"
#include "parcours-text.h"

/* The hours in which people are at their mails and in shops. */
static const double hours[24] = { 1, 0, 0, 0, 0, 1, 2, 5, 8, 9, 9, 8, 9, 8, 7, 7, 7, 8, 9, 11, 13, 12, 8, 4 };

guint64
sample_next (SamplePerson *person)
{
  return parcours_draw (person->sample->salt, person->number + 1, person->n_draws++);
}

double
sample_uniform (SamplePerson *person)
{
  return parcours_draw_uniform (sample_next (person));
}

gboolean
sample_chance (SamplePerson *person,
               double        chance)
{
  return sample_uniform (person) < chance;
}

guint
sample_choose (SamplePerson       *person,
               const SampleChoice *choice)
{
  double u = sample_uniform (person);
  guint low = 0, high = choice->n - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (u < choice->weights[middle])
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* The day of @at at an hour at which people do things, where the person lives. */
gint64
sample_daytime (SamplePerson *person,
                gint64        at)
{
  const ParcoursZone *zone = person->country->zone;
  gint32 day = parcours_local_day (parcours_zone_to_local (zone, at));
  double u = sample_uniform (person) * 146.;
  guint hour = 0;

  while (hour < 23 && u >= hours[hour])
    u -= hours[hour++];

  return parcours_zone_to_utc (zone, (gint64) day * PARCOURS_DAY + hour * PARCOURS_HOUR +
                                       (gint64) (sample_uniform (person) * PARCOURS_HOUR));
}

static void
choice_clear (SampleChoice *choice)
{
  g_strfreev (choice->values);
  g_strfreev (choice->slugs);
  g_free (choice->weights);
}

static void
choice_init (SampleChoice *choice,
             guint         n)
{
  choice->n = n;
  choice->values = g_new0 (char *, n + 1);
  choice->weights = g_new0 (double, n);
}

static void
sum_weights (SampleChoice *choice)
{
  double total = 0.;

  for (guint i = 0; i < choice->n; i++)
    total += choice->weights[i];
  for (guint i = 0; i < choice->n; i++)
    choice->weights[i] = choice->weights[i] / total + (i > 0 ? choice->weights[i - 1] : 0.);
  choice->weights[choice->n - 1] = 1.;
}

/* Names that come first are more frequent, as they are in life. */
static void
read_names (SampleChoice *choice,
            JsonArray    *array)
{
  choice_init (choice, json_array_get_length (array));
  choice->slugs = g_new0 (char *, choice->n + 1);
  for (guint i = 0; i < choice->n; i++)
    {
      choice->values[i] = g_strdup (json_array_get_string_element (array, i));
      choice->slugs[i] = parcours_slug_from_label (choice->values[i], "somebody");
      choice->weights[i] = 1. / (i + 12.);
    }
  sum_weights (choice);
}

static void
read_cities (SampleChoice *choice,
             JsonArray    *array)
{
  choice_init (choice, json_array_get_length (array));
  for (guint i = 0; i < choice->n; i++)
    {
      JsonArray *city = json_array_get_array_element (array, i);

      choice->values[i] = g_strdup (json_array_get_string_element (city, 0));
      choice->weights[i] = json_array_get_double_element (city, 1);
    }
  sum_weights (choice);
}

static guint
find_name (GList      *names,
           const char *name)
{
  guint i = 0;

  for (GList *l = names; l != NULL && !g_str_equal (l->data, name); l = l->next)
    i++;

  return i;
}

static void
read_country (Sample     *sample,
              JsonObject *object,
              GList      *names)
{
  SampleCountry country = {
    .name = g_strdup (parcours_json_member_string (object, "name")),
    .language = g_strdup (parcours_json_member_string (object, "language")),
    .timezone = g_strdup (parcours_json_member_string (object, "timezone")),
    .phone = g_strdup (parcours_json_member_string (object, "phone")),
    .names = find_name (names, parcours_json_member_string (object, "names")),
  };

  country.zone = parcours_zone_lookup (country.timezone);
  if (country.zone == NULL)
    country.zone = parcours_zone_utc ();
  read_cities (&country.cities, parcours_json_member_array (object, "cities"));
  g_array_append_val (sample->countries, country);
}

/* Reads what people can be called and where they can live. */
gboolean
sample_read_people (Sample  *sample,
                    GError **error)
{
  JsonObject *people = parcours_json_member_object (sample->shop, "people");
  JsonObject *names = parcours_json_member_object (people, "names");
  JsonArray *countries = parcours_json_member_array (people, "countries");
  g_autoptr (GList) languages = parcours_json_sorted_members (names);

  sample->n_names = g_list_length (languages);
  sample->first_names = g_new0 (SampleChoice, sample->n_names);
  sample->last_names = g_new0 (SampleChoice, sample->n_names);
  for (guint i = 0; i < sample->n_names; i++)
    {
      JsonObject *object = parcours_json_member_object (names, g_list_nth_data (languages, i));

      read_names (&sample->first_names[i], parcours_json_member_array (object, "first"));
      read_names (&sample->last_names[i], parcours_json_member_array (object, "last"));
    }
  sample->countries = g_array_new (FALSE, FALSE, sizeof (SampleCountry));
  choice_init (&sample->country_weights, json_array_get_length (countries));
  for (guint i = 0; i < json_array_get_length (countries); i++)
    {
      JsonObject *object = json_array_get_object_element (countries, i);

      read_country (sample, object, languages);
      sample->country_weights.weights[i] = parcours_json_member_number (object, "weight", 1.);
    }
  sum_weights (&sample->country_weights);
  read_names (&sample->shops, parcours_json_member_array (people, "shops"));
  sample->namesakes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return TRUE;
}

void
sample_clear_people (Sample *sample)
{
  for (guint i = 0; sample->countries != NULL && i < sample->countries->len; i++)
    {
      SampleCountry *country = &g_array_index (sample->countries, SampleCountry, i);

      g_free (country->name);
      g_free (country->language);
      g_free (country->timezone);
      g_free (country->phone);
      choice_clear (&country->cities);
    }
  for (guint i = 0; i < sample->n_names; i++)
    {
      choice_clear (&sample->first_names[i]);
      choice_clear (&sample->last_names[i]);
    }
  g_free (sample->first_names);
  g_free (sample->last_names);
  choice_clear (&sample->country_weights);
  choice_clear (&sample->shops);
  g_clear_pointer (&sample->countries, g_array_unref);
  g_clear_pointer (&sample->namesakes, g_hash_table_unref);
}

static void
name_person (SamplePerson *person,
             Sample       *sample)
{
  const SampleChoice *first = &sample->first_names[person->country->names];
  const SampleChoice *last = &sample->last_names[person->country->names];
  guint f = sample_choose (person, first);
  guint l = sample_choose (person, last);
  g_autofree char *name = g_strconcat (first->slugs[f], ".", last->slugs[l], NULL);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (sample->namesakes, name));

  person->first_name = first->values[f];
  person->last_name = last->values[l];
  person->email = n == 0 ? g_strconcat (name, "@example.org", NULL) : g_strdup_printf ("%s%u@example.org", name, n + 1);
  g_hash_table_replace (sample->namesakes, g_steal_pointer (&name), GUINT_TO_POINTER (n + 1));
}

static SampleSource
draw_source (SamplePerson *person)
{
  double u = sample_uniform (person);

  if (u < 0.55)
    return SOURCE_FORM;
  if (u < 0.73)
    return SOURCE_GIFT_GUIDE;
  if (u < 0.925)
    return SOURCE_CHECKOUT;

  return u < 0.975 ? SOURCE_FAIR : SOURCE_WHOLESALE;
}

/* The shop grows: most people are of the second year. */
static gint64
draw_created (SamplePerson *person)
{
  const Sample *sample = person->sample;
  double share = pow (sample_uniform (person), 0.6);
  gint64 at = sample_daytime (person, sample->from + (gint64) (share * (sample->until - sample->from)));

  return CLAMP (at, sample->from, sample->until - PARCOURS_HOUR);
}

/* Draws the person of that number. */
void
sample_person_init (SamplePerson *person,
                    Sample       *sample,
                    guint         i)
{
  memset (person, 0, sizeof *person);
  person->sample = sample;
  person->number = i;
  person->country = &g_array_index (sample->countries, SampleCountry, sample_choose (person, &sample->country_weights));
  name_person (person, sample);
  person->city = person->country->cities.values[sample_choose (person, &person->country->cities)];
  person->warmth = sample_uniform (person) * sample_uniform (person);
  person->source = draw_source (person);
  person->created = draw_created (person);
  person->active = person->created;
  if (sample_chance (person, 0.45))
    person->phone = g_strdup_printf ("%s%07u", person->country->phone, (guint) (sample_next (person) % 10000000));
  if (sample_chance (person, 0.62))
    {
      guint month = (guint) (sample_next (person) % 12) + 1;

      person->birthday = month * 32 + (guint) (sample_next (person) % (guint) parcours_month_length (2024, (int) month)) + 1;
    }
  if (person->source == SOURCE_WHOLESALE)
    person->company = g_strdup_printf ("%s %s", sample->shops.values[sample_choose (person, &sample->shops)],
                                       person->last_name);
  person->orders = g_array_new (FALSE, FALSE, sizeof (SampleOrder));
}

void
sample_person_clear (SamplePerson *person)
{
  for (guint i = 0; i < person->orders->len; i++)
    g_free (g_array_index (person->orders, SampleOrder, i).items);
  g_array_unref (person->orders);
  g_free (person->email);
  g_free (person->phone);
  g_free (person->company);
}
