/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list is an array of numbers in the order that is shown (see
 * parcours-contact-query.c), made anew by each search and each change of the
 * workspace; what is the same at its two ends is not announced as changed, so a
 * view keeps its place. Contacts are loaded a page at a time when a view asks for
 * their items, the page that was asked for last first: whoever scrolls fast does
 * not wait for what has gone by. Items are kept in two generations of a cache, so
 * that those in use stay and the number of all has a limit. */

#include "config.h"

#include "parcours-contact-list.h"
#include "parcours-contact-query.h"
#include "parcours-matching.h"
#include "parcours-project-private.h"

#define PAGE 64
#define MAX_WANTED 8
#define MAX_YOUNG 2048

struct _ParcoursContactList
{
  GObject parent_instance;

  ParcoursProject *project;     /* (owned) */
  char *search;                 /* (owned) (nullable) */
  JsonNode *node;               /* (owned) (nullable) */
  ParcoursCondition *condition; /* (owned) (nullable) of @node */
  char *sort;                   /* (owned) (nullable) */
  gboolean descending;

  GArray *ids;                  /* (owned) (element-type gint64) */
  GHashTable *young;            /* (owned) (element-type gint64 ParcoursContactItem) used lately */
  GHashTable *old;              /* (owned) (element-type gint64 ParcoursContactItem) used before */
  GQueue wanted;                /* numbers of pages, those asked for last first */
  GArray *stale;                /* (owned) (element-type gint64) shown, and to be loaded again */
  gboolean loading;

  ParcoursSnapshot *snapshot;   /* (owned) used by the reader's thread alone */
  GCancellable *cancellable;    /* (owned) (nullable) of the search that is running */
  guint start_id;
  gboolean again;               /* whether the workspace has changed since the last search */
  GError *error;                /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void load_next       (ParcoursContactList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (ParcoursContactList, parcours_contact_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* What a search is about, for the thread that does it. */
typedef struct
{
  ParcoursContactQuery query;
  char *search;
  char *sort;
  ParcoursCondition *condition; /* (owned) (nullable) */
  ParcoursMatchingContext context;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->search);
  g_free (search->sort);
  g_clear_pointer (&search->condition, parcours_condition_unref);
  parcours_library_unref (search->context.library);
  g_free (search);
}

/* The members of one list, or those with one tag, are found in their table without loading everybody. */
static gboolean
is_one_set (const Search          *search,
            ParcoursConditionKind  kind,
            const char            *name)
{
  const ParcoursCondition *condition = search->condition;

  return condition != NULL && condition->kind == kind && condition->mode != PARCOURS_SET_NONE_OF &&
         condition->slugs != NULL && g_strv_length (condition->slugs) == 1 &&
         parcours_library_lookup (search->context.library, name, condition->slugs[0]) != NULL;
}

static Search *
search_new (ParcoursContactList *self)
{
  Search *search = g_new0 (Search, 1);

  search->search = g_strdup (self->search);
  search->sort = g_strdup (self->sort);
  search->condition = self->condition != NULL ? parcours_condition_ref (self->condition) : NULL;
  search->query.search = search->search;
  search->query.sort = search->sort;
  search->query.descending = self->descending;
  search->context.snapshot = self->snapshot;
  search->context.library = parcours_library_ref (parcours_project_library (self->project));
  search->context.zone = parcours_project_zone (self->project);
  search->context.generation = parcours_project_generation (self->project);
  search->context.now = g_get_real_time () / G_USEC_PER_SEC;
  if (is_one_set (search, PARCOURS_CONDITION_LIST, "list"))
    {
      search->query.list = search->condition->slugs[0];
      search->query.status = (ParcoursListStatus) search->condition->status;
    }
  else if (is_one_set (search, PARCOURS_CONDITION_TAG, "tag"))
    search->query.tag = search->condition->slugs[0];

  return search;
}

static gpointer
do_search (ParcoursStore  *store,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  Search *search = data;
  g_autoptr (ParcoursMatching) matching = NULL;

  if (search->condition != NULL && search->query.list == NULL && search->query.tag == NULL)
    {
      matching = parcours_matching_new (&search->context, store, search->condition, cancellable, error);
      if (matching == NULL)
        return NULL;
      search->query.allowed = matching->bits;
      search->query.n_allowed = matching->n_bits;
    }

  return parcours_store_query_contacts (store, &search->query, cancellable, error);
}

static void
forget_cache (ParcoursContactList *self,
              GHashTable          *items)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      gint64 id = parcours_contact_item_id (item);

      if (parcours_contact_item_is_watched (item))
        g_array_append_val (self->stale, id);
      else
        g_hash_table_iter_remove (&iter);
    }
}

