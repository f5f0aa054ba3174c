/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-remote-client.h"

G_BEGIN_DECLS

/**
 * ServerProcess:
 *
 * A real parcours-server on a port of its own with a database of its own, which
 * can be killed and started again on the same port.
 */
typedef struct
{
  char *folder;            /* (owned) temporary; goes with the server */
  char *database;          /* (owned) */
  char *url;               /* (owned) */
  guint16 port;
  char *token;             /* (owned) */
  GPtrArray *options;      /* (owned) (element-type utf8) what stands on the command line besides */
  GSubprocess *process;    /* (owned) (nullable) */
  GDataInputStream *lines; /* (owned) what the server prints */
} ServerProcess;

ServerProcess        *server_process_new        (const char *const  *options);
void                  server_process_free       (ServerProcess      *server);
void                  server_process_start      (ServerProcess      *server);
void                  server_process_kill       (ServerProcess      *server);
void                  server_process_terminate  (ServerProcess      *server);
char                 *server_process_run        (ServerProcess      *server,
                                                 int                 expected_status,
                                                 const char         *first_argument,
                                                 ...) G_GNUC_NULL_TERMINATED;
ParcoursRemoteClient *server_process_new_client (ServerProcess      *server);

ParcoursAutomation   *make_automation           (const char         *id,
                                                 const char         *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerProcess, server_process_free)

G_END_DECLS
