/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lint.h"

/* Each check of the structure, where it has something to say and where it has not;
 * whatever it offers as a fix mends it. */

#define T "'t': {'type': 'trigger.list-subscribed', 'params': {'list': 'the-list'}}"
#define M "'m': {'type': 'action.send-email', 'params': {'email': 'the-email'}}"
#define N "'n': {'type': 'action.add-tag', 'params': {'tag': 'other-tag'}}"
#define W "'w': {'type': 'wait.duration', 'params': {'for': 'P1D'}}"
#define E "'e': {'type': 'flow.end', 'params': {}}"
#define G(step) "'g': {'type': 'flow.go-to', 'params': {'step': '" step "'}}"
#define S "'s': {'type': 'split.if-else', 'params': {'if': {'tag': 'the-tag'}}}"
#define OPENED "{'event': 'email.opened', 'subject': 'the-email'}"
#define O(asked) "'s': {'type': 'split.if-else', 'params': {'if': " asked "}}"
#define GOAL(asked) "'goal': {'type': 'goal.condition', 'params': {'name': 'Goal', 'if': " asked "}}"

typedef struct
{
  const char *code;
  const char *step;      /* (nullable): any */
  const char *platform;
  const char *settings;  /* (nullable) */
  const char *steps;
  const char *links;
  gboolean reported;
} Case;