/* What is shown is loaded again and stays as it was until then; the rest is loaded when it is asked for. */
static void
forget_items (ParcoursContactList *self)
{
  g_array_set_size (self->stale, 0);
  forget_cache (self, self->young);
  forget_cache (self, self->old);
}

static void
take_ids (ParcoursContactList *self,
          GArray              *ids)
{
  g_autoptr (GArray) before = self->ids;
  guint shorter = MIN (before->len, ids->len);
  guint head = 0, tail = 0;

  while (head < shorter && g_array_index (before, gint64, head) == g_array_index (ids, gint64, head))
    head++;
  while (tail < shorter - head &&
         g_array_index (before, gint64, before->len - 1 - tail) == g_array_index (ids, gint64, ids->len - 1 - tail))
    tail++;
  self->ids = ids;
  g_queue_clear (&self->wanted);
  if (head < before->len || head < ids->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, ids->len - head - tail);
}

static void
set_error (ParcoursContactList *self,
           GError              *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
on_searched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  ParcoursContactList *self = PARCOURS_CONTACT_LIST (source);
  g_autoptr (GCancellable) cancellable = user_data;
  g_autoptr (GError) error = NULL;
  GArray *ids = parcours_worker_run_finish (result, &error);

  if (cancellable != self->cancellable)
    {
      g_clear_pointer (&ids, g_array_unref);
      return;
    }
  g_clear_object (&self->cancellable);
  if (ids != NULL)
    {
      if (self->again)
        forget_items (self);
      self->again = FALSE;
      take_ids (self, ids);
      load_next (self);
    }
  set_error (self, g_steal_pointer (&error));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
stop (ParcoursContactList *self)
{
  g_clear_handle_id (&self->start_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
start (gpointer data)
{
  ParcoursContactList *self = data;

  self->start_id = 0;
  if (self->project->reader == NULL)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      return G_SOURCE_REMOVE;
    }
  self->cancellable = g_cancellable_new ();
  parcours_worker_run_async (self->project->reader, do_search, search_new (self), search_free,
                             (GDestroyNotify) g_array_unref, self, self->cancellable, on_searched,
                             g_object_ref (self->cancellable));

  return G_SOURCE_REMOVE;
}

/* Several changes in a row are one search. */
static void
search_again (ParcoursContactList *self)
{
  gboolean was_busy = parcours_contact_list_is_busy (self);

  stop (self);
  self->start_id = g_idle_add_full (G_PRIORITY_DEFAULT, start, self, NULL);
  if (!was_busy)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
on_people_changed (ParcoursContactList *self)
{
  self->again = TRUE;
  search_again (self);
}

static ParcoursContactItem *
find_item (ParcoursContactList *self,
           gint64               id)
{
  ParcoursContactItem *item = g_hash_table_lookup (self->young, &id);

  return item != NULL ? item : g_hash_table_lookup (self->old, &id);
}

static void
keep_young (ParcoursContactList *self,
            ParcoursContactItem *item)
{
  gint64 *key = g_new (gint64, 1);

  if (g_hash_table_size (self->young) >= MAX_YOUNG)
    {
      g_hash_table_unref (self->old);
      self->old = self->young;
      self->young = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
    }
  *key = parcours_contact_item_id (item);
  g_hash_table_replace (self->young, key, g_object_ref (item));
}

/* A page of contacts that is being loaded. */
typedef struct
{
  GArray *ids;
  GPtrArray *contacts; /* (nullable) */
  GPtrArray *events;   /* (nullable) */
} Page;

static void
free_event (gpointer event)
{
  if (event != NULL)
    parcours_stored_event_free (event);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_array_unref (page->ids);
  g_clear_pointer (&page->contacts, g_ptr_array_unref);
  g_clear_pointer (&page->events, g_ptr_array_unref);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

static gpointer
load_page (ParcoursStore  *store,
           gpointer        data,
           GCancellable   *cancellable,
           GError        **error)
{
  GArray *ids = data;
  g_autoptr (Page) page = g_new0 (Page, 1);

  page->ids = g_array_ref (ids);
  page->events = g_ptr_array_new_with_free_func (free_event);
  page->contacts = parcours_store_load_contacts (store, (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (page->contacts == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GPtrArray) last = parcours_store_list_events (store, g_array_index (ids, gint64, i), 1, error);

      if (last == NULL)
        return NULL;
      g_ptr_array_add (page->events, last->len > 0 ? g_ptr_array_steal_index (last, 0) : NULL);
    }

  return g_steal_pointer (&page);
}

static void
on_page_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  ParcoursContactList *self = PARCOURS_CONTACT_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Page) page = parcours_worker_run_finish (result, &error);

  self->loading = FALSE;
  for (guint i = 0; page != NULL && i < page->ids->len; i++)
    {
      ParcoursContactItem *item = find_item (self, g_array_index (page->ids, gint64, i));

      if (item == NULL)
        continue;
      parcours_contact_item_set (item, g_steal_pointer (&page->contacts->pdata[i]), g_steal_pointer (&page->events->pdata[i]));
    }
  if (error != NULL)
    set_error (self, g_steal_pointer (&error));
  else
    load_next (self);
}

static GArray *
unloaded_of_page (ParcoursContactList *self,
                  guint                page)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = page * PAGE; i < MIN ((page + 1) * PAGE, self->ids->len); i++)
    {
      gint64 id = g_array_index (self->ids, gint64, i);
      ParcoursContactItem *item = find_item (self, id);

      if (item != NULL && parcours_contact_item_contact (item) == NULL && !parcours_contact_item_is_gone (item))
        g_array_append_val (ids, id);
    }

  return ids;
}

static GArray *
next_ids (ParcoursContactList *self)
{
  while (!g_queue_is_empty (&self->wanted))
    {
      g_autoptr (GArray) ids = unloaded_of_page (self, GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted)));

      if (ids->len > 0)
        return g_steal_pointer (&ids);
    }
  if (self->stale->len > 0)
    {
      GArray *ids = self->stale;

      self->stale = g_array_new (FALSE, FALSE, sizeof (gint64));
      return ids;
    }

  return NULL;
}

