/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the engine speaks with: keys of payloads, texts that steps write, numbers of topics. */

#include "config.h"

#include "parcours-program-private.h"

ProgramKeys program_keys;

static gpointer
find_keys (gpointer data)
{
  const struct
  {
    GQuark *key;
    const char *name;
  } keys[] = {
#define KEY(member, name) { &program_keys.member, name }
    KEY (subject, "subject"), KEY (send, "send"), KEY (from, "from"), KEY (to, "to"), KEY (field, "field"),
    KEY (of, "of"), KEY (on, "on"), KEY (text, "text"), KEY (hard, "hard"), KEY (confirmed, "confirmed"),
    KEY (scope, "scope"), KEY (sender, "sender"), KEY (list, "list"), KEY (form, "form"), KEY (page, "page"),
    KEY (view, "view"), KEY (channel, "channel"), KEY (status, "status"), KEY (store, "store"), KEY (cart, "cart"),
    KEY (items, "items"), KEY (product, "product"), KEY (name, "name"), KEY (categories, "categories"),
    KEY (collections, "collections"), KEY (price, "price"), KEY (quantity, "quantity"), KEY (total, "total"),
    KEY (low_stock, "low-stock"), KEY (currency, "currency"), KEY (amount, "amount"), KEY (checkout, "checkout"),
    KEY (updated_at, "updated-at"), KEY (created_at, "created-at"), KEY (completed_at, "completed-at"),
    KEY (completed, "completed"), KEY (confirmed_at, "confirmed-at"), KEY (shipped_at, "shipped-at"),
    KEY (closed_at, "closed-at"), KEY (id, "id"), KEY (pipeline, "pipeline"), KEY (from_pipeline, "from-pipeline"),
    KEY (stage, "stage"), KEY (title, "title"), KEY (value, "value"), KEY (owner, "owner"), KEY (type, "type"),
    KEY (due, "due"), KEY (deal, "deal"), KEY (starts, "starts"), KEY (url, "url"), KEY (link, "link"),
    KEY (program, "program"), KEY (code, "code"), KEY (expires, "expires"), KEY (primary, "primary"),
    KEY (linked, "linked"), KEY (member, "member"), KEY (joined_on, "joined-on"), KEY (tier, "tier"),
    KEY (tier_slug, "tier-slug"), KEY (balance, "balance"), KEY (transaction, "transaction"), KEY (limit, "limit"),
    KEY (via, "via"), KEY (reason, "reason"), KEY (enrolment, "enrolment"), KEY (trigger, "trigger"),
    KEY (origin, "origin"),
#undef KEY
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    *keys[i].key = g_quark_from_static_string (keys[i].name);

  return NULL;
}

static void
find_words (ParcoursProgram *program)
{
  const struct
  {
    guint32 *word;
    const char *text;
  } words[] = {
#define WORD(member, text) { &program->words.member, text }
    WORD (open, "open"), WORD (emptied, "emptied"), WORD (ordered, "ordered"), WORD (pending, "pending"),
    WORD (failed, "failed"), WORD (won, "won"), WORD (lost, "lost"), WORD (valid, "valid"), WORD (earned, "earned"),
    WORD (redeemed, "redeemed"), WORD (email, "email"), WORD (sms, "sms"), WORD (web, "web"),
    WORD (automation, "automation"), WORD (contact, "contact"), WORD (deal, "deal"), WORD (marketing, "marketing"),
    WORD (transactional, "transactional"),
#undef WORD
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i].word = parcours_texts_intern (program->texts, words[i].text);
}

/* The number of a topic that the catalogue certainly holds. */
guint16
parcours_compile_topic (const char *name)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), name);

  g_assert (topic != NULL);

  return (guint16) topic->index;
}

