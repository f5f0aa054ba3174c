/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-template.h"

struct _ParcoursTemplate
{
  GPtrArray *texts; /* (owned) (element-type utf8) what stands before each hole, and after the last */
  GPtrArray *holes; /* (owned) (element-type utf8) */
};

/**
 * parcours_template_new:
 * @text: (nullable): a text; braces that nothing closes are part of it
 *
 * Returns: (transfer full): the template
 */
ParcoursTemplate *
parcours_template_new (const char *text)
{
  ParcoursTemplate *self = g_new0 (ParcoursTemplate, 1);
  const char *begin;

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->holes = g_ptr_array_new_with_free_func (g_free);
  if (text == NULL)
    text = "";
  while ((begin = strstr (text, "{{")) != NULL)
    {
      const char *end = strstr (begin, "}}");

      if (end == NULL)
        break;
      g_ptr_array_add (self->texts, g_strndup (text, (gsize) (begin - text)));
      g_ptr_array_add (self->holes, g_strstrip (g_strndup (begin + 2, (gsize) (end - begin - 2))));
      text = end + 2;
    }
  g_ptr_array_add (self->texts, g_strdup (text));

  return self;
}

/**
 * parcours_template_free:
 * @self: (transfer full): a template
 */
void
parcours_template_free (ParcoursTemplate *self)
{
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->holes);
  g_free (self);
}

/**
 * parcours_template_n_holes:
 * @self: a template
 *
 * Returns: how many holes it has
 */
guint
parcours_template_n_holes (const ParcoursTemplate *self)
{
  return self->holes->len;
}

/**
 * parcours_template_nth_hole:
 * @self: a template
 * @n: a number below parcours_template_n_holes()
 *
 * Returns: (transfer none): what stands between the braces, without space around it
 */
const char *
parcours_template_nth_hole (const ParcoursTemplate *self,
                            guint                   n)
{
  return g_ptr_array_index (self->holes, n);
}

/**
 * parcours_template_fill:
 * @self: a template
 * @func: (scope call): says what to put into a hole
 * @user_data: for @func
 *
 * Returns: (transfer full): the text
 */
char *
parcours_template_fill (const ParcoursTemplate *self,
                        ParcoursTemplateFunc    func,
                        gpointer                user_data)
{
  GString *text = g_string_new (g_ptr_array_index (self->texts, 0));

  for (guint i = 0; i < self->holes->len; i++)
    {
      g_autofree char *value = func (g_ptr_array_index (self->holes, i), user_data);

      if (value != NULL)
        g_string_append (text, value);
      g_string_append (text, g_ptr_array_index (self->texts, i + 1));
    }

  return g_string_free (text, FALSE);
}