static void
load_next (ParcoursContactList *self)
{
  GArray *ids;

  if (self->loading || self->project->reader == NULL)
    return;
  ids = next_ids (self);
  if (ids == NULL)
    return;
  self->loading = TRUE;
  parcours_worker_run_async (self->project->reader, load_page, ids, (GDestroyNotify) g_array_unref, page_free, self, NULL,
                             on_page_loaded, NULL);
}

static void
want (ParcoursContactList *self,
      guint                page)
{
  g_queue_remove (&self->wanted, GUINT_TO_POINTER (page));
  g_queue_push_head (&self->wanted, GUINT_TO_POINTER (page));
  if (g_queue_get_length (&self->wanted) > MAX_WANTED)
    g_queue_pop_tail (&self->wanted);
}

static GType
get_item_type (GListModel *model)
{
  return PARCOURS_TYPE_CONTACT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return PARCOURS_CONTACT_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  ParcoursContactList *self = PARCOURS_CONTACT_LIST (model);
  g_autoptr (ParcoursContactItem) item = NULL;
  gint64 id;

  if (position >= self->ids->len)
    return NULL;
  id = g_array_index (self->ids, gint64, position);
  item = find_item (self, id);
  if (item != NULL)
    g_object_ref (item);
  else
    item = parcours_contact_item_new (id);
  if (!g_hash_table_contains (self->young, &id))
    keep_young (self, item);
  if (parcours_contact_item_contact (item) == NULL && !parcours_contact_item_is_gone (item))
    {
      want (self, position / PAGE);
      load_next (self);
    }

  return g_steal_pointer (&item);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
parcours_contact_list_dispose (GObject *object)
{
  ParcoursContactList *self = PARCOURS_CONTACT_LIST (object);

  stop (self);
  g_queue_clear (&self->wanted);
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  G_OBJECT_CLASS (parcours_contact_list_parent_class)->dispose (object);
}

static void
parcours_contact_list_finalize (GObject *object)
{
  ParcoursContactList *self = PARCOURS_CONTACT_LIST (object);

  g_object_unref (self->project);
  g_free (self->search);
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->condition, parcours_condition_unref);
  g_free (self->sort);
  g_array_unref (self->ids);
  g_hash_table_unref (self->young);
  g_hash_table_unref (self->old);
  g_array_unref (self->stale);
  parcours_snapshot_free (self->snapshot);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (parcours_contact_list_parent_class)->finalize (object);
}

