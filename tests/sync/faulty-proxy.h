/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Fault:
 * @FAULT_NONE: hand on the request and the answer
 * @FAULT_LOSE_REQUEST: read the request and hang up
 * @FAULT_LOSE_ANSWER: hand on the request, wait for the answer, and hang up
 * @FAULT_TEAR: hand on all but the last `number` bytes of the answer
 * @FAULT_CUT: the same, with the length of the answer mended, so that HTTP notices nothing
 * @FAULT_CORRUPT: change the byte `number` before the end of the answer
 * @FAULT_DELAY: wait `number` milliseconds before the answer
 * @FAULT_TRICKLE: wait `number` milliseconds before each byte of the answer
 * @FAULT_SAY: answer `text` instead of the server
 *
 * What happens to a request on its way.
 */
typedef enum
{
  FAULT_NONE,
  FAULT_LOSE_REQUEST,
  FAULT_LOSE_ANSWER,
  FAULT_TEAR,
  FAULT_CUT,
  FAULT_CORRUPT,
  FAULT_DELAY,
  FAULT_TRICKLE,
  FAULT_SAY,
} Fault;

/**
 * FaultyProxy:
 *
 * Stands between a client and a server and does what a bad network does. The
 * faults it is told happen to one request each, in turn; then all goes well.
 */
typedef struct _FaultyProxy FaultyProxy;

FaultyProxy *faulty_proxy_new          (guint16       port);
void         faulty_proxy_free         (FaultyProxy  *proxy);
char        *faulty_proxy_url          (FaultyProxy  *proxy);
void         faulty_proxy_add          (FaultyProxy  *proxy,
                                        Fault         fault,
                                        guint         number,
                                        const char   *text);
guint        faulty_proxy_n_requests   (FaultyProxy  *proxy);
char        *faulty_proxy_last_request (FaultyProxy  *proxy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultyProxy, faulty_proxy_free)

G_END_DECLS
