/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-backoff.h"
#include "parcours-sender.h"

/* More at a time gain nothing: a server writes them one after the other. */
#define MAX_SENDING 4

struct _ParcoursSender
{
  GObject parent_instance;

  ParcoursRemoteClient *client; /* (owned) */
  ParcoursRemoteQueue *queue;   /* (owned) */
  GNetworkMonitor *monitor;     /* (owned) (nullable) */
  guint first_pause;            /* milliseconds */

  gboolean started;
  gboolean blocked;
  GHashTable *busy;          /* (owned) (element-type utf8) the automations of which a change is under way */
  gboolean asking;           /* whether the queue is looking for the next change */
  gboolean ask_again;        /* whether it has changed meanwhile */
  GCancellable *cancellable; /* (owned) of what is under way */

  guint n_failures;     /* in a row */
  GSource *retry;       /* (owned) (nullable) set while nothing new is tried */
  gint64 retry_at;      /* microseconds of the wall clock */
  gboolean asked_pause; /* whether the server itself wants to be left alone */
  GError *error;        /* (owned) (nullable) the last one, until something succeeds */

  ParcoursSenderState state; /* the one that was told */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_RETRY_AT,
  PROP_N_SENDING,
} ParcoursSenderProperty;

static GParamSpec *properties[PROP_N_SENDING + 1];

typedef enum
{
  SIGNAL_SENT,
  SIGNAL_FAILED,
} ParcoursSenderSignal;

static guint signals[SIGNAL_FAILED + 1];

G_DEFINE_FINAL_TYPE (ParcoursSender, parcours_sender, G_TYPE_OBJECT)

/* A change under way; it keeps the sender alive. */
typedef struct
{
  ParcoursSender *sender;           /* (owned) */
  ParcoursRemoteChange *change;     /* (owned) */
  ParcoursPublication *publication; /* (owned) (nullable) what the server has answered */
  GError *error;                    /* (owned) (nullable) or why it has not */
} Sending;

/**
 * ParcoursSender::sent:
 * @sender: the sender
 * @change: the #ParcoursRemoteChange
 * @publication: the #ParcoursPublication that the server has now
 *
 * A change was made, and the queue knows.
 */

/**
 * ParcoursSender::failed:
 * @sender: the sender
 * @change: the #ParcoursRemoteChange
 * @error: (type GLib.Error): why
 *
 * A change was not made, and the queue knows. The verdict of the error tells what comes of it.
 */

static void pump (ParcoursSender *self);

GType
parcours_sender_state_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { PARCOURS_SENDER_STOPPED, "PARCOURS_SENDER_STOPPED", "stopped" },
        { PARCOURS_SENDER_IDLE, "PARCOURS_SENDER_IDLE", "idle" },
        { PARCOURS_SENDER_SENDING, "PARCOURS_SENDER_SENDING", "sending" },
        { PARCOURS_SENDER_OFFLINE, "PARCOURS_SENDER_OFFLINE", "offline" },
        { PARCOURS_SENDER_WAITING, "PARCOURS_SENDER_WAITING", "waiting" },
        { PARCOURS_SENDER_BLOCKED, "PARCOURS_SENDER_BLOCKED", "blocked" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("ParcoursSenderState", values));
    }

  return type;
}

static gboolean
has_network (ParcoursSender *self)
{
  return self->monitor == NULL || g_network_monitor_get_network_available (self->monitor);
}

static ParcoursSenderState
current_state (ParcoursSender *self)
{
  if (!self->started)
    return PARCOURS_SENDER_STOPPED;
  if (g_hash_table_size (self->busy) > 0)
    return PARCOURS_SENDER_SENDING;
  if (self->blocked)
    return PARCOURS_SENDER_BLOCKED;
  if (!has_network (self))
    return PARCOURS_SENDER_OFFLINE;

  return self->retry != NULL ? PARCOURS_SENDER_WAITING : PARCOURS_SENDER_IDLE;
}

