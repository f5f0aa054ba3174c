/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"

G_BEGIN_DECLS

#define PARCOURS_CLIPBOARD_FORMAT "parcours-clipboard/1"

/*
 * Steps as text, to be copied between automations, programs and mails:
 * `{"format", "steps", "links"}` as in a document, with the links between the
 * steps alone. A whole document can be pasted too.
 */

char         *parcours_clipboard_copy      (ParcoursAutomation   *automation,
                                            const char * const   *ids);
ParcoursEdit *parcours_clipboard_paste     (ParcoursAutomation   *automation,
                                            const char           *text,
                                            double                x,
                                            double                y,
                                            char               ***ids,
                                            GError              **error);
ParcoursEdit *parcours_clipboard_duplicate (ParcoursAutomation   *automation,
                                            const char * const   *ids,
                                            char               ***copies);

G_END_DECLS