static const Case cases[] = {
  { "no-trigger", NULL, "any", NULL, "", "", TRUE },
  { "no-trigger", NULL, "any", NULL, M, "", TRUE },
  { "no-trigger", NULL, "activecampaign", NULL, M, "", TRUE },
  { "no-trigger", NULL, "any", NULL, T, "", FALSE },
  { "no-trigger", NULL, "any", NULL, T ", " M, "t>m", FALSE },

  { "trigger-leads-nowhere", "u", "any", NULL, T ", " M ", 'u': {'type': 'trigger.manual'}", "t>m", TRUE },
  { "trigger-leads-nowhere", "u", "any", NULL, T ", " M ", " N ", 'u': {'type': 'trigger.manual'}, 'v': {'type': "
    "'trigger.api'}", "t>m v>n", TRUE },
  { "trigger-leads-nowhere", NULL, "any", NULL, T ", " M ", 'u': {'type': 'trigger.manual'}", "t>m u>m", FALSE },
  /* Nothing is drawn below yet, or nothing of it is reached. */
  { "trigger-leads-nowhere", NULL, "any", NULL, T, "", FALSE },
  { "trigger-leads-nowhere", NULL, "any", NULL, T ", " M, "", FALSE },

  { "step-unreachable", "n", "any", NULL, T ", " M ", " N, "t>m", TRUE },
  { "step-unreachable", "n", "any", NULL, T ", " M ", " N, "t>m m>n", FALSE },
  { "step-unreachable", "n", "any", NULL, T ", " M ", " N ", " E, "t>m n>e", TRUE },
  { "step-unreachable", "e", "any", NULL, T ", " M ", " N ", " E, "t>m n>e", FALSE },
  { "step-unreachable", "n", "any", NULL, T ", " M ", " N ", " G ("n"), "t>m m>g", FALSE },
  { "step-unreachable", "n", "any", "'start': 'n'", T ", " M ", " N, "t>m", FALSE },
  { "step-unreachable", "n", "any", NULL, M ", " N, "", FALSE },
  { "step-unreachable", "goal", "any", NULL, T ", " M ", " GOAL ("{'event': 'order.created'}"), "t>m", FALSE },
  { "step-unreachable", "n", "any", NULL,
    T ", " N ", 'w': {'type': 'wait.condition', 'params': {'if': {'tag': 'the-tag'}}}", "t>w w.timeout>n", TRUE },
  { "step-unreachable", "n", "any", NULL,
    T ", " N ", 'w': {'type': 'wait.condition', 'params': {'if': {'tag': 'the-tag'}, 'limit': 'P1D'}}",
    "t>w w.timeout>n", FALSE },

  { "link-dangling", "t", "any", NULL, T, "t>m", TRUE },
  { "link-dangling", NULL, "any", NULL, T ", " M, "t>m x>m", TRUE },
  { "link-dangling", "m", "any", NULL, T ", " M, "t>m m>t", TRUE },
  { "link-dangling", NULL, "any", NULL, T ", " M, "t>m", FALSE },

  { "link-cycle", "m", "any", NULL, T ", " M ", " W, "t>w w>m m>w", TRUE },
  { "link-cycle", "m", "mailchimp", NULL, T ", " M ", " W, "t>w w>m m>w", TRUE },
  { "link-cycle", "m", "any", NULL, T ", " M, "t>m m>m", TRUE },
  { "link-cycle", NULL, "any", NULL, T ", " M ", " W ", " G ("w"), "t>w w>m m>g", FALSE },

  { "step-type-unknown", "x", "any", NULL, T ", " M ", 'x': {'type': 'action.fly'}", "t>x x>m", TRUE },
  { "step-type-unknown", NULL, "any", NULL, T ", " M, "t>m", FALSE },

  { "loop-without-wait", "g", "any", NULL, T ", " M ", " G ("m"), "t>m m>g", TRUE },
  { "loop-without-wait", "g", "brevo", NULL, T ", " M ", " G ("m"), "t>m m>g", TRUE },
  { "loop-without-wait", "g", "any", NULL, T ", " M ", " W ", " G ("m"), "t>m m>w w>g", FALSE },
  { "loop-without-wait", "g", "any", NULL, T ", " M ", " W ", " G ("m"), "t>w w>m m>g", TRUE },
  { "loop-without-wait", "g", "any", NULL,
    T ", " M ", 'w': {'type': 'wait.duration', 'params': {'for': 'PT0S'}}, " G ("m"), "t>m m>w w>g", TRUE },
  { "loop-without-wait", "g", "any", NULL, T ", " M ", " N ", " S ", " G ("n"), "t>s s.yes>m s.no>n m>g", FALSE },
  { "loop-without-wait", "g", "any", NULL, T ", " G ("g"), "t>g", TRUE },

  { "exit-open", "s", "any", NULL, T ", " S ", " M, "t>s s.yes>m", TRUE },
  { "exit-open", "s", "brevo", NULL, T ", " S ", " M, "t>s s.yes>m", TRUE },
  { "exit-open", "s", "any", NULL, T ", " S ", " M ", " N, "t>s s.yes>m s.no>n", FALSE },
  { "exit-open", "s", "any", NULL, T ", " S, "t>s", FALSE },
  { "exit-open", "r", "any", NULL,
    T ", " M ", " N ", 'r': {'type': 'split.random', 'params': {'weights': [40, 30, 30]}}", "t>r r.a>m r.b>n", TRUE },
  { "exit-open", "r", "any", NULL,
    T ", " M ", " N ", 'r': {'type': 'split.random', 'params': {'weights': [50, 50]}}", "t>r r.a>m r.b>n", FALSE },
  { "exit-open", "w", "any", NULL,
    T ", " M ", 'w': {'type': 'wait.condition', 'params': {'if': {'tag': 'the-tag'}, 'limit': 'P1D'}}", "t>w w>m", TRUE },
  { "exit-open", "w", "any", NULL,
    T ", " M ", 'w': {'type': 'wait.condition', 'params': {'if': {'tag': 'the-tag'}}}", "t>w w>m", FALSE },

  { "test-before-wait", "s", "any", NULL, T ", " M ", " O (OPENED), "t>m m>s", TRUE },
  { "test-before-wait", "s", "activecampaign", NULL, T ", " M ", " O (OPENED), "t>m m>s", TRUE },
  { "test-before-wait", "s", "brevo", NULL, T ", " M ", " O (OPENED), "t>m m>s", TRUE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " W ", " O (OPENED), "t>m m>w w>s", FALSE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " W ", " O (OPENED), "t>w w>m m>s", TRUE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " N ", " O (OPENED), "t>m m>n n>s", TRUE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " O ("{'event': 'email.opened', 'subject': 'untracked'}"),
    "t>m m>s", FALSE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " O ("{'event': 'email.clicked'}"), "t>m m>s", TRUE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " O ("{'none': [{'event': 'email.replied'}]}"), "t>m m>s", TRUE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " O ("{'event': 'page.visited'}"), "t>m m>s", FALSE },
  { "test-before-wait", "s", "any", NULL, T ", " M ", " S, "t>m m>s", FALSE },
  /* By a jump, and only one of two ways. */
  { "test-before-wait", "s", "any", NULL, T ", " M ", " W ", " G ("s") ", " O (OPENED), "t>w w>s s.yes>m m>g", TRUE },

  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'any': []}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'all': []}"), "t>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'none': [{'all': []}]}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'none': [{'any': []}]}"), "t>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'event': 'order.created', 'count': '<0'}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'event': 'order.created', 'count': '=0'}"), "t>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL,
    T ", " GOAL ("{'score': 'the-score', 'op': 'between', 'value': [9, 3]}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL,
    T ", " GOAL ("{'field': 'the-number', 'op': 'between', 'value': [9, 3]}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'tag': 'other-tag'}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL, T ", " N ", " GOAL ("{'tag': 'other-tag'}"), "t>n n>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'tag': 'the-tag'}"), "t>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL,
    T ", " GOAL ("{'any': [{'tag': 'other-tag'}, {'event': 'order.created'}]}"), "t>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL,
    T ", " GOAL ("{'all': [{'tag': 'other-tag'}, {'event': 'order.created'}]}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL,
    T ", " GOAL ("{'tag': {'any-of': ['other-tag', 'the-tag']}}"), "t>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL,
    T ", " GOAL ("{'tag': {'all-of': ['other-tag', 'the-tag']}}"), "t>goal", TRUE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'audience': 'the-audience'}"), "t>goal", FALSE },
  { "goal-unreachable", "goal", "any", NULL, T ", " GOAL ("{'none': [{'tag': 'other-tag'}]}"), "t>goal", FALSE },

  { "nothing-after-delete", "d", "any", NULL, T ", " M ", 'd': {'type': 'action.delete-contact'}", "t>d d>m", TRUE },
  { "nothing-after-delete", "d", "brevo", NULL, T ", " M ", 'd': {'type': 'action.delete-contact'}", "t>d d>m", TRUE },
  { "port-not-offered", "d", "brevo", NULL, T ", " M ", 'd': {'type': 'action.delete-contact'}", "t>d d>m", TRUE },
  { "port-not-offered", "d", "any", NULL, T ", " M ", 'd': {'type': 'action.delete-contact'}", "t>d d>m", FALSE },
  { "nothing-after-delete", "d", "any", NULL, T ", " M ", 'd': {'type': 'action.delete-contact'}", "t>m m>d", FALSE },

  { "port-not-offered", "e", "any", NULL, T ", " M ", " E, "t>e e>m", TRUE },
  { "port-not-offered", "s", "any", NULL, T ", " M ", " S, "t>s s.maybe>m", TRUE },
  { "port-not-offered", "w", "activecampaign", NULL,
    T ", " M ", 'w': {'type': 'wait.condition', 'params': {'if': {'tag': 'the-tag'}, 'limit': 'P1D'}}", "t>w w.timeout>m",
    TRUE },
  { "port-not-offered", "w", "any", NULL,
    T ", " M ", 'w': {'type': 'wait.condition', 'params': {'if': {'tag': 'the-tag'}, 'limit': 'P1D'}}", "t>w w.timeout>m",
    FALSE },

  { "parameter-invalid", "s", "any", NULL, T ", " O ("{'tag': 3}"), "t>s", TRUE },
  { "parameter-invalid", "s", "any", NULL, T ", " O ("{'weather': 'fine'}"), "t>s", TRUE },
  { "parameter-invalid", "s", "any", NULL, T ", " O ("{'field': 'the-number', 'op': 'starts', 'value': 'a'}"), "t>s", TRUE },
  { "parameter-invalid", "s", "any", NULL, T ", " O ("{'field': 'the-number', 'op': '>', 'value': 3}"), "t>s", FALSE },
  { "parameter-invalid", "w", "any", NULL, T ", 'w': {'type': 'wait.duration', 'params': {'for': '2 days'}}", "t>w", TRUE },
  { "parameter-invalid", "w", "any", NULL, T ", " W, "t>w", FALSE },
  { "parameter-invalid", "t", "any", NULL,
    "'t': {'type': 'trigger.order-created', 'params': {'where': {'total': {'op': '~'}}}}", "", TRUE },
  { "parameter-invalid", "t", "any", NULL,
    "'t': {'type': 'trigger.order-created', 'params': {'where': {'total': '>=50'}}}", "", FALSE },
  { "parameter-invalid", "t", "any", NULL,
    "'t': {'type': 'trigger.payment-made', 'params': {'amount': 'much'}}", "", TRUE },
  { "parameter-invalid", "f", "any", NULL,
    T ", 'f': {'type': 'action.update-field', 'params': {'field': 'the-number', 'value': {'value': 'many'}}}", "t>f", TRUE },
  { "parameter-invalid", "f", "any", NULL,
    T ", 'f': {'type': 'action.update-field', 'params': {'field': 'the-choice', 'value': {'value': 'bronze'}}}", "t>f", TRUE },
  { "parameter-invalid", "f", "any", NULL,
    T ", 'f': {'type': 'action.update-field', 'params': {'field': 'the-choice', 'value': {'value': 'gold'}}}", "t>f", FALSE },
  { "parameter-invalid", "f", "any", NULL,
    T ", 'f': {'type': 'action.add-note', 'params': {'text': 'Hello {{ contact.first-name'}}", "t>f", TRUE },
  { "parameter-invalid", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'winner': {'if': {'tag': 'the-tag'}}}}", "t>r r.a>m r.b>m", TRUE },
  { "parameter-invalid", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'winner': {'if': {'tag': 'the-tag'}, 'after': {'wins': 9}}}}",
    "t>r r.a>m r.b>m", FALSE },
  { "parameter-invalid", NULL, "any", "'entry': {'reentry': 'sometimes'}", T ", " M, "t>m", TRUE },
  { "parameter-invalid", NULL, "any", "'entry': {'reentry': {'after': 'P3D'}, 'parallel': 'yes'}", T ", " M, "t>m", FALSE },
  { "parameter-invalid", NULL, "any", "'timezone': 'Mars/Olympus'", T ", " M, "t>m", TRUE },
  { "parameter-invalid", NULL, "any", "'timezone': 'Europe/Paris', 'exit': null, 'start': null", T ", " M, "t>m", FALSE },
  { "parameter-invalid", NULL, "any", "'exit': {'tag': 3}", T ", " M, "t>m", TRUE },
  { "parameter-invalid", NULL, "any", "'quiet-hours': {'from': '21:00', 'to': '25:00'}", T ", " M, "t>m", TRUE },
  { "parameter-invalid", NULL, "any", "'quiet-hours': {'from': '21:00', 'to': '08:00', 'over': 'skip'}", T ", " M, "t>m", FALSE },

  { "reference-unknown", "s", "any", NULL, T ", " O ("{'tag': 'the-tagg'}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'tag': 'nobody-knows'}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " S, "t>s", FALSE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'tag': {'all-of': ['the-tag', 'gone']}}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'none': [{'field': 'size', 'op': 'empty'}]}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'field': 'value', 'of': 'deal', 'op': 'empty'}"), "t>s", FALSE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'event': 'mail.opened'}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " W ", " O ("{'event': 'email.opened', 'subject': 'gone'}"), "t>w w>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'event': 'page.visited', 'subject': 'shop.example/*'}"), "t>s", FALSE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'event': 'page.visited', 'since': 'step:gone'}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'event': 'page.visited', 'since': 'step:t'}"), "t>s", FALSE },
  { "reference-unknown", "s", "any", NULL,
    T ", " O ("{'event': 'order.created', 'where': {'items': {'product': 'gone'}}}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL,
    T ", " O ("{'event': 'order.created', 'where': {'items.product': 'the-product'}}"), "t>s", FALSE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'deal': {'pipeline': 'gone'}}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'deal': {'stage': 'the-pipeline/new'}}"), "t>s", FALSE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'in-automation': 'gone'}"), "t>s", TRUE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'automation': 'lint', 'state': 'entered', 'step': 't'}"), "t>s", FALSE },
  { "reference-unknown", "s", "any", NULL, T ", " O ("{'automation': 'lint', 'state': 'entered', 'step': 'x'}"), "t>s", TRUE },
  { "reference-unknown", "f", "any", NULL,
    T ", 'f': {'type': 'action.add-note', 'params': {'text': 'Hello {{ contact.frist-name }}'}}", "t>f", TRUE },
  { "reference-unknown", "f", "any", NULL,
    T ", 'f': {'type': 'action.add-note', 'params': {'text': '{{ contact.first-name }} {{deal.title}} {{ trigger.from }}'}}",
    "t>f", FALSE },
  { "reference-unknown", "f", "any", NULL,
    T ", 'f': {'type': 'action.add-note', 'params': {'text': '{{ weather.today }}'}}", "t>f", TRUE },
  { "reference-unknown", "f", "any", NULL,
    T ", 'f': {'type': 'action.add-note', 'params': {'text': '{{ trigger.colour }}'}}", "t>f", TRUE },
  { "reference-unknown", "f", "any", NULL,
    T ", 'f': {'type': 'action.notify-staff', 'params': {'to': 'nobody', 'subject': 'a', 'body': 'b'}}", "t>f", TRUE },
  { "reference-unknown", "f", "any", NULL,
    T ", 'f': {'type': 'action.notify-staff', 'params': {'to': 'a@example.org', 'subject': 'a', 'body': 'b'}}", "t>f", FALSE },
  { "reference-unknown", "f", "any", NULL,
    T ", 'f': {'type': 'action.assign-owner', 'params': {'owner': {'rotate': ['the-user', 'gone']}}}", "t>f", TRUE },
  { "reference-unknown", "g", "any", NULL, T ", " W ", " G ("gone"), "t>w w>g", TRUE },
  { "reference-unknown", "g", "any", NULL, T ", " W ", " G ("w"), "t>w w>g", FALSE },
  { "reference-unknown", NULL, "any", "'start': 'gone'", T ", " M, "t>m", TRUE },
  { "reference-unknown", NULL, "any", "'exit': {'tag': 'gone'}", T ", " M, "t>m", TRUE },
  { "reference-unknown", "x", "any", NULL, T ", 'x': {'type': 'wait.event', 'params': {'event': 'mail.opened'}}", "t>x", TRUE },
  { "reference-unknown", "x", "any", NULL,
    T ", 'x': {'type': 'wait.event', 'params': {'event': 'email.opened', 'subject': 'gone'}}", "t>x", TRUE },
  { "reference-unknown", "x", "any", NULL,
    T ", 'x': {'type': 'wait.event', 'params': {'event': 'email.opened', 'subject': 'the-email'}}", "t>x", FALSE },

  { "filter-key-unknown", "t", "any", NULL,
    "'t': {'type': 'trigger.order-created', 'params': {'where': {'totals': '>=50'}}}", "", TRUE },
  { "filter-key-unknown", "t", "any", NULL,
    "'t': {'type': 'trigger.order-created', 'params': {'where': {'any': [{'total': '>=50'}, {'source': 'shopify'}]}}}", "",
    FALSE },
  { "filter-key-unknown", "t", "any", NULL,
    "'t': {'type': 'trigger.order-created', 'params': {'where': {'items': {'colour': 'red'}}}}", "", TRUE },
  { "filter-key-unknown", "t", "any", NULL,
    "'t': {'type': 'trigger.event-recorded', 'params': {'event': 'the-event-name', 'where': {'plan': 'gold'}}}", "", FALSE },
  { "filter-key-unknown", "t", "any", NULL,
    "'t': {'type': 'trigger.event-recorded', 'params': {'event': 'the-event-name', 'where': {'colour': 'red'}}}", "", TRUE },
  { "filter-key-unknown", "t", "any", NULL,
    "'t': {'type': 'trigger.event-recorded', 'params': {'where': {'colour': 'red'}}}", "", FALSE },
  { "filter-key-unknown", "s", "any", NULL, T ", " O ("{'deal': {'colour': 'red'}}"), "t>s", TRUE },
  { "filter-key-unknown", "s", "any", NULL, T ", " O ("{'deal': {'the-deal-number': '>3', 'status': 'open'}}"), "t>s", FALSE },
  { "filter-key-unknown", "s", "any", NULL, T ", " O ("{'event': 'order.created', 'sum': {'totl': '>3'}}"), "t>s", TRUE },
  { "filter-key-unknown", "s", "any", NULL, T ", " O ("{'trigger': {'colour': 'red'}}"), "t>s", TRUE },
  { "filter-key-unknown", "s", "any", NULL, T ", " O ("{'trigger': {'from': 'none'}}"), "t>s", FALSE },
  { "filter-key-unknown", "x", "any", NULL,
    T ", 'x': {'type': 'wait.event', 'params': {'event': 'order.created', 'where': {'colour': 'red'}}}", "t>x", TRUE },

  { "several-targets", "t", "any", NULL,
    "'t': {'type': 'trigger.list-subscribed', 'params': {'list': ['the-list', 'other-list']}}, " M, "t>m", TRUE },
  { "several-targets", "t", "any", NULL,
    "'t': {'type': 'trigger.list-subscribed', 'params': {'list': ['the-list']}}, " M, "t>m", TRUE },
  { "several-targets", "n", "any", NULL,
    T ", " M ", 'n': {'type': 'action.add-tag', 'params': {'tag': ['the-tag', 'other-tag', 'the-tag']}}", "t>n n>m", TRUE },
  { "several-targets", "t", "any", NULL, T ", " M, "t>m", FALSE },
  { "several-targets", "t", "any", NULL,
    "'t': {'type': 'trigger.cart-abandoned', 'params': {'products': ['the-product', 'the-product']}}", "", FALSE },

  { "number-out-of-range", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': [60, 60]}}", "t>r r.a>m r.b>m", TRUE },
  { "number-out-of-range", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': [100]}}", "t>r r.a>m r.b>m", TRUE },
  { "number-out-of-range", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': [33.3, 66.7]}}", "t>r r.a>m r.b>m", TRUE },
  { "number-out-of-range", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 90]}}", "t>r r.a>m",
    TRUE },
  { "number-out-of-range", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': 'half'}}", "t>r r.a>m r.b>m", TRUE },
  { "number-out-of-range", "r", "any", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': [40, 60]}}", "t>r r.a>m r.b>m", FALSE },
  { "value-not-offered", "r", "activecampaign", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': [40, 60]}}", "t>r r.a>m r.b>m", TRUE },
  { "value-not-offered", "r", "activecampaign", NULL,
    T ", " M ", 'r': {'type': 'split.random', 'params': {'weights': [34, 33, 33]}}", "t>r r.a>m r.b>m r.c>m", FALSE },

  { "double-entry", "u", "activecampaign", NULL,
    T ", " M ", 'u': {'type': 'trigger.list-subscribed', 'params': {}}", "t>m u>m", TRUE },
  { "double-entry", "u", "activecampaign", NULL,
    T ", " M ", 'u': {'type': 'trigger.list-subscribed', 'params': {'list': 'the-list'}}", "t>m u>m", TRUE },
  { "double-entry", NULL, "activecampaign", NULL,
    T ", " M ", 'u': {'type': 'trigger.list-subscribed', 'params': {'list': 'other-list'}}", "t>m u>m", FALSE },
  { "double-entry", NULL, "brevo", NULL,
    T ", " M ", 'u': {'type': 'trigger.list-subscribed', 'params': {}}", "t>m u>m", FALSE },
  { "double-entry", "u", "brevo", "'entry': {'reentry': 'always', 'parallel': 'yes'}",
    T ", " M ", 'u': {'type': 'trigger.list-subscribed', 'params': {}}", "t>m u>m", TRUE },
  { "double-entry", NULL, "activecampaign", "'entry': {'parallel': 'no'}",
    T ", " M ", 'u': {'type': 'trigger.list-subscribed', 'params': {}}", "t>m u>m", FALSE },
  { "double-entry", NULL, "activecampaign", "'entry': {'reentry': 'never'}",
    T ", " M ", 'u': {'type': 'trigger.list-subscribed', 'params': {}}", "t>m u>m", FALSE },
  { "double-entry", NULL, "activecampaign", NULL,
    M ", 't': {'type': 'trigger.list-subscribed', 'params': {'list': 'the-list', 'entry-segment': {'tag': 'the-tag'}}}, "
    "'u': {'type': 'trigger.list-subscribed', 'params': {'entry-segment': {'none': [{'tag': 'the-tag'}]}}}", "t>m u>m", FALSE },
  { "double-entry", NULL, "activecampaign", NULL,
    M ", 't': {'type': 'trigger.tag-added', 'params': {'tag': 'the-tag'}}, "
    "'u': {'type': 'trigger.list-subscribed', 'params': {}}", "t>m u>m", FALSE },
  /* The form adds the tag by itself. */
  { "double-entry", "u", "activecampaign", NULL,
    M ", 't': {'type': 'trigger.tag-added', 'params': {'tag': 'the-tag'}}, "
    "'u': {'type': 'trigger.form-submitted', 'params': {'form': 'tagging-form'}}", "t>m u>m", TRUE },
  { "double-entry", "u", "any", "'entry': {'reentry': 'always', 'parallel': 'yes'}",
    M ", 't': {'type': 'trigger.email-clicked', 'params': {'email': 'the-email'}}, "
    "'u': {'type': 'trigger.email-opened', 'params': {'email': 'the-email'}}", "t>m u>m", TRUE },
  { "double-entry", NULL, "any", "'entry': {'reentry': 'always', 'parallel': 'yes'}",
    M ", 't': {'type': 'trigger.page-visited', 'params': {'page': 'shop.example/a*'}}, "
    "'u': {'type': 'trigger.page-visited', 'params': {'page': 'shop.example/b*'}}", "t>m u>m", FALSE },
  { "double-entry", "u", "any", "'entry': {'reentry': 'always', 'parallel': 'yes'}",
    M ", 't': {'type': 'trigger.in-segment', 'params': {'segment': 'the-segment'}}, "
    "'u': {'type': 'trigger.matches-conditions', 'params': {'if': {'tag': 'the-tag'}}}", "t>m u>m", TRUE },
  { "double-entry", NULL, "any", "'entry': {'reentry': 'always', 'parallel': 'yes'}",
    M ", 't': {'type': 'trigger.in-segment', 'params': {'segment': 'the-segment'}}, "
    "'u': {'type': 'trigger.matches-conditions', 'params': {'if': {'tag': 'the-tag'}, 'at': '10:00'}}", "t>m u>m", FALSE },
  { "double-entry", "u", "any", "'entry': {'reentry': 'always', 'parallel': 'yes'}",
    M ", 't': {'type': 'trigger.email-not-opened', 'params': {'email': 'the-email'}}, "
    "'u': {'type': 'trigger.email-not-clicked', 'params': {'email': 'the-email'}}", "t>m u>m", TRUE },
  { "double-entry", NULL, "any", "'entry': {'reentry': 'always', 'parallel': 'yes'}",
    M ", 't': {'type': 'trigger.order-created', 'params': {'where': {'currency': 'EUR'}}}, "
    "'u': {'type': 'trigger.order-created', 'params': {'store': 'the-store', 'where': {'total': '>5'}}}, "
    "'v': {'type': 'trigger.manual'}", "t>m v>m", TRUE },

  { "reentry-refused", "t", "activecampaign", "'entry': {'reentry': {'after': 'P30D'}}", T ", " M, "t>m", TRUE },
  { "reentry-refused", "t", "activecampaign", "'entry': {'reentry': 'always'}",
    T ", " M ", 'u': {'type': 'trigger.tag-added', 'params': {'tag': 'the-tag'}}", "t>m u>m", TRUE },
  { "reentry-refused", "t", "activecampaign", "'entry': {'reentry': 'always'}",
    M ", 't': {'type': 'trigger.meeting-booked', 'row': 'ac.calendly-meeting-received'}", "t>m", TRUE },
  { "reentry-refused", NULL, "activecampaign", NULL, T ", " M, "t>m", FALSE },
  { "reentry-refused", NULL, "activecampaign", "'entry': {'reentry': 'never'}", T ", " M, "t>m", FALSE },
  { "reentry-refused", NULL, "activecampaign", "'entry': {'reentry': 'always'}",
    M ", 't': {'type': 'trigger.tag-added', 'params': {'tag': 'the-tag', 'runs': 'multiple'}}", "t>m", FALSE },
  { "reentry-refused", NULL, "any", "'entry': {'reentry': 'always'}", T ", " M, "t>m", FALSE },

  { "automations-loop", "n", "any", "'entry': {'reentry': 'always'}",
    "'t': {'type': 'trigger.tag-added', 'params': {'tag': 'other-tag'}}, " N, "t>n", TRUE },
  { "automations-loop", NULL, "any", NULL,
    "'t': {'type': 'trigger.tag-added', 'params': {'tag': 'the-tag'}}, " N, "t>n", FALSE },
  { "automations-loop", "f", "any", "'entry': {'reentry': 'always'}",
    "'t': {'type': 'trigger.field-changed', 'params': {'field': 'the-field', 'to': 'x'}}, "
    "'f': {'type': 'action.update-field', 'params': {'field': 'the-field', 'value': {'value': 'x'}}}", "t>f", TRUE },
  { "automations-loop", NULL, "any", "'entry': {'reentry': 'always'}",
    "'t': {'type': 'trigger.field-changed', 'params': {'field': 'the-field', 'to': 'x'}}, "
    "'f': {'type': 'action.update-field', 'params': {'field': 'the-field', 'value': {'value': 'y'}}}", "t>f", FALSE },
  { "automations-loop", "m", "any", "'entry': {'reentry': 'always'}",
    "'t': {'type': 'trigger.email-not-opened', 'params': {'email': 'the-email'}}, " M, "t>m", TRUE },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
  g_autoptr (ParcoursAutomation) automation = lint_automation (c->platform, c->settings, c->steps, c->links);

  lint_assert (automation, &workspace->context, c->code, c->step, c->reported);
}

/* Another automation that starts this one, and is started by it. */
static void
test_other_automations (void)
{
  g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ParcoursAutomation) first = lint_automation ("activecampaign", NULL,
    "'t': {'type': 'trigger.tag-added', 'params': {'tag': 'the-tag', 'runs': 'multiple'}}, " N, "t>n");
  g_autoptr (ParcoursAutomation) second = lint_automation ("activecampaign", NULL,
    "'t': {'type': 'trigger.tag-added', 'params': {'tag': 'other-tag'}}, "
    "'a': {'type': 'action.add-tag', 'params': {'tag': 'the-tag'}}, "
    "'r': {'type': 'action.remove-tag', 'params': {'tag': 'the-tag'}}", "t>a a>r");
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Rename");
  g_autoptr (JsonNode) slug = json_node_init_string (json_node_alloc (), "second");
  g_autoptr (ParcoursAutomation) renamed = NULL;

  lint_assert (first, &workspace->context, "automations-loop", NULL, FALSE);
  lint_assert (first, &workspace->context, "tag-never-removed", "t", TRUE);
  parcours_edit_set_head (edit, second, "slug", slug);
  renamed = parcours_edit_apply (edit, second, NULL);
  lint_add_automation (workspace, renamed);
  lint_assert (first, &workspace->context, "automations-loop", "n", TRUE);
  lint_assert (first, &workspace->context, "tag-never-removed", "t", FALSE);
}

static void
test_started_elsewhere (void)
{
  g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
  g_autoptr (ParcoursAutomation) plain = lint_automation ("any", "'start': 'm'", M, "");
  g_autoptr (ParcoursAutomation) two = lint_automation ("any", NULL, T ", " M ", " N ", 'u': {'type': 'trigger.manual'}",
                                                        "t>m u>n");
  g_autoptr (ParcoursAutomation) starter = lint_automation ("any", NULL,
    T ", 's': {'type': 'flow.start-automation', 'params': {'automation': 'lint'}}", "t>s");
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Rename");
  g_autoptr (JsonNode) slug = json_node_init_string (json_node_alloc (), "starter");
  g_autoptr (ParcoursAutomation) renamed = NULL;

  lint_assert (plain, &workspace->context, "no-trigger", NULL, TRUE);
  lint_assert (two, &workspace->context, "parameter-missing", NULL, FALSE);
  parcours_edit_set_head (edit, starter, "slug", slug);
  renamed = parcours_edit_apply (edit, starter, NULL);
  lint_add_automation (workspace, renamed);
  lint_assert (plain, &workspace->context, "no-trigger", NULL, FALSE);
  lint_assert (two, &workspace->context, "parameter-missing", NULL, TRUE);
}

/* Without a workspace, what needs one is left out and named. */
static void
test_left_out (void)
{
  g_autoptr (ParcoursAutomation) automation = lint_automation ("activecampaign", NULL,
    "'t': {'type': 'trigger.tag-added', 'params': {'tag': 'gone', 'runs': 'multiple'}}, " M ", "
    GOAL ("{'tag': 'gone'}"), "t>m m>goal");
  g_auto (GStrv) left_out = NULL;
  g_autoptr (GPtrArray) checks = parcours_check_automation (automation, PARCOURS_PLATFORM_ACTIVECAMPAIGN, NULL, &left_out);
  static const char *const expected[] = { "automations-loop", "goal-unreachable", "recipient-without-address",
                                          "recipient-without-consent", "reference-unknown", "tag-never-removed", NULL };

  g_assert_cmpuint (lint_count (checks, PARCOURS_SEVERITY_ERROR), ==, 0);
  g_assert_cmpuint (g_strv_length (left_out), ==, G_N_ELEMENTS (expected) - 1);
  for (guint i = 0; expected[i] != NULL; i++)
    g_assert_cmpstr (left_out[i], ==, expected[i]);
}

/* Errors come first, and all in the order of the flow. */
static void
test_order (void)
{
  g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
  g_autoptr (ParcoursAutomation) automation = lint_automation ("any", NULL,
    T ", 'z': {'type': 'action.add-tag'}, 'a': {'type': 'action.add-tag'}, " S ", " M, "t>z z>a a>s s.yes>m");
  g_autoptr (GPtrArray) checks = lint_check (automation, &workspace->context);

  g_assert_cmpuint (checks->len, ==, 3);
  g_assert_cmpstr (((ParcoursCheck *) checks->pdata[0])->step, ==, "z");
  g_assert_cmpstr (((ParcoursCheck *) checks->pdata[1])->step, ==, "a");
  g_assert_cmpstr (((ParcoursCheck *) checks->pdata[2])->code, ==, "exit-open");
}

static void
test_json_form (void)
{
  g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
  g_autoptr (ParcoursAutomation) automation = lint_automation ("brevo", NULL, T ", " M, "t>m");
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  workspace->n_without = 12;
  checks = lint_check (automation, &workspace->context);
  g_assert_cmpuint (checks->len, ==, 1);
  node = parcours_check_to_json (g_ptr_array_index (checks, 0));
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "code"), ==, "recipient-without-address");
  g_assert_cmpstr (json_object_get_string_member (object, "severity"), ==, "warning");
  g_assert_cmpstr (json_object_get_string_member (object, "step"), ==, "m");
  g_assert_cmpint (json_object_get_int_member (object, "contacts"), ==, 12);
  g_assert_cmpint (json_object_get_int_member (object, "of"), ==, 5000);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "fixes")), ==, 1);
}