static void
update_state (ParcoursSender *self)
{
  ParcoursSenderState state = current_state (self);

  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_error (ParcoursSender *self,
           const GError   *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_retry_at (ParcoursSender *self,
              gint64          at)
{
  if (self->retry_at == at)
    return;
  self->retry_at = at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_AT]);
}

static void
end_pause (ParcoursSender *self)
{
  if (self->retry == NULL)
    return;
  g_source_destroy (self->retry);
  g_clear_pointer (&self->retry, g_source_unref);
  self->asked_pause = FALSE;
  set_retry_at (self, 0);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  ParcoursSender *self = user_data;

  end_pause (self);
  pump (self);

  return G_SOURCE_REMOVE;
}

/* Several changes that fail together are one failure. A longer pause replaces a shorter one. */
static void
begin_pause (ParcoursSender *self,
             const GError   *error)
{
  guint retry_after = parcours_remote_error_get_retry_after (error);
  guint64 bits = ((guint64) g_random_int () << 32) | g_random_int ();
  guint pause;

  if (self->retry == NULL)
    self->n_failures++;
  pause = parcours_backoff_delay (self->first_pause, self->n_failures, retry_after, bits);
  if (self->retry != NULL && (retry_after == 0 || self->retry_at >= g_get_real_time () + pause * G_GINT64_CONSTANT (1000)))
    return;
  end_pause (self);
  self->retry = g_timeout_source_new (pause);
  self->asked_pause = retry_after > 0;
  g_source_set_callback (self->retry, pause_over_cb, self, NULL);
  g_source_attach (self->retry, g_main_context_get_thread_default ());
  set_retry_at (self, g_get_real_time () + pause * G_GINT64_CONSTANT (1000));
}

static void
block (ParcoursSender *self,
       const GError   *error)
{
  self->blocked = TRUE;
  set_error (self, error);
}

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->sender);
  parcours_remote_change_unref (sending->change);
  g_clear_pointer (&sending->publication, parcours_publication_unref);
  g_clear_error (&sending->error);
  g_free (sending);
}

/* The change is no longer under way; takes @sending. */
static void
end_sending (Sending *sending)
{
  ParcoursSender *self = sending->sender;

  g_hash_table_remove (self->busy, sending->change->automation);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SENDING]);
  pump (self);
  sending_free (sending);
}

static void
noted_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Sending *sending = user_data;
  ParcoursSender *self = sending->sender;
  g_autoptr (GError) error = NULL;

  /* Unnoted, it will be sent again, and the server will know its key. */
  if (parcours_remote_queue_done_finish (self->queue, result, &error))
    g_signal_emit (self, signals[SIGNAL_SENT], 0, sending->change, sending->publication);
  else
    block (self, error);
  end_sending (sending);
}

static void
noted_failed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Sending *sending = user_data;
  ParcoursSender *self = sending->sender;
  g_autoptr (GError) error = NULL;

  if (parcours_remote_queue_failed_finish (self->queue, result, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, sending->change, sending->error);
  else
    block (self, error);
  end_sending (sending);
}

static void
take_failure (Sending *sending)
{
  ParcoursSender *self = sending->sender;
  ParcoursRemoteVerdict verdict = parcours_remote_error_get_verdict (sending->error);

  if (verdict == PARCOURS_REMOTE_VERDICT_SERVER)
    block (self, sending->error);
  else if (verdict == PARCOURS_REMOTE_VERDICT_RETRY)
    {
      set_error (self, sending->error);
      begin_pause (self, sending->error);
    }
  parcours_remote_queue_failed_async (self->queue, sending->change, sending->error,
                                      verdict == PARCOURS_REMOTE_VERDICT_CHANGE, noted_failed_cb, sending);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Sending *sending = user_data;
  ParcoursSender *self = sending->sender;

  sending->publication = parcours_remote_client_send_finish (self->client, result, &sending->error);
  if (sending->publication != NULL)
    {
      self->n_failures = 0;
      if (self->retry == NULL && !self->blocked)
        set_error (self, NULL);
      parcours_remote_queue_done_async (self->queue, sending->change, sending->publication, noted_done_cb, sending);
    }
  else if (g_error_matches (sending->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_sending (sending);
  else
    take_failure (sending);
}

/* Takes @change. */
static void
send_change (ParcoursSender       *self,
             ParcoursRemoteChange *change)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->sender = g_object_ref (self);
  sending->change = change;
  g_hash_table_add (self->busy, g_strdup (change->automation));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SENDING]);
  parcours_remote_client_send_async (self->client, change, self->cancellable, sent_cb, sending);
}

