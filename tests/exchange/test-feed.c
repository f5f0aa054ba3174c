/* SPDX-License-Identifier: GPL-3.0-or-later */

/* RSS and Atom, and what is neither. */

#include "config.h"

#include <string.h>

#include "parcours-error.h"
#include "parcours-feed.h"

#define RSS "<rss version='2.0'><channel><title>Journal</title><link>https://shop.example</link>" \
            "<item><title>The harvest &amp; more</title><link>https://shop.example/1</link>" \
            "<pubDate>Tue, 06 Jan 2026 10:00:00 +0100</pubDate></item><item><title>Second</title></item></channel></rss>"
#define ATOM "<feed xmlns='http://www.w3.org/2005/Atom'><title>Journal</title><entry><title>One</title>" \
             "<link rel='edit' href='https://shop.example/edit'/><link href='https://shop.example/1'/>" \
             "<updated>2026-01-06T09:00:00Z</updated></entry></feed>"

static void
check_first (const char *data,
             const char *title,
             guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursFeed) feed = parcours_feed_parse (data, strlen (data), &error);
  const ParcoursFeedItem *item;

  g_assert_no_error (error);
  g_assert_cmpstr (feed->title, ==, "Journal");
  g_assert_cmpuint (feed->items->len, ==, n);
  item = g_ptr_array_index (feed->items, 0);
  g_assert_cmpstr (item->title, ==, title);
  g_assert_cmpstr (item->url, ==, "https://shop.example/1");
  g_assert_cmpint (item->published, ==, 1767690000);
}

static void
test_formats (void)
{
  check_first (RSS, "The harvest & more", 2);
  check_first (ATOM, "One", 1);
}

static void
test_bad (void)
{
  const char *texts[] = { "", "not a feed", "<html><body>x</body></html>", "<rss><channel><item>",
                          "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parcours_feed_parse (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
    }
}

static void
keep (GObject      *source,
      GAsyncResult *result,
      gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
test_addresses (void)
{
  const char *urls[] = { "shop.example/feed", "file:///etc/passwd", "https://", "http://127.0.0.1:9/feed" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      parcours_feed_fetch_async (urls[i], NULL, keep, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_null (parcours_feed_fetch_finish (result, &error));
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feed/formats", test_formats);
  g_test_add_func ("/feed/bad", test_bad);
  g_test_add_func ("/feed/addresses", test_addresses);

  return g_test_run ();
}
