/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*ParcoursConfirmFunc) (gpointer    user_data);
typedef void (*ParcoursAddressFunc) (const char *address,
                                     gpointer    user_data);

void                  parcours_confirm_delete_contacts (GtkWidget            *parent,
                                                        guint                 n,
                                                        ParcoursConfirmFunc   func,
                                                        gpointer              user_data);
void                  parcours_ask_for_address         (GtkWidget            *parent,
                                                        ParcoursAddressFunc   func,
                                                        gpointer              user_data);
GtkFileChooserNative *parcours_choose_csv              (GtkWidget            *parent,
                                                        GtkFileChooserAction  action);

G_END_DECLS
