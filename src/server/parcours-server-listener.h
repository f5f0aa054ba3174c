/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ParcoursServerListenerOptions:
 * @address: the address to listen on
 * @port: the port, or 0 for any that is free
 * @certificate: (nullable): with which to speak TLS
 * @max_connections: how many connections there may be at a time
 * @timeout: how many seconds somebody may take to say what is wanted
 */
typedef struct
{
  const char *address;
  guint16 port;
  GTlsCertificate *certificate;
  guint max_connections;
  guint timeout;
} ParcoursServerListenerOptions;

/**
 * ParcoursServerListener:
 *
 * Lets a #SoupServer listen, and watches its connections: by itself it takes any
 * number of them, and waits for ever for those who say nothing. Each connection
 * has a deadline: a short one until the headers of a welcome request are there, a
 * long one for its body and answer, and a short one again for the next request.
 */
typedef struct _ParcoursServerListener ParcoursServerListener;

ParcoursServerListener *parcours_server_listener_new     (SoupServer                           *server,
                                                          const ParcoursServerListenerOptions  *options,
                                                          GError                              **error);
void                    parcours_server_listener_free    (ParcoursServerListener               *listener);
char                   *parcours_server_listener_url     (ParcoursServerListener               *listener);
void                    parcours_server_listener_hang_up (ParcoursServerListener               *listener);
gboolean                parcours_server_listener_is_busy (ParcoursServerListener               *listener);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerListener, parcours_server_listener_free)

G_END_DECLS
