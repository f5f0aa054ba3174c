/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-outbox.h"
#include "parcours-program-private.h"
#include "parcours-render.h"

/* What leaves the machine, by the topic that tells of it. */
static const struct
{
  const char *topic;
  const char *channel;
  const char *kind;      /* of the message in the library */
  const char *address;   /* the field that says to whom */
} kinds[] = {
  { "email.sent", "email", "email", "email" },
  { "sms.sent", "sms", "sms", "phone" },
  { "push.sent", "push", "push", NULL },
  { "site-message.queued", "site-message", "site-message", NULL },
  { "wallet.notification-sent", "wallet", "wallet-notification", NULL },
  { "notification.sent", "staff", NULL, NULL },
  { "webhook.called", "webhook", NULL, NULL },
  { "salesforce.record-created", "salesforce", NULL, NULL },
};

/* The texts of one step. */
typedef struct
{
  ParcoursTemplate *to;      /* (owned) */
  ParcoursTemplate *subject; /* (owned) */
  ParcoursTemplate *body;    /* (owned) */
} Texts;

struct _ParcoursOutbox
{
  ParcoursProgram *program; /* (owned) */
  ParcoursTemplate *email;  /* (owned) how a contact is addressed */
  ParcoursTemplate *phone;  /* (owned) */
  GHashTable *texts;        /* (owned) (element-type guint Texts) by step and 1 */
  GPtrArray *rows;          /* (owned) (element-type ParcoursOutboxMessage) */
};

static void
texts_free (gpointer data)
{
  Texts *texts = data;

  parcours_template_free (texts->to);
  parcours_template_free (texts->subject);
  parcours_template_free (texts->body);
  g_free (texts);
}

static void
row_free (gpointer data)
{
  ParcoursOutboxMessage *row = data;

  json_object_unref (row->columns);
  g_free (row);
}

static int
kind_of (guint16 topic)
{
  const char *name = parcours_catalog_nth_topic (parcours_catalog_get (), topic)->name;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].topic, name))
        return (int) i;
    }

  return -1;
}

static ParcoursTemplate *
prepare (ParcoursOutbox *self,
         const char     *text)
{
  ParcoursTemplate *template = parcours_template_new (text);

  parcours_render_prepare (template, self->program->frame);

  return template;
}

/* Somebody of the team is named by a slug, others by their address. */
static const char *
staff_address (ParcoursOutbox *self,
               const char     *to)
{
  const ParcoursEntity *user = parcours_library_lookup (self->program->library, "user", to);
  const char *email = user != NULL ? parcours_json_member_string (user->attributes, "email") : NULL;

  return email != NULL ? email : to;
}

/* The message of a step that sends one. */
static JsonObject *
message_of (ParcoursOutbox    *self,
            const ProgramStep *step)
{
  gboolean sends = step->op == OP_SEND || step->op == OP_WALLET_CAMPAIGN;
  const ParcoursEntity *entity = sends && step->data->message >= 0
                                   ? program_message (self->program, (guint) step->data->message)->entity : NULL;

  return entity != NULL ? entity->attributes : NULL;
}

static void
add_step (ParcoursOutbox *self,
          guint           number)
{
  const ProgramStep *step = &self->program->steps[number];
  gboolean by_itself = step->op == OP_SEND_OUT;
  JsonObject *from = by_itself ? step->step->params : message_of (self, step);
  Texts *texts;

  if (!by_itself && step->op != OP_SEND && step->op != OP_WALLET_CAMPAIGN)
    return;
  texts = g_new0 (Texts, 1);
  texts->to = prepare (self, by_itself ? staff_address (self, parcours_json_member_string (from, "to")) : NULL);
  texts->subject = prepare (self, parcours_json_member_string (from, "subject"));
  texts->body = prepare (self, parcours_json_member_string (from, "body"));
  g_hash_table_insert (self->texts, GUINT_TO_POINTER (number + 1), texts);
}

/**
 * parcours_outbox_new:
 * @program: (transfer none): a program from which no simulation was made yet; what the texts of its messages
 *   name is added to its frame, after which parcours_program_settle() has to be called
 *
 * Returns: (transfer full): an empty outbox
 */
ParcoursOutbox *
parcours_outbox_new (ParcoursProgram *program)
{
  ParcoursOutbox *self = g_new0 (ParcoursOutbox, 1);

  self->program = parcours_program_ref (program);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, texts_free);
  self->email = prepare (self, "{{ contact.email }}");
  self->phone = prepare (self, "{{ contact.phone }}");
  for (guint i = 0; i < program->n_steps; i++)
    add_step (self, i);

  return self;
}

/**
 * parcours_outbox_free:
 * @self: (transfer full): an outbox
 */
void
parcours_outbox_free (ParcoursOutbox *self)
{
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->texts);
  parcours_template_free (self->email);
  parcours_template_free (self->phone);
  parcours_program_unref (self->program);
  g_free (self);
}

