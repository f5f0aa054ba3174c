/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ParcoursServerOptions:
 * @listen: the address to listen on
 * @port: the port, or 0 for any that is free
 * @database: the name of the database's file
 * @token_file: (nullable): the name of a file with tokens
 * @certificate: (nullable): the name of a file with a certificate
 * @key: (nullable): the name of a file with its key
 * @plain: whether to speak plain HTTP where others could listen
 * @max_body: how many megabytes a document may have
 * @max_connections: how many connections there may be
 * @timeout: how many seconds somebody may take to ask
 * @rate: how many requests a second a token may make, or 0 for any number
 * @verbose: whether to log each request
 * @new_token: (nullable): the name of a token to make instead of serving
 * @read_only: whether that token may only read
 * @revoke_token: (nullable): the name of a token to revoke instead of serving
 * @list_tokens: whether to list the tokens instead of serving
 * @version: whether to tell the version instead of serving
 *
 * What the command line says.
 */
typedef struct
{
  char *listen;
  int port;
  char *database;
  char *token_file;
  char *certificate;
  char *key;
  gboolean plain;
  int max_body;
  int max_connections;
  int timeout;
  int rate;
  gboolean verbose;
  char *new_token;
  gboolean read_only;
  char *revoke_token;
  gboolean list_tokens;
  gboolean version;
} ParcoursServerOptions;

gboolean parcours_server_options_parse (ParcoursServerOptions   *options,
                                        char                  ***arguments,
                                        GError                 **error);
void     parcours_server_options_clear (ParcoursServerOptions   *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ParcoursServerOptions, parcours_server_options_clear)

G_END_DECLS