static gboolean
may_send (ParcoursSender *self)
{
  return self->started && !self->blocked && self->retry == NULL && has_network (self);
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ParcoursSender) self = user_data;
  g_autoptr (ParcoursRemoteChange) change = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ask_again = self->ask_again;

  self->asking = FALSE;
  self->ask_again = FALSE;
  change = parcours_remote_queue_next_finish (self->queue, result, &error);
  if (error != NULL)
    block (self, error);
  if (change != NULL && may_send (self))
    send_change (self, g_steal_pointer (&change));
  else if (!ask_again)
    {
      update_state (self);
      return;
    }
  pump (self);
}

/* Sends what may be sent, until the queue has nothing more or enough is under way. */
static void
pump (ParcoursSender *self)
{
  g_autofree const char **busy = NULL;

  update_state (self);
  if (!may_send (self) || g_hash_table_size (self->busy) >= MAX_SENDING)
    return;
  if (self->asking)
    {
      self->ask_again = TRUE;
      return;
    }
  self->asking = TRUE;
  busy = (const char **) g_hash_table_get_keys_as_array (self->busy, NULL);
  parcours_remote_queue_next_async (self->queue, busy, next_cb, g_object_ref (self));
}

/* Another network may lead to the server, or no longer put a login page in its place. */
static void
network_changed_cb (GNetworkMonitor *monitor,
                    gboolean         available,
                    gpointer         user_data)
{
  ParcoursSender *self = user_data;

  if (available && !self->asked_pause)
    {
      self->n_failures = 0;
      end_pause (self);
    }
  pump (self);
}

static void
queue_changed_cb (ParcoursRemoteQueue *queue,
                  gpointer             user_data)
{
  pump (user_data);
}

static void
parcours_sender_dispose (GObject *object)
{
  ParcoursSender *self = PARCOURS_SENDER (object);

  end_pause (self);
  g_clear_object (&self->client);
  g_clear_object (&self->queue);
  g_clear_object (&self->monitor);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (parcours_sender_parent_class)->dispose (object);
}

static void
parcours_sender_finalize (GObject *object)
{
  ParcoursSender *self = PARCOURS_SENDER (object);

  g_hash_table_unref (self->busy);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (parcours_sender_parent_class)->finalize (object);
}