static void
parcours_contact_list_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  ParcoursContactList *self = PARCOURS_CONTACT_LIST (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, parcours_contact_list_is_busy (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parcours_contact_list_class_init (ParcoursContactListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = parcours_contact_list_dispose;
  object_class->finalize = parcours_contact_list_finalize;
  object_class->get_property = parcours_contact_list_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
parcours_contact_list_init (ParcoursContactList *self)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();

  self->descending = TRUE;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stale = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->young = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->old = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->snapshot = parcours_snapshot_new (texts);
  g_queue_init (&self->wanted);
}

/**
 * parcours_contact_list_new:
 * @project: a project
 *
 * Returns: (transfer full): all its contacts, those that were added last first; empty until they are found
 */
ParcoursContactList *
parcours_contact_list_new (ParcoursProject *project)
{
  ParcoursContactList *self = g_object_new (PARCOURS_TYPE_CONTACT_LIST, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_swapped (project, "notify::library", G_CALLBACK (on_people_changed), self);
  search_again (self);

  return self;
}

/**
 * parcours_contact_list_project:
 * @self: a list
 *
 * Returns: (transfer none): whose contacts these are
 */
ParcoursProject *
parcours_contact_list_project (ParcoursContactList *self)
{
  return self->project;
}

/**
 * parcours_contact_list_set_search:
 * @self: a list
 * @search: (nullable): words that are each in the name, the address or the phone number; blank for all contacts
 */
void
parcours_contact_list_set_search (ParcoursContactList *self,
                                  const char          *search)
{
  if (g_strcmp0 (self->search, search) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (search);
  search_again (self);
}

/**
 * parcours_contact_list_search:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what is looked for
 */
const char *
parcours_contact_list_search (ParcoursContactList *self)
{
  return self->search;
}

/**
 * parcours_contact_list_set_condition:
 * @self: a list
 * @condition: (nullable): a condition (vocabulary, section 4) that contacts have to meet, or %NULL for all
 * @error: return location for an error
 *
 * Returns: whether it is a condition; if not, nothing changes
 */
gboolean
parcours_contact_list_set_condition (ParcoursContactList  *self,
                                     JsonNode             *condition,
                                     GError              **error)
{
  ParcoursCondition *parsed = NULL;

  if (condition != NULL)
    {
      parsed = parcours_condition_parse (condition, error);
      if (parsed == NULL)
        return FALSE;
    }
  g_clear_pointer (&self->condition, parcours_condition_unref);
  g_clear_pointer (&self->node, json_node_unref);
  self->condition = parsed;
  self->node = condition != NULL ? json_node_ref (condition) : NULL;
  search_again (self);

  return TRUE;
}

/**
 * parcours_contact_list_condition:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the condition that the contacts meet
 */
JsonNode *
parcours_contact_list_condition (ParcoursContactList *self)
{
  return self->node;
}

/**
 * parcours_contact_list_set_sort:
 * @self: a list
 * @column: (nullable): `name`, the slug of a field, or `score:` and the slug of a score; %NULL for as they were added
 * @descending: whether the greatest comes first
 */
void
parcours_contact_list_set_sort (ParcoursContactList *self,
                                const char          *column,
                                gboolean             descending)
{
  if (g_strcmp0 (self->sort, column) == 0 && self->descending == descending)
    return;
  g_free (self->sort);
  self->sort = g_strdup (column);
  self->descending = descending;
  search_again (self);
}

/**
 * parcours_contact_list_sort:
 * @self: a list
 * @descending: (out) (optional): whether the greatest comes first
 *
 * Returns: (transfer none) (nullable): the column by which it is sorted
 */
const char *
parcours_contact_list_sort (ParcoursContactList *self,
                            gboolean            *descending)
{
  if (descending != NULL)
    *descending = self->descending;

  return self->sort;
}

/**
 * parcours_contact_list_is_busy:
 * @self: a list
 *
 * Returns: whether it does not show yet what was asked for last
 */
gboolean
parcours_contact_list_is_busy (ParcoursContactList *self)
{
  return self->start_id != 0 || self->cancellable != NULL;
}

/**
 * parcours_contact_list_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the last search failed; then the list is that of the one before
 */
const GError *
parcours_contact_list_error (ParcoursContactList *self)
{
  return self->error;
}

/**
 * parcours_contact_list_nth_id:
 * @self: a list
 * @position: a place in it
 *
 * Returns: the number of the contact there, without loading it, or 0 past the end
 */
gint64
parcours_contact_list_nth_id (ParcoursContactList *self,
                              guint                position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * parcours_contact_list_find:
 * @self: a list
 * @id: the number of a contact
 *
 * Returns: its place, or %G_MAXUINT if it is not in the list
 */
guint
parcours_contact_list_find (ParcoursContactList *self,
                            gint64               id)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, gint64, i) == id)
        return i;
    }

  return G_MAXUINT;
}

/**
 * parcours_contact_list_ids:
 * @self: a list
 *
 * Returns: (transfer full) (element-type gint64): the numbers of all contacts of the list, in its order
 */
GArray *
parcours_contact_list_ids (ParcoursContactList *self)
{
  return g_array_copy (self->ids);
}
