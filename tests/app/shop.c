/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "shop.h"

/**
 * shop_open:
 * @shop: (out caller-allocates): a shop
 * @n_contacts: how many contacts it has
 *
 * Makes the sample workspace in a folder of its own, and opens it.
 */
void
shop_open (Shop  *shop,
           guint  n_contacts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursJob) job = parcours_job_new (NULL);
  g_autofree char *path = NULL;

  shop->folder = g_dir_make_tmp ("parcours-shop-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (shop->folder, "shop.parcours", NULL);
  shop->project = parcours_project_new_sample (path, n_contacts, 1, job, &error);
  g_assert_no_error (error);
}

/**
 * shop_close:
 * @shop: a shop
 *
 * Closes it and deletes its folder.
 */
void
shop_close (Shop *shop)
{
  g_autoptr (GDir) folder = g_dir_open (shop->folder, 0, NULL);
  const char *name;

  parcours_project_close (shop->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (shop->project);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (shop->folder, name, NULL);

      g_remove (file);
    }
  g_rmdir (shop->folder);
  g_free (shop->folder);
}

/**
 * shop_wait:
 * @holds: whether it is so
 * @user_data: for @holds
 * @what: what is waited for, for people
 *
 * Lets the main loop run until it is so, and fails after half a minute.
 */
void
shop_wait (gboolean    (*holds) (gpointer user_data),
           gpointer     user_data,
           const char  *what)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (!holds (user_data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("%s never came", what);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}