static void
parcours_sender_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ParcoursSender *self = PARCOURS_SENDER (object);

  switch ((ParcoursSenderProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    case PROP_N_SENDING:
      g_value_set_uint (value, parcours_sender_n_sending (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
parcours_sender_class_init (ParcoursSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = parcours_sender_dispose;
  object_class->finalize = parcours_sender_finalize;
  object_class->get_property = parcours_sender_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, PARCOURS_TYPE_SENDER_STATE, PARCOURS_SENDER_STOPPED, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_SENDING] = g_param_spec_uint ("n-sending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_SENT] =
    g_signal_new ("sent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, PARCOURS_TYPE_REMOTE_CHANGE, PARCOURS_TYPE_PUBLICATION);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, PARCOURS_TYPE_REMOTE_CHANGE, G_TYPE_ERROR);
}

static void
parcours_sender_init (ParcoursSender *self)
{
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->first_pause = PARCOURS_BACKOFF_FIRST_MS;
}

/**
 * parcours_sender_new:
 * @client: (transfer none): the client of the server
 * @queue: (transfer none): what waits for it
 * @monitor: (nullable): who knows whether there is a network; %NULL for a server that needs none
 *
 * All of it belongs to the thread that starts it.
 *
 * Returns: (transfer full): a sender that has not been started
 */
ParcoursSender *
parcours_sender_new (ParcoursRemoteClient *client,
                     ParcoursRemoteQueue  *queue,
                     GNetworkMonitor      *monitor)
{
  ParcoursSender *self = g_object_new (PARCOURS_TYPE_SENDER, NULL);

  self->client = g_object_ref (client);
  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "changed", G_CALLBACK (queue_changed_cb), self, 0);
  if (monitor != NULL)
    {
      self->monitor = g_object_ref (monitor);
      g_signal_connect_object (monitor, "network-changed", G_CALLBACK (network_changed_cb), self, 0);
    }

  return self;
}

/**
 * parcours_sender_set_pause:
 * @self: a sender
 * @first_ms: how long the pause after a first failure is about, in milliseconds
 *
 * Replaces %PARCOURS_BACKOFF_FIRST_MS.
 */
void
parcours_sender_set_pause (ParcoursSender *self,
                           guint           first_ms)
{
  g_return_if_fail (PARCOURS_IS_SENDER (self));

  self->first_pause = first_ms;
}

/**
 * parcours_sender_start:
 * @self: a sender
 *
 * Begins to send what waits, and goes on when the queue says that it has changed.
 */
void
parcours_sender_start (ParcoursSender *self)
{
  g_return_if_fail (PARCOURS_IS_SENDER (self));

  if (self->started)
    return;
  self->started = TRUE;
  self->cancellable = g_cancellable_new ();
  pump (self);
}

/**
 * parcours_sender_stop:
 * @self: a sender
 *
 * Sends nothing new, and does not wait for answers: whether what was under way
 * has arrived is found out when it is sent again. Afterwards `n-sending` falls to
 * 0, when nothing holds on to the queue any more.
 */
void
parcours_sender_stop (ParcoursSender *self)
{
  g_return_if_fail (PARCOURS_IS_SENDER (self));

  if (!self->started)
    return;
  self->started = FALSE;
  end_pause (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  update_state (self);
}

/**
 * parcours_sender_retry:
 * @self: a sender
 *
 * Tries again at once, because somebody wants it or has seen to what was wrong.
 */
void
parcours_sender_retry (ParcoursSender *self)
{
  g_return_if_fail (PARCOURS_IS_SENDER (self));

  self->blocked = FALSE;
  self->n_failures = 0;
  end_pause (self);
  pump (self);
}

/**
 * parcours_sender_state:
 * @self: a sender
 *
 * Returns: what it is doing
 */
ParcoursSenderState
parcours_sender_state (ParcoursSender *self)
{
  g_return_val_if_fail (PARCOURS_IS_SENDER (self), PARCOURS_SENDER_STOPPED);

  return self->state;
}

/**
 * parcours_sender_error:
 * @self: a sender
 *
 * Returns: (transfer none) (nullable): why it is waiting or blocked
 */
const GError *
parcours_sender_error (ParcoursSender *self)
{
  g_return_val_if_fail (PARCOURS_IS_SENDER (self), NULL);

  return self->error;
}

/**
 * parcours_sender_retry_at:
 * @self: a sender
 *
 * Returns: when it tries again, in microseconds of the wall clock, or 0 if it is not waiting for that
 */
gint64
parcours_sender_retry_at (ParcoursSender *self)
{
  g_return_val_if_fail (PARCOURS_IS_SENDER (self), 0);

  return self->retry_at;
}

/**
 * parcours_sender_n_sending:
 * @self: a sender
 *
 * Returns: how many changes are under way
 */
guint
parcours_sender_n_sending (ParcoursSender *self)
{
  g_return_val_if_fail (PARCOURS_IS_SENDER (self), 0);

  return g_hash_table_size (self->busy);
}
