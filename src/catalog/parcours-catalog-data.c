/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include <gio/gio.h>

#include "parcours-catalog-data.h"
#include "parcours-catalog-resources.h"
#include "parcours-error.h"
#include "parcours-json.h"

#define RESOURCE_PATH "/org/parcours/Parcours/catalog/"

/* A file of the catalogue. What is not there or no JSON stops the program. */
JsonNode *
parcours_catalog_load (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (parcours_catalog_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  JsonNode *node;

  if (bytes == NULL)
    g_error ("The catalogue is not in the program: %s", error->message);
  node = parcours_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  if (node == NULL)
    g_error ("The catalogue is damaged: %s: %s", name, error->message);

  return node;
}

/* Refuses data: says why, and always returns FALSE. */
gboolean
parcours_catalog_fail (GError    **error,
                       const char *format,
                       ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, message);

  return FALSE;
}

/* The texts of an array; what is no text is left out. */
char **
parcours_catalog_strings (JsonObject *object,
                          const char *name)
{
  JsonArray *array = parcours_json_member_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = parcours_json_string (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

/* What was decided where a platform leaves something open: `notes` of @object names texts of the `notes` at
 * the head of @file, since one decision often concerns several rows. */
gboolean
parcours_catalog_read_notes (JsonObject   *object,
                             JsonObject   *file,
                             char       ***notes,
                             GError      **error)
{
  g_auto (GStrv) names = parcours_catalog_strings (object, "notes");
  JsonObject *texts = parcours_json_member_object (file, "notes");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = parcours_json_member_string (texts, names[i]);

      if (text == NULL)
        return parcours_catalog_fail (error, "%s: there is no note “%s”", parcours_json_member_string (object, "id"),
                                      names[i]);
      g_strv_builder_add (builder, text);
    }
  *notes = g_strv_builder_end (builder);

  return TRUE;
}

/* Platforms' own words are quotations: they stand in the data in both
 * languages, and the language in use is asked of the catalogue of messages. */
gboolean
parcours_catalog_speaks_french (void)
{
  /* Translators: the code of your language, such as "fr"; leave it if your language has no words of the
     platforms' own in data/catalog. */
  return g_str_has_prefix (C_("language of platform labels", "en"), "fr");
}
