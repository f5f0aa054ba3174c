/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-form.h"
#include "parcours-kind.h"
#include "parcours-step-words.h"

struct _ParcoursForm
{
  GObject parent_instance;

  ParcoursDocument *document; /* (owned) (nullable) */
  char *step;                 /* (owned) (nullable) */
  ParcoursPlatform platform;
  ParcoursLibrary *library;   /* (owned) (nullable) */
  ParcoursProject *project;   /* (owned) (nullable) */
  ParcoursLive *live;         /* (owned) (nullable) */
};

static guint library_changed_signal;

G_DEFINE_FINAL_TYPE (ParcoursForm, parcours_form, G_TYPE_OBJECT)

static void
parcours_form_dispose (GObject *object)
{
  ParcoursForm *self = PARCOURS_FORM (object);

  parcours_form_set_project (self, NULL);
  g_clear_object (&self->live);
  g_clear_object (&self->document);
  g_clear_pointer (&self->library, parcours_library_unref);
  g_clear_pointer (&self->step, g_free);

  G_OBJECT_CLASS (parcours_form_parent_class)->dispose (object);
}

static void
parcours_form_class_init (ParcoursFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = parcours_form_dispose;

  library_changed_signal =
    g_signal_new ("library-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
parcours_form_init (ParcoursForm *self)
{
}

/**
 * parcours_form_new:
 *
 * Returns: (transfer full): a form about nothing yet
 */
ParcoursForm *
parcours_form_new (void)
{
  return g_object_new (PARCOURS_TYPE_FORM, NULL);
}

/**
 * parcours_form_document:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the automation that is edited
 */
ParcoursDocument *
parcours_form_document (ParcoursForm *self)
{
  return self->document;
}

/**
 * parcours_form_set_document:
 * @self: a form
 * @document: (nullable): the automation to edit
 */
void
parcours_form_set_document (ParcoursForm     *self,
                            ParcoursDocument *document)
{
  g_set_object (&self->document, document);
}

/**
 * parcours_form_step:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the id of the step that the form is about, %NULL for the automation itself
 */
const char *
parcours_form_step (ParcoursForm *self)
{
  return self->step;
}

/**
 * parcours_form_set_step:
 * @self: a form
 * @step: (nullable): the id of a step
 */
void
parcours_form_set_step (ParcoursForm *self,
                        const char   *step)
{
  g_autofree char *copy = g_strdup (step);

  g_free (self->step);
  self->step = g_steal_pointer (&copy);
}

/**
 * parcours_form_platform:
 * @self: a form
 *
 * Returns: the platform on which the automation is looked at
 */
ParcoursPlatform
parcours_form_platform (ParcoursForm *self)
{
  return self->platform;
}

/**
 * parcours_form_set_platform:
 * @self: a form
 * @platform: a platform
 */
void
parcours_form_set_platform (ParcoursForm     *self,
                            ParcoursPlatform  platform)
{
  self->platform = platform;
}

static const ParcoursStep *
find_step (ParcoursForm *self)
{
  return self->document != NULL && self->step != NULL
           ? parcours_automation_step (parcours_document_automation (self->document), self->step) : NULL;
}

/**
 * parcours_form_row:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the row of the catalogue that decides what the form of the step looks
 *   like: the platform's, or that of *Any* where the platform does not offer the step; %NULL for a step of a
 *   type that is not known
 */
const ParcoursRow *
parcours_form_row (ParcoursForm *self)
{
  const ParcoursStep *step = find_step (self);
  const ParcoursRow *row = step != NULL ? parcours_step_row (step, self->platform) : NULL;

  if (row == NULL && step != NULL && step->type != NULL)
    row = parcours_step_row (step, PARCOURS_PLATFORM_ANY);

  return row;
}

/**
 * parcours_form_is_offered:
 * @self: a form
 *
 * Returns: whether the platform offers the step
 */
gboolean
parcours_form_is_offered (ParcoursForm *self)
{
  const ParcoursStep *step = find_step (self);

  return step != NULL && parcours_step_row (step, self->platform) != NULL;
}

/**
 * parcours_form_library:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what references resolve to
 */
ParcoursLibrary *
parcours_form_library (ParcoursForm *self)
{
  return self->library;
}

/**
 * parcours_form_set_library:
 * @self: a form
 * @library: (nullable): what references resolve to
 */
void
parcours_form_set_library (ParcoursForm    *self,
                           ParcoursLibrary *library)
{
  if (self->library == library)
    return;
  g_clear_pointer (&self->library, parcours_library_unref);
  self->library = library != NULL ? parcours_library_ref (library) : NULL;
  g_signal_emit (self, library_changed_signal, 0);
}

static void
library_notify_cb (ParcoursProject *project,
                   GParamSpec      *pspec,
                   ParcoursForm    *self)
{
  parcours_form_set_library (self, parcours_project_library (project));
}

/**
 * parcours_form_project:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the workspace that can be added to
 */
ParcoursProject *
parcours_form_project (ParcoursForm *self)
{
  return self->project;
}

/**
 * parcours_form_set_project:
 * @self: a form
 * @project: (nullable): the workspace that can be added to; its library is that of the form from now on
 */
void
parcours_form_set_project (ParcoursForm    *self,
                           ParcoursProject *project)
{
  if (self->project == project)
    return;
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  g_set_object (&self->project, project);
  if (project == NULL)
    return;
  g_signal_connect (project, "notify::library", G_CALLBACK (library_notify_cb), self);
  library_notify_cb (project, NULL, self);
}

/**
 * parcours_form_live:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): who counts the contacts that meet a condition
 */
ParcoursLive *
parcours_form_live (ParcoursForm *self)
{
  return self->live;
}

/**
 * parcours_form_set_live:
 * @self: a form
 * @live: (nullable): who counts contacts
 */
void
parcours_form_set_live (ParcoursForm *self,
                        ParcoursLive *live)
{
  g_set_object (&self->live, live);
}

/**
 * parcours_form_names:
 * @self: a form
 *
 * Returns: by what names plain words call things, until the automation or the library changes
 */
ParcoursNames
parcours_form_names (ParcoursForm *self)
{
  if (self->document == NULL)
    return (ParcoursNames){ self->library };

  return parcours_automation_names (parcours_document_automation (self->document), self->library);
}

/**
 * parcours_form_can_add:
 * @self: a form
 * @kind: such as `tag`
 *
 * Automations and goals are made elsewhere, since they are more than what a form asks.
 *
 * Returns: whether something of the kind can be added
 */
gboolean
parcours_form_can_add (ParcoursForm *self,
                       const char   *kind)
{
  return self->project != NULL && !parcours_project_is_read_only (self->project) && kind != NULL &&
         parcours_kind_find (kind) != NULL;
}
