/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-message-render.h"
#include "parcours-project-private.h"
#include "parcours-record-table.h"
#include "parcours-render.h"
#include "parcours-snapshot.h"

struct _ParcoursMessageRender
{
  GObject parent_instance;

  ParcoursProject *project;   /* (owned) */
  ParcoursSnapshot *snapshot; /* (owned) used by the reader's thread alone */
};

G_DEFINE_FINAL_TYPE (ParcoursMessageRender, parcours_message_render, G_TYPE_OBJECT)

/* What is to be filled, for the thread that does it. */
typedef struct
{
  ParcoursMessageRender *render; /* (unowned) */
  ParcoursLibrary *library;
  gint64 contact;
  guint generation;
  gint64 now;
  char **texts;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  parcours_library_unref (request->library);
  g_strfreev (request->texts);
  g_free (request);
}

static gboolean
has_column (const char *kind,
            const char *column)
{
  const ParcoursRecordTable *table = parcours_record_table (kind);

  for (guint i = 0; table != NULL && i < table->n_columns; i++)
    {
      if (g_str_equal (table->columns[i].key, column))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_message_hole_is_known:
 * @library: the library of a workspace
 * @hole: what stands between the braces, such as `contact.first-name`
 *
 * Returns: whether there is something of that name that can stand in a text
 */
gboolean
parcours_message_hole_is_known (ParcoursLibrary *library,
                                const char      *hole)
{
  const char *dot = strchr (hole, '.');
  g_autofree char *owner = dot != NULL ? g_strndup (hole, (gsize) (dot - hole)) : NULL;

  if (owner == NULL || dot[1] == '\0')
    return FALSE;
  if (g_str_equal (owner, "trigger"))
    return TRUE;
  if (g_str_equal (owner, "contact"))
    return parcours_library_lookup (library, "field", dot + 1) != NULL ||
           parcours_library_lookup (library, "score", dot + 1) != NULL;
  if (g_str_equal (owner, "account"))
    return g_str_equal (dot + 1, "name") || g_str_equal (dot + 1, "url") ||
           parcours_library_lookup (library, "account-field", dot + 1) != NULL;
  if (g_str_equal (owner, "deal") && parcours_library_lookup (library, "deal-field", dot + 1) != NULL)
    return TRUE;

  return has_column (owner, dot + 1);
}

/* What nobody knows leaves nothing behind, so that the rest can be loaded. */
static char *
keep_known (const char *hole,
            gpointer    library)
{
  return parcours_message_hole_is_known (library, hole) ? g_strdup_printf ("{{ %s }}", hole) : NULL;
}

static GPtrArray *
read_templates (const Request *request,
                ParcoursFrame *frame)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_template_free);

  for (char **text = request->texts; *text != NULL; text++)
    {
      g_autoptr (ParcoursTemplate) raw = parcours_template_new (*text);
      g_autofree char *known = parcours_template_fill (raw, keep_known, request->library);
      ParcoursTemplate *template = parcours_template_new (known);

      parcours_render_prepare (template, frame);
      g_ptr_array_add (templates, template);
    }

  return templates;
}

static gboolean
find_contact (const ParcoursPopulation *population,
              gint64                    id,
              guint                    *row)
{
  for (*row = 0; *row < population->n; (*row)++)
    {
      if (population->ids[*row] == id)
        return TRUE;
    }

  return FALSE;
}

static gpointer
render_in_thread (ParcoursStore  *store,
                  gpointer        data,
                  GCancellable   *cancellable,
                  GError        **error)
{
  const Request *request = data;
  ParcoursSnapshot *snapshot = request->render->snapshot;
  g_autoptr (ParcoursFrame) frame = parcours_frame_new (parcours_snapshot_texts (snapshot), request->library);
  g_autoptr (GPtrArray) templates = read_templates (request, frame);
  g_autoptr (ParcoursPopulation) population =
    parcours_snapshot_population (snapshot, store, request->generation, frame, cancellable, error);
  g_autoptr (ParcoursBinding) binding = NULL;
  g_autoptr (ParcoursState) state = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint row;

  if (population == NULL)
    return NULL;
  if (!find_contact (population, request->contact, &row))
    return g_strdupv (request->texts);
  binding = parcours_binding_new (frame, population);
  state = parcours_state_new (binding);
  parcours_state_load (state, row, request->now);
  for (guint i = 0; i < templates->len; i++)
    {
      g_autofree char *text = parcours_render (g_ptr_array_index (templates, i), state);

      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static void
parcours_message_render_finalize (GObject *object)
{
  ParcoursMessageRender *self = PARCOURS_MESSAGE_RENDER (object);

  parcours_snapshot_free (self->snapshot);
  g_object_unref (self->project);
  G_OBJECT_CLASS (parcours_message_render_parent_class)->finalize (object);
}

static void
parcours_message_render_class_init (ParcoursMessageRenderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = parcours_message_render_finalize;
}

static void
parcours_message_render_init (ParcoursMessageRender *self)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();

  self->snapshot = parcours_snapshot_new (texts);
}

/**
 * parcours_message_render_new:
 * @project: a project
 *
 * Returns: (transfer full): what fills texts with the data of its contacts
 */
ParcoursMessageRender *
parcours_message_render_new (ParcoursProject *project)
{
  ParcoursMessageRender *self = g_object_new (PARCOURS_TYPE_MESSAGE_RENDER, NULL);

  self->project = g_object_ref (project);

  return self;
}

/**
 * parcours_message_render_async:
 * @self: what fills texts
 * @contact: the number of a contact; where there is none of that number the texts stay as they are
 * @texts: (array zero-terminated=1): templates
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when they are filled
 * @user_data: for @callback
 *
 * Fills texts with the data of a contact.
 */
void
parcours_message_render_async (ParcoursMessageRender *self,
                               gint64                 contact,
                               const char *const     *texts,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request;

  g_task_set_source_tag (task, parcours_message_render_async);
  if (!parcours_project_check_open (self->project, task))
    return;
  request = g_new0 (Request, 1);
  /* The task keeps it until the thread is done. */
  request->render = self;
  request->library = parcours_library_ref (parcours_project_library (self->project));
  request->contact = contact;
  request->generation = parcours_project_generation (self->project);
  request->now = g_get_real_time () / G_USEC_PER_SEC;
  request->texts = g_strdupv ((char **) texts);
  parcours_worker_run_task (self->project->reader, render_in_thread, request, request_free, (GDestroyNotify) g_strfreev,
                            g_steal_pointer (&task));
}

/**
 * parcours_message_render_finish:
 * @self: what fills texts
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the texts with the contact's data
 */
char **
parcours_message_render_finish (ParcoursMessageRender  *self,
                                GAsyncResult           *result,
                                GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
