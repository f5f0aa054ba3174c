/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The tokens for servers, in the person's keyring: never in a file of ours, never
 * in a log. A server is known by its normalized address. Each call comes in two
 * forms, one that waits and one that calls back; a keyring may ask for a password
 * first, so a window uses the latter.
 */

gboolean  parcours_credentials_store         (const char           *url,
                                              const char           *token,
                                              GCancellable         *cancellable,
                                              GError              **error);
void      parcours_credentials_store_async   (const char           *url,
                                              const char           *token,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean  parcours_credentials_store_finish  (GAsyncResult         *result,
                                              GError              **error);

gboolean  parcours_credentials_lookup        (const char           *url,
                                              char                **token,
                                              GCancellable         *cancellable,
                                              GError              **error);
void      parcours_credentials_lookup_async  (const char           *url,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean  parcours_credentials_lookup_finish (GAsyncResult         *result,
                                              char                **token,
                                              GError              **error);

gboolean  parcours_credentials_clear         (const char           *url,
                                              GCancellable         *cancellable,
                                              GError              **error);
void      parcours_credentials_clear_async   (const char           *url,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean  parcours_credentials_clear_finish  (GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