static void
find_topics (ProgramTopicIds *ids)
{
  const struct
  {
    guint16 *id;
    const char *name;
  } topics[] = {
    { &ids->list_subscribed, "list.subscribed" },
    { &ids->list_opt_in_requested, "list.opt-in-requested" },
    { &ids->list_opt_in_confirmed, "list.opt-in-confirmed" },
    { &ids->list_unsubscribed, "list.unsubscribed" },
    { &ids->list_removed, "list.removed" },
    { &ids->list_moved, "list.moved" },
    { &ids->form_submitted, "form.submitted" },
    { &ids->form_confirmed, "form.confirmed" },
    { &ids->tag_added, "tag.added" },
    { &ids->tag_removed, "tag.removed" },
    { &ids->audience_added, "audience.added" },
    { &ids->audience_removed, "audience.removed" },
    { &ids->channel_subscribed, "channel.subscribed" },
    { &ids->channel_unsubscribed, "channel.unsubscribed" },
    { &ids->channel_blocked, "channel.blocked" },
    { &ids->field_changed, "field.changed" },
    { &ids->score_changed, "score.changed" },
    { &ids->email_sent, "email.sent" },
    { &ids->email_delivered, "email.delivered" },
    { &ids->email_bounced, "email.bounced" },
    { &ids->email_opened, "email.opened" },
    { &ids->email_clicked, "email.clicked" },
    { &ids->email_shared, "email.shared" },
    { &ids->sms_sent, "sms.sent" },
    { &ids->sms_delivered, "sms.delivered" },
    { &ids->sms_failed, "sms.failed" },
    { &ids->push_sent, "push.sent" },
    { &ids->push_delivered, "push.delivered" },
    { &ids->product_viewed, "product.viewed" },
    { &ids->feed_item_published, "feed.item-published" },
    { &ids->product_stock_changed, "product.stock-changed" },
    { &ids->product_back_in_stock, "product.back-in-stock" },
    { &ids->site_message_queued, "site-message.queued" },
    { &ids->site_message_shown, "site-message.shown" },
    { &ids->push_clicked, "push.clicked" },
    { &ids->session_started, "session.started" },
    { &ids->page_visited, "page.visited" },
    { &ids->notification_sent, "notification.sent" },
    { &ids->webhook_called, "webhook.called" },
    { &ids->deal_created, "deal.created" },
    { &ids->deal_field_changed, "deal.field-changed" },
    { &ids->deal_status_changed, "deal.status-changed" },
    { &ids->deal_stage_changed, "deal.stage-changed" },
    { &ids->deal_pipeline_changed, "deal.pipeline-changed" },
    { &ids->task_created, "task.created" },
    { &ids->task_completed, "task.completed" },
    { &ids->note_added, "note.added" },
    { &ids->conversion_recorded, "conversion.recorded" },
    { &ids->salesforce_created, "salesforce.record-created" },
    { &ids->account_field_changed, "account.field-changed" },
    { &ids->account_linked, "account.linked" },
    { &ids->wallet_campaign_changed, "wallet.campaign-changed" },
    { &ids->wallet_notification_sent, "wallet.notification-sent" },
    { &ids->enrol_requested, "automation.enrol-requested" },
    { &ids->automation_entered, "automation.entered" },
    { &ids->automation_ended, "automation.ended" },
    { &ids->goal_achieved, "goal.achieved" },
    { &ids->goal_skipped, "goal.skipped" },
    { &ids->contact_created, "contact.created" },
    { &ids->contact_deleted, "contact.deleted" },
    { &ids->cart_product_added, "cart.product-added" },
    { &ids->order_created, "order.created" },
    { &ids->voucher_expired, "voucher.expired" },
    { &ids->balance_expired, "loyalty.balance-expired" },
    { &ids->balance_min_reached, "loyalty.balance-min-reached" },
    { &ids->balance_max_reached, "loyalty.balance-max-reached" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    *topics[i].id = parcours_compile_topic (topics[i].name);
}

/* Finds the words of a program whose texts are there. */
void
parcours_compile_words (ParcoursProgram *program)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, find_keys, NULL);
  find_words (program);
  find_topics (&program->ids);
}
