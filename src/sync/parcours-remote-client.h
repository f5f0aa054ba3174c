/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-remote-answer.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_REMOTE_CLIENT (parcours_remote_client_get_type ())

/**
 * ParcoursRemoteClient:
 *
 * Speaks the protocol of data/api/parcours.yaml with one server. It keeps
 * nothing: what is known of the server is for whoever asks. All calls may be
 * made at the same time and from any thread; each comes in two forms, one that
 * waits and one that calls back.
 */
G_DECLARE_FINAL_TYPE (ParcoursRemoteClient, parcours_remote_client, PARCOURS, REMOTE_CLIENT, GObject)

ParcoursRemoteClient *parcours_remote_client_new              (const char                 *url,
                                                               const ParcoursHttpOptions  *options,
                                                               GError                    **error);
const char           *parcours_remote_client_url              (ParcoursRemoteClient       *client);
void                  parcours_remote_client_set_token        (ParcoursRemoteClient       *client,
                                                               const char                 *token);

ParcoursPublication  *parcours_remote_client_send             (ParcoursRemoteClient       *client,
                                                               ParcoursRemoteChange       *change,
                                                               GCancellable               *cancellable,
                                                               GError                    **error);
void                  parcours_remote_client_send_async       (ParcoursRemoteClient       *client,
                                                               ParcoursRemoteChange       *change,
                                                               GCancellable               *cancellable,
                                                               GAsyncReadyCallback         callback,
                                                               gpointer                    user_data);
ParcoursPublication  *parcours_remote_client_send_finish      (ParcoursRemoteClient       *client,
                                                               GAsyncResult               *result,
                                                               GError                    **error);

gboolean              parcours_remote_client_fetch            (ParcoursRemoteClient       *client,
                                                               const char                 *id,
                                                               gint64                      revision,
                                                               const char                 *known,
                                                               ParcoursPublication       **publication,
                                                               GCancellable               *cancellable,
                                                               GError                    **error);
void                  parcours_remote_client_fetch_async      (ParcoursRemoteClient       *client,
                                                               const char                 *id,
                                                               gint64                      revision,
                                                               const char                 *known,
                                                               GCancellable               *cancellable,
                                                               GAsyncReadyCallback         callback,
                                                               gpointer                    user_data);
gboolean              parcours_remote_client_fetch_finish     (ParcoursRemoteClient       *client,
                                                               GAsyncResult               *result,
                                                               ParcoursPublication       **publication,
                                                               GError                    **error);

ParcoursRemotePage   *parcours_remote_client_list             (ParcoursRemoteClient       *client,
                                                               const char                 *cursor,
                                                               guint                       limit,
                                                               GCancellable               *cancellable,
                                                               GError                    **error);
void                  parcours_remote_client_list_async       (ParcoursRemoteClient       *client,
                                                               const char                 *cursor,
                                                               guint                       limit,
                                                               GCancellable               *cancellable,
                                                               GAsyncReadyCallback         callback,
                                                               gpointer                    user_data);
ParcoursRemotePage   *parcours_remote_client_list_finish      (ParcoursRemoteClient       *client,
                                                               GAsyncResult               *result,
                                                               GError                    **error);

ParcoursRemotePage   *parcours_remote_client_revisions        (ParcoursRemoteClient       *client,
                                                               const char                 *id,
                                                               const char                 *cursor,
                                                               guint                       limit,
                                                               GCancellable               *cancellable,
                                                               GError                    **error);
void                  parcours_remote_client_revisions_async  (ParcoursRemoteClient       *client,
                                                               const char                 *id,
                                                               const char                 *cursor,
                                                               guint                       limit,
                                                               GCancellable               *cancellable,
                                                               GAsyncReadyCallback         callback,
                                                               gpointer                    user_data);
ParcoursRemotePage   *parcours_remote_client_revisions_finish (ParcoursRemoteClient       *client,
                                                               GAsyncResult               *result,
                                                               GError                    **error);

G_END_DECLS