/* What has one possible answer is mended together, what that brings to light too. */
static void
test_fix_at_once (void)
{
  g_autoptr (LintWorkspace) workspace = lint_workspace_new ();
  g_autoptr (ParcoursAutomation) automation = lint_automation ("any", NULL,
    "'t': {'type': 'trigger.list-subscribed', 'params': {'list': ['the-list', 'other-list']}}, " S ", " M ", "
    "'r': {'type': 'split.random', 'params': {'weights': [1, 1]}}, 'w': {'type': 'wait.duration', 'params': {'for': 'PT5M'}}",
    "t>s s.yes>m m>r r.a>w w>m x>m");
  g_autoptr (GPtrArray) before = lint_check (automation, &workspace->context);
  guint n_fixed;
  g_autoptr (ParcoursEdit) edit = parcours_checks_fix_at_once (automation, PARCOURS_PLATFORM_ANY, &workspace->context,
                                                               &n_fixed);
  g_autoptr (ParcoursAutomation) fixed = parcours_edit_apply (edit, automation, NULL);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_nonnull (fixed);
  g_assert_cmpuint (lint_count (before, PARCOURS_SEVERITY_ERROR), >=, 4);
  after = lint_check (fixed, &workspace->context);
  lint_print (after);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpuint (n_fixed, >=, 5);
}

static void
test_nothing_to_fix (void)
{
  g_autoptr (ParcoursAutomation) automation = lint_automation ("any", NULL, T ", " M, "t>m");
  g_autoptr (ParcoursEdit) edit = parcours_checks_fix_at_once (automation, PARCOURS_PLATFORM_ANY, NULL, NULL);

  g_assert_true (parcours_edit_is_empty (edit));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/checks/%s/%u-%s", cases[i].code, i, cases[i].reported ? "yes" : "no");

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/checks/other-automations", test_other_automations);
  g_test_add_func ("/checks/started-elsewhere", test_started_elsewhere);
  g_test_add_func ("/checks/left-out", test_left_out);
  g_test_add_func ("/checks/order", test_order);
  g_test_add_func ("/checks/json", test_json_form);
  g_test_add_func ("/checks/fix-at-once", test_fix_at_once);
  g_test_add_func ("/checks/nothing-to-fix", test_nothing_to_fix);

  return g_test_run ();
}
