/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-value-editors.h"

/* ParcoursSubjectEditor: what an event is about, as its topic wants it: a list, an email, the pattern of an address. */
struct _ParcoursSubjectEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursParam param;
  ParcoursValueEditor *child; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursSubjectEditor, parcours_subject_editor, PARCOURS_TYPE_VALUE_EDITOR)

static char *channels[] = { (char *) "email", (char *) "sms", (char *) "push", (char *) "site-message", (char *) "wallet", NULL };
static char *channel_labels[] = { (char *) N_("Email"), (char *) N_("SMS"), (char *) N_("Push notifications"),
                                  (char *) N_("Site messages"), (char *) N_("Wallet"), NULL };

static void
changed_cb (ParcoursSubjectEditor *self)
{
  JsonNode *value = parcours_value_editor_value (self->child);

  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), value != NULL ? json_node_ref (value) : NULL);
}

/* Records have numbers rather than names: of those a pattern is asked. */
static ParcoursParam
param_for (const ParcoursTopic *topic)
{
  static const char *const patterns[] = { "text", "order", "cart", "deal", "task", "meeting", "voucher", "conversation", "call",
                                          "note", "contact", "address", "choice", NULL };
  const char *kind = topic != NULL ? topic->subject : NULL;
  ParcoursParam param = { (char *) "subject", PARCOURS_PARAM_TEXT_PATTERN, .any = TRUE };

  if (g_strcmp0 (kind, "url") == 0)
    param.type = PARCOURS_PARAM_URL_PATTERN;
  else if (g_strcmp0 (kind, "channel") == 0)
    {
      param.type = PARCOURS_PARAM_CHOICE;
      param.choices = channels;
      param.choice_labels = channel_labels;
    }
  else if (kind != NULL && !g_strv_contains (patterns, kind))
    {
      param.type = PARCOURS_PARAM_REF;
      param.kind = (char *) kind;
    }

  return param;
}

static void
replace_child (ParcoursSubjectEditor *self,
               const ParcoursParam   *param)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  if (self->child != NULL && self->param.type == param->type && g_strcmp0 (self->param.kind, param->kind) == 0)
    return;
  if (self->child != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->child));
  self->param = *param;
  self->child = parcours_value_editor_new (parcours_value_editor_form (editor), &self->param);
  parcours_value_editor_set_title (self->child, _("About"));
  parcours_value_editor_append (editor, GTK_WIDGET (self->child));
  parcours_value_editor_set_target (editor, GTK_WIDGET (self->child));
  g_signal_connect_swapped (self->child, "changed", G_CALLBACK (changed_cb), self);
}

static void
parcours_subject_editor_build (ParcoursValueEditor *editor)
{
  const ParcoursParam param = param_for (NULL);

  replace_child (PARCOURS_SUBJECT_EDITOR (editor), &param);
}

static gboolean
parcours_subject_editor_show (ParcoursValueEditor *editor,
                              JsonNode            *value,
                              JsonObject          *scope)
{
  ParcoursSubjectEditor *self = PARCOURS_SUBJECT_EDITOR (editor);
  const char *name = parcours_json_member_string (scope, "event");
  const ParcoursParam param = param_for (name != NULL ? parcours_catalog_topic (parcours_catalog_get (), name) : NULL);

  replace_child (self, &param);
  parcours_value_editor_set_value (self->child, value, scope);

  return parcours_value_editor_fits (self->child);
}

static void
parcours_subject_editor_class_init (ParcoursSubjectEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_subject_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_subject_editor_show;
}

static void
parcours_subject_editor_init (ParcoursSubjectEditor *self)
{
}