static void
set_text (JsonObject *columns,
          const char *name,
          const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (columns, name, text);
}

static void
set_rendered (JsonObject             *columns,
              const char             *name,
              const ParcoursTemplate *template,
              const ParcoursState    *state)
{
  g_autofree char *text = parcours_render (template, state);

  set_text (columns, name, text);
}

/* The text under a key of the payload. */
static char *
payload_text (const ParcoursEvent *event,
              const char          *key,
              const ParcoursState *state)
{
  ParcoursValue value = parcours_event_get (event, g_quark_from_string (key));

  return value.type == PARCOURS_VALUE_TEXT ? parcours_texts_format (state->texts, value.text) : NULL;
}

static const Texts *
find_texts (ParcoursOutbox *self,
            const char     *automation,
            const char     *step)
{
  int number = automation != NULL && step != NULL ? parcours_program_find_step (self->program, automation, step) : -1;

  return number >= 0 ? g_hash_table_lookup (self->texts, GUINT_TO_POINTER ((guint) number + 1)) : NULL;
}

static void
set_contact (ParcoursOutbox      *self,
             JsonObject          *columns,
             const ParcoursState *state)
{
  g_autofree char *email = parcours_render (self->email, state);
  g_autofree char *phone = parcours_render (self->phone, state);
  g_autofree char *key = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", state->key);

  set_text (columns, "contact", *email != '\0' ? email : *phone != '\0' ? phone : key);
}

static void
set_columns (ParcoursOutbox      *self,
             JsonObject          *columns,
             guint                kind,
             const ParcoursEvent *event,
             const ParcoursState *state)
{
  g_autofree char *automation = payload_text (event, "automation", state);
  g_autofree char *step = payload_text (event, "step", state);
  g_autofree char *subject = parcours_texts_format (state->texts, event->subject);
  const Texts *texts = find_texts (self, automation, step);
  ParcoursValue status = parcours_event_get (event, g_quark_from_static_string ("status"));

  set_contact (self, columns, state);
  set_text (columns, "automation", automation);
  set_text (columns, "step", step);
  set_text (columns, "channel", kinds[kind].channel);
  set_text (columns, "topic", kinds[kind].topic);
  set_text (columns, kinds[kind].kind != NULL ? "message" : g_str_equal (kinds[kind].channel, "webhook") ? "url" : "to",
            subject);
  if (kinds[kind].address != NULL)
    set_rendered (columns, "to", g_str_equal (kinds[kind].address, "email") ? self->email : self->phone, state);
  if (texts != NULL)
    {
      set_rendered (columns, "to", texts->to, state);
      set_rendered (columns, "subject", texts->subject, state);
      set_rendered (columns, "body", texts->body, state);
    }
  if (status.type == PARCOURS_VALUE_NUMBER)
    json_object_set_double_member (columns, "status", status.number);
  else
    set_text (columns, "status", g_str_equal (kinds[kind].channel, "site-message") ? "queued" : "sent");
}

/**
 * parcours_outbox_observe:
 * @observation: what happened
 * @state: the contact to which it happened
 * @self: (type ParcoursOutbox): an outbox
 *
 * A #ParcoursObserver that keeps what a step sends.
 */
void
parcours_outbox_observe (const ParcoursObservation *observation,
                         const ParcoursState       *state,
                         gpointer                   self)
{
  ParcoursOutbox *outbox = self;
  ParcoursOutboxMessage *row;
  int kind;

  if (observation->what != PARCOURS_WHAT_EVENT || observation->event->origin != PARCOURS_ORIGIN_EFFECT)
    return;
  kind = kind_of (observation->event->topic);
  if (kind < 0)
    return;
  row = g_new0 (ParcoursOutboxMessage, 1);
  row->at = state->now;
  row->key = state->key;
  row->columns = json_object_new ();
  set_columns (outbox, row->columns, (guint) kind, observation->event, state);
  g_ptr_array_add (outbox->rows, row);
}

/**
 * parcours_outbox_clear:
 * @self: an outbox
 *
 * Forgets all rows.
 */
void
parcours_outbox_clear (ParcoursOutbox *self)
{
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * parcours_outbox_n_rows:
 * @self: an outbox
 *
 * Returns: how many things would have been sent
 */
guint
parcours_outbox_n_rows (const ParcoursOutbox *self)
{
  return self->rows->len;
}

/**
 * parcours_outbox_nth_row:
 * @self: an outbox
 * @n: a number below parcours_outbox_n_rows()
 *
 * Returns: (transfer none): what would have been sent, in the order in which it was observed
 */
const ParcoursOutboxMessage *
parcours_outbox_nth_row (const ParcoursOutbox *self,
                         guint                 n)
{
  return g_ptr_array_index (self->rows, n);
}
