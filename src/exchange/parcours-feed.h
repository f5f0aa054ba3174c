/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ParcoursFeedItem:
 * @title: (nullable): its title
 * @url: (nullable): where it can be read
 * @published: when it was published, in seconds since 1970, or 0 where the feed does not say
 *
 * An item of a feed.
 */
typedef struct
{
  char *title;
  char *url;
  gint64 published;
} ParcoursFeedItem;

/**
 * ParcoursFeed:
 * @title: (nullable): what it calls itself
 * @items: (element-type ParcoursFeedItem): in the order of the feed
 *
 * What an RSS or Atom feed holds.
 */
typedef struct
{
  char *title;
  GPtrArray *items;
} ParcoursFeed;

void          parcours_feed_free         (ParcoursFeed         *feed);
ParcoursFeed *parcours_feed_parse        (const char           *data,
                                          gsize                 length,
                                          GError              **error);
void          parcours_feed_fetch_async  (const char           *url,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
ParcoursFeed *parcours_feed_fetch_finish (GAsyncResult         *result,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursFeed, parcours_feed_free)

G_END_DECLS
