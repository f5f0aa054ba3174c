/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the catalogue for xgettext. Written by strings.py; do not edit. */

/* Translators: trigger, runs */
_("Runs");
/* Translators: trigger, runs */
_("How often a contact may enter by this trigger.");
/* Translators: trigger, runs: once */
_("Once for each contact");
/* Translators: trigger, runs: multiple */
_("Every time");
/* Translators: trigger, entry-segment */
_("Only contacts who");
/* Translators: trigger, entry-segment */
_("Asked at the moment the trigger fires. Who does not meet it stays out.");
/* Translators: event, where */
_("Filters on the event");
/* Translators: trigger.list-subscribed */
_("Contacts and lists");
/* Translators: trigger.list-subscribed */
_("Subscribes to a list");
/* Translators: trigger.list-subscribed */
_("Lets in contacts who become active subscribers of a list. With double opt-in that is when they confirm.");
/* Translators: trigger.list-subscribed, list */
_("List");
/* Translators: trigger.list-subscribed, include-imported */
_("Include imported contacts");
/* Translators: trigger.list-unsubscribed */
_("Unsubscribes from a list");
/* Translators: trigger.list-unsubscribed */
_("Lets in contacts who lose their subscription to a list, whether they leave by themselves or somebody takes them off.");
/* Translators: trigger.list-unsubscribed, message */
_("Left from the email");
/* Translators: trigger.list-unsubscribed, kind */
_("Kind of email");
/* Translators: trigger.list-unsubscribed, kind: campaign */
_("Campaign");
/* Translators: trigger.list-unsubscribed, kind: automation */
_("Automation");
/* Translators: trigger.list-unsubscribed, kind: one-to-one */
_("One-to-one");
/* Translators: trigger.list-unsubscribed, kind: transactional */
_("Transactional");
/* Translators: trigger.list-unsubscribed, include-removed */
_("Include contacts removed from the list");
/* Translators: trigger.list-unsubscribed, include-removed */
_("Only those who were active on it.");
/* Translators: trigger.form-submitted */
_("Submits a form");
/* Translators: trigger.form-submitted */
_("Lets in contacts who send in a form. It can wait for those whose subscription must first be confirmed.");
/* Translators: trigger.form-submitted, form */
_("Form");
/* Translators: trigger.form-submitted, kind */
_("Kind of form");
/* Translators: trigger.form-submitted, kind: sign-up */
_("Sign-up");
/* Translators: trigger.form-submitted, kind: unsubscription */
_("Unsubscription");
/* Translators: trigger.form-submitted, kind: profile-update */
_("Profile update");
/* Translators: trigger.form-submitted, await-opt-in */
_("Wait for the confirmation");
/* Translators: trigger.form-submitted, await-opt-in */
_("Where the form subscribes to a list with double opt-in, contacts enter when they confirm.");
/* Translators: trigger.form-submitted, source */
_("Source");
/* Translators: trigger.form-submitted, source */
_("The integration it comes through, such as shopify. Events that name none are let in too.");
/* Translators: trigger.survey-responded */
_("Answers a survey");
/* Translators: trigger.survey-responded */
_("Lets in contacts who answer a survey.");
/* Translators: trigger.survey-responded, survey */
_("Survey");
/* Translators: trigger.tag-added */
_("Tag is added");
/* Translators: trigger.tag-added */
_("Lets in contacts at the moment a tag is added to them, whoever adds it.");
/* Translators: trigger.tag-added, tag */
_("Tag");
/* Translators: trigger.tag-removed */
_("Tag is removed");
/* Translators: trigger.tag-removed */
_("Lets in contacts at the moment they lose a tag.");
/* Translators: trigger.group-joined */
_("Joins a group");
/* Translators: trigger.group-joined */
_("Lets in contacts at the moment they join a group.");
/* Translators: trigger.group-joined, group */
_("Group");
/* Translators: trigger.group-left */
_("Leaves a group");
/* Translators: trigger.group-left */
_("Lets in contacts at the moment they leave a group.");
/* Translators: trigger.field-changed */
_("Field changes");
/* Translators: trigger.field-changed, on a card */
_("{field}: → {to}");
/* Translators: trigger.field-changed, on a card */
_("{field}: {from} →");
/* Translators: trigger.field-changed, on a card */
_("{field}: {from} → {to}");
/* Translators: trigger.field-changed */
_("Lets in contacts when the value of a field changes. Setting a field to the value it has is no change.");
/* Translators: trigger.field-changed, of */
_("Field of");
/* Translators: trigger.field-changed, of: contact */
_("Contact");
/* Translators: trigger.field-changed, of: deal */
_("Deal");
/* Translators: trigger.field-changed, field */
_("Field");
/* Translators: trigger.field-changed, from */
_("From");
/* Translators: trigger.field-changed, to */
_("To");
/* Translators: trigger.manual */
_("Added by hand");
/* Translators: trigger.manual */
_("Lets in the contacts whom somebody of the team adds. Filters and limits of the other triggers do not apply.");
/* Translators: trigger.channel-subscribed */
_("Messages");
/* Translators: trigger.channel-subscribed */
_("Subscribes to a channel");
/* Translators: trigger.channel-subscribed */
_("Lets in contacts who agree to get emails, text messages or push notifications.");
/* Translators: trigger.channel-subscribed, channel */
_("Channel");
/* Translators: trigger.channel-subscribed, channel: email */
_("Email");
/* Translators: trigger.channel-subscribed, channel: sms */
_("SMS");
/* Translators: trigger.channel-subscribed, channel: push */
_("Push notifications");
/* Translators: trigger.channel-subscribed, subtype */
_("Subscription");
/* Translators: trigger.channel-subscribed, subtype: any */
_("Any");
/* Translators: trigger.channel-subscribed, subtype: new */
_("First subscription");
/* Translators: trigger.channel-subscribed, subtype: soft */
_("Display switched on again");
/* Translators: trigger.channel-unsubscribed */
_("Unsubscribes from a channel");
/* Translators: trigger.channel-unsubscribed */
_("Lets in contacts who no longer want emails, text messages or push notifications.");
/* Translators: trigger.channel-unsubscribed, subtype: invalidated */
_("Device gone for good");
/* Translators: trigger.channel-unsubscribed, subtype: soft */
_("Display switched off");
/* Translators: trigger.email-delivered */
_("Receives an email");
/* Translators: trigger.email-delivered */
_("Lets in contacts when an email has reached them.");
/* Translators: trigger.email-opened */
_("Opens an email");
/* Translators: trigger.email-opened */
_("Lets in contacts who open an email.");
/* Translators: trigger.email-not-opened */
_("Does not open an email");
/* Translators: trigger.email-not-opened, on a card */
_("{email}, after {after}");
/* Translators: trigger.email-not-opened */
_("Lets in contacts who have not opened an email some time after it was delivered.");
/* Translators: trigger.email-not-opened, after */
_("After");
/* Translators: trigger.email-clicked */
_("Clicks in an email");
/* Translators: trigger.email-clicked, on a card */
_("{link} in {email}");
/* Translators: trigger.email-clicked */
_("Lets in contacts who click a link in an email.");
/* Translators: trigger.email-clicked, link */
_("Link");
/* Translators: trigger.email-clicked, link */
_("Its address or its name; * stands for any text.");
/* Translators: trigger.email-not-clicked */
_("Clicks nothing in an email");
/* Translators: trigger.email-not-clicked */
_("Lets in contacts who have clicked no link of an email some time after it was delivered.");
/* Translators: trigger.email-replied */
_("Replies to an email");
/* Translators: trigger.email-replied */
_("Lets in contacts who answer an email.");
/* Translators: trigger.email-forwarded */
_("Forwards an email");
/* Translators: trigger.email-forwarded */
_("Lets in contacts who pass an email on with its forward-to-a-friend form.");
/* Translators: trigger.email-shared */
_("Shares an email");
/* Translators: trigger.email-shared */
_("Lets in contacts who follow a link of an email that shares it on a social network.");
/* Translators: trigger.email-shared, list */
_("Sent to the list");
/* Translators: trigger.email-shared, network */
_("Social network");
/* Translators: trigger.sms-received */
_("Texts a keyword");
/* Translators: trigger.sms-received, on a card */
_("“{keyword}”");
/* Translators: trigger.sms-received */
_("Lets in contacts who send a keyword by text message. Capitals do not matter.");
/* Translators: trigger.sms-received, keyword */
_("Keyword");
/* Translators: trigger.sms-received, keyword */
_("2 to 30 letters or digits.");
/* Translators: trigger.push-clicked */
_("Clicks a push notification");
/* Translators: trigger.push-clicked */
_("Lets in contacts who tap a push notification.");
/* Translators: trigger.push-clicked, notification */
_("Push notification");
/* Translators: trigger.push-clicked, attribution */
_("Attribution");
/* Translators: trigger.site-message-dismissed */
_("Dismisses a site message");
/* Translators: trigger.site-message-dismissed */
_("Lets in contacts who close a site message the first time they see it.");
/* Translators: trigger.site-message-dismissed, site-message */
_("Site message");
/* Translators: trigger.page-visited */
_("Site and events");
/* Translators: trigger.page-visited */
_("Visits a web page");
/* Translators: trigger.page-visited, on a card */
_("Any page");
/* Translators: trigger.page-visited */
_("Lets in known contacts who visit a page.");
/* Translators: trigger.page-visited, page */
_("Page");
/* Translators: trigger.page-link-clicked */
_("Clicks a link on a page");
/* Translators: trigger.page-link-clicked */
_("Lets in known contacts who click a link of a website.");
/* Translators: trigger.page-link-clicked, link */
_("Its address; * stands for any text.");
/* Translators: trigger.event-recorded */
_("Custom event is recorded");
/* Translators: trigger.event-recorded */
_("Lets in contacts for whom a website or an application records a custom event.");
/* Translators: trigger.event-recorded, event */
_("Event");
/* Translators: trigger.session-started */
_("Starts a session");
/* Translators: trigger.session-started */
_("Lets in contacts who open the website or the app for the first time, or again after half an hour without any activity.");
/* Translators: trigger.conversion-recorded */
_("Conversion takes place");
/* Translators: trigger.conversion-recorded */
_("Lets in contacts for whom a conversion is recorded.");
/* Translators: trigger.conversion-recorded, conversion */
_("Conversion");
/* Translators: trigger.feed-updated */
_("Feed is updated");
/* Translators: trigger.feed-updated */
_("Looks at a feed in regular turns and, once it has enough new items, lets in everybody or a segment.");
/* Translators: trigger.feed-updated, feed */
_("Feed");
/* Translators: trigger.feed-updated, every */
_("Look");
/* Translators: trigger.feed-updated, every: hourly */
_("Every hour");
/* Translators: trigger.feed-updated, every: daily */
_("Every day");
/* Translators: trigger.feed-updated, every: weekly */
_("Every week");
/* Translators: trigger.feed-updated, every: monthly */
_("Every month");
/* Translators: trigger.feed-updated, at */
_("At");
/* Translators: trigger.feed-updated, min-items */
_("New items needed");
/* Translators: trigger.feed-updated, audience */
_("Let in");
/* Translators: trigger.feed-updated, audience */
_("Left empty, every contact.");
/* Translators: trigger.date */
_("Dates and segments");
/* Translators: trigger.date */
_("Date is reached");
/* Translators: trigger.date, on a card */
_("{offset}, {at} · every year");
/* Translators: trigger.date, on a card */
_("{offset}, {at}");
/* Translators: trigger.date */
_("Lets in contacts before, on or after a date of theirs, once or every year. Dates already past let nobody in.");
/* Translators: trigger.date, date */
_("Date");
/* Translators: trigger.date, program */
_("Loyalty programme");
/* Translators: trigger.date, offset */
_("When");
/* Translators: trigger.date, repeat */
_("Repeat");
/* Translators: trigger.date, repeat: once */
_("Once");
/* Translators: trigger.date, repeat: yearly */
_("Every year");
/* Translators: trigger.date, where */
_("Filters on the record");
/* Translators: trigger.date, where */
_("Columns of the deal, membership or voucher whose date it is.");
/* Translators: trigger.in-segment */
_("Is in a segment");
/* Translators: trigger.in-segment, on a card */
_("{segment} · daily at {at}");
/* Translators: trigger.in-segment */
_("Looks once a day and lets in the contacts who are in a segment at that time.");
/* Translators: trigger.in-segment, segment */
_("Segment");
/* Translators: trigger.matches-conditions */
_("Meets conditions");
/* Translators: trigger.matches-conditions */
_("Looks once a day and lets in the contacts who meet conditions at that time.");
/* Translators: trigger.matches-conditions, if */
_("Contacts who");
/* Translators: trigger.order-created */
_("Orders and carts");
/* Translators: trigger.order-created */
_("Places an order");
/* Translators: trigger.order-created */
_("Lets in contacts who order, whatever it is or when the order holds a product.");
/* Translators: trigger.order-created, store */
_("Store");
/* Translators: trigger.order-created, product */
_("Product");
/* Translators: trigger.order-created, status */
_("Status");
/* Translators: trigger.order-created, status: pending */
_("Pending");
/* Translators: trigger.order-created, status: paid */
_("Paid");
/* Translators: trigger.order-created, status: failed */
_("Failed");
/* Translators: trigger.order-confirmed */
_("Order is confirmed");
/* Translators: trigger.order-confirmed */
_("Lets in contacts when an order of theirs is confirmed.");
/* Translators: trigger.order-paid */
_("Order is paid");
/* Translators: trigger.order-paid */
_("Lets in contacts when the payment of an order has gone through.");
/* Translators: trigger.order-shipped */
_("Order is shipped");
/* Translators: trigger.order-shipped */
_("Lets in contacts when an order is on its way.");
/* Translators: trigger.order-cancelled */
_("Order is cancelled");
/* Translators: trigger.order-cancelled */
_("Lets in contacts when an order of theirs is cancelled.");
/* Translators: trigger.order-refunded */
_("Order is refunded");
/* Translators: trigger.order-refunded */
_("Lets in contacts when an order has been refunded.");
/* Translators: trigger.no-purchase */
_("Has not bought again");
/* Translators: trigger.no-purchase, on a card */
_("For {after}");
/* Translators: trigger.no-purchase, on a card */
_("For {after} · {store}");
/* Translators: trigger.no-purchase */
_("Lets in contacts who have not ordered again for a while. Only orders placed since the automation is active count.");
/* Translators: trigger.cart-abandoned */
_("Abandons a cart");
/* Translators: trigger.cart-abandoned, on a card */
_("After {after}");
/* Translators: trigger.cart-abandoned, on a card */
_("After {after} · {category}");
/* Translators: trigger.cart-abandoned, on a card */
_("After {after} · without {products}");
/* Translators: trigger.cart-abandoned, on a card */
_("After {after} · {products}");
/* Translators: trigger.cart-abandoned, on a card */
_("After {after} · {product}");
/* Translators: trigger.cart-abandoned */
_("Lets in contacts who leave a cart untouched and unpaid for a while. The filters look at the cart as it is then.");
/* Translators: trigger.cart-abandoned, after */
_("Since the last change of the cart.");
/* Translators: trigger.cart-abandoned, category */
_("Category");
/* Translators: trigger.cart-abandoned, total */
_("Total");
/* Translators: trigger.cart-abandoned, products */
_("Products");
/* Translators: trigger.cart-abandoned, mode */
_("The cart");
/* Translators: trigger.cart-abandoned, mode: includes */
_("Holds one of these products");
/* Translators: trigger.cart-abandoned, mode: excludes */
_("Holds none of these products");
/* Translators: trigger.cart-product-added */
_("Adds a product to a cart");
/* Translators: trigger.cart-product-added, on a card */
_("{product} · low stock");
/* Translators: trigger.cart-product-added */
_("Lets in contacts who put a product in a cart.");
/* Translators: trigger.cart-product-added, low-stock */
_("Only when stock is low");
/* Translators: trigger.cart-product-removed */
_("Takes a product out of a cart");
/* Translators: trigger.cart-product-removed */
_("Lets in contacts who take a product out of a cart.");
/* Translators: trigger.checkout-action */
_("Goes through the checkout");
/* Translators: trigger.checkout-action */
_("Lets in contacts who reach a stage of the checkout.");
/* Translators: trigger.checkout-action, action */
_("Stage");
/* Translators: trigger.checkout-action, action: started */
_("Checkout started");
/* Translators: trigger.checkout-action, action: payment-submitted */
_("Payment details sent");
/* Translators: trigger.checkout-action, action: completed */
_("Checkout completed");
/* Translators: trigger.product-viewed */
_("Views a product");
/* Translators: trigger.product-viewed */
_("Lets in contacts who look at a product of a shop.");
/* Translators: trigger.product-viewed, collection */
_("Collection");
/* Translators: trigger.store-searched */
_("Searches a shop");
/* Translators: trigger.store-searched, on a card */
_("Any search");
/* Translators: trigger.store-searched */
_("Lets in contacts who search a shop.");
/* Translators: trigger.store-searched, term */
_("Search term");
/* Translators: trigger.store-searched, term */
_("* stands for any text.");
/* Translators: trigger.product-back-in-stock */
_("Product is back in stock");
/* Translators: trigger.product-back-in-stock */
_("Lets in the contacts who had put a product in a cart while it ran low, when it can be bought again.");
/* Translators: trigger.payment-made */
_("Pays through a link");
/* Translators: trigger.payment-made */
_("Lets in contacts who pay through a payment link.");
/* Translators: trigger.payment-made, link */
_("Payment link");
/* Translators: trigger.payment-made, amount */
_("Amount");
/* Translators: trigger.loyalty-joined */
_("Loyalty");
/* Translators: trigger.loyalty-joined */
_("Joins a loyalty programme");
/* Translators: trigger.loyalty-joined */
_("Lets in contacts who join a loyalty programme.");
/* Translators: trigger.loyalty-left */
_("Leaves a loyalty programme");
/* Translators: trigger.loyalty-left */
_("Lets in contacts who leave a loyalty programme or are taken out of it.");
/* Translators: trigger.loyalty-tier-changed */
_("Changes tier");
/* Translators: trigger.loyalty-tier-changed, on a card */
_("{program}: → {to}");
/* Translators: trigger.loyalty-tier-changed, on a card */
_("{program}: {from} →");
/* Translators: trigger.loyalty-tier-changed, on a card */
_("{program}: {from} → {to}");
/* Translators: trigger.loyalty-tier-changed */
_("Lets in contacts whose tier in a loyalty programme changes.");
/* Translators: trigger.loyalty-balance-changed */
_("Balance changes");
/* Translators: trigger.loyalty-balance-changed */
_("Lets in contacts who earn or redeem points.");
/* Translators: trigger.loyalty-balance-changed, balance */
_("Balance");
/* Translators: trigger.loyalty-balance-changed, transaction */
_("Transaction");
/* Translators: trigger.loyalty-balance-changed, transaction: earned */
_("Earned");
/* Translators: trigger.loyalty-balance-changed, transaction: redeemed */
_("Redeemed");
/* Translators: trigger.loyalty-balance-changed, value */
_("Points");
/* Translators: trigger.loyalty-balance-min-reached */
_("Balance falls to its minimum");
/* Translators: trigger.loyalty-balance-min-reached */
_("Lets in contacts whose balance comes down to its lower limit.");
/* Translators: trigger.loyalty-balance-max-reached */
_("Balance reaches its maximum");
/* Translators: trigger.loyalty-balance-max-reached */
_("Lets in contacts whose balance comes up to its upper limit.");
/* Translators: trigger.loyalty-balance-expired */
_("Points expire");
/* Translators: trigger.loyalty-balance-expired */
_("Lets in contacts when a part of their points expires.");
/* Translators: trigger.voucher-created */
_("Voucher is given");
/* Translators: trigger.voucher-created */
_("Lets in contacts who are given a voucher.");
/* Translators: trigger.voucher-created, code */
_("Code");
/* Translators: trigger.voucher-created, expires */
_("Expiry date");
/* Translators: trigger.voucher-redeemed */
_("Voucher is redeemed");
/* Translators: trigger.voucher-redeemed */
_("Lets in contacts who use a voucher.");
/* Translators: trigger.voucher-expired */
_("Voucher expires");
/* Translators: trigger.voucher-expired */
_("Lets in contacts whose voucher runs out unused.");
/* Translators: trigger.voucher-revoked */
_("Voucher is revoked");
/* Translators: trigger.voucher-revoked */
_("Lets in contacts whose voucher is withdrawn.");
/* Translators: trigger.pipeline-entered */
_("Sales");
/* Translators: trigger.pipeline-entered */
_("Deal enters a pipeline");
/* Translators: trigger.pipeline-entered */
_("Lets in the primary contact of a deal that is created in a pipeline or moved to it.");
/* Translators: trigger.pipeline-entered, pipeline */
_("Pipeline");
/* Translators: trigger.deal-created */
_("Deal is created");
/* Translators: trigger.deal-created */
_("Lets in the primary contact of a new deal.");
/* Translators: trigger.deal-created, value */
_("Value");
/* Translators: trigger.deal-stage-changed */
_("Deal changes stage");
/* Translators: trigger.deal-stage-changed, on a card */
_("To {to}");
/* Translators: trigger.deal-stage-changed, on a card */
_("From {from}");
/* Translators: trigger.deal-stage-changed, on a card */
_("From {from} to {to}");
/* Translators: trigger.deal-stage-changed */
_("Lets in the primary contact of a deal that moves to another stage.");
/* Translators: trigger.deal-stage-changed, same-pipeline */
_("Only moves within the pipeline");
/* Translators: trigger.deal-stage-changed, same-pipeline */
_("Of the pipeline chosen above.");
/* Translators: trigger.deal-status-changed */
_("Deal changes status");
/* Translators: trigger.deal-status-changed, on a card */
_("Any status");
/* Translators: trigger.deal-status-changed */
_("Lets in the primary contact of a deal that is won, lost or open again.");
/* Translators: trigger.deal-status-changed, from: open */
_("Open");
/* Translators: trigger.deal-status-changed, from: won */
_("Won");
/* Translators: trigger.deal-status-changed, from: lost */
_("Lost");
/* Translators: trigger.deal-sentiment-changed */
_("Deal changes sentiment");
/* Translators: trigger.deal-sentiment-changed */
_("Lets in the primary contact of a deal when the sentiment of its emails changes.");
/* Translators: trigger.deal-sentiment-changed, to */
_("New sentiment");
/* Translators: trigger.deal-sentiment-changed, to: positive */
_("Positive");
/* Translators: trigger.deal-sentiment-changed, to: negative */
_("Negative");
/* Translators: trigger.deal-sentiment-changed, to: neutral */
_("Neutral");
/* Translators: trigger.deal-sentiment-changed, to: mixed */
_("Mixed");
/* Translators: trigger.task-completed */
_("Task is completed");
/* Translators: trigger.task-completed */
_("Lets in the contact of a task that is marked as done.");
/* Translators: trigger.task-completed, type */
_("Type of task");
/* Translators: trigger.task-completed, due */
_("Due");
/* Translators: trigger.task-completed, completed */
_("Completed");
/* Translators: trigger.score-crossed */
_("Score changes");
/* Translators: trigger.score-crossed, on a card */
_("{score} above {threshold}");
/* Translators: trigger.score-crossed, on a card */
_("{score} below {threshold}");
/* Translators: trigger.score-crossed */
_("Lets in contacts whose score crosses a threshold. A score that starts beyond it does not cross it.");
/* Translators: trigger.score-crossed, of */
_("Score of");
/* Translators: trigger.score-crossed, score */
_("Score");
/* Translators: trigger.score-crossed, direction */
_("Direction");
/* Translators: trigger.score-crossed, direction: above */
_("Rises above");
/* Translators: trigger.score-crossed, direction: below */
_("Falls below");
/* Translators: trigger.score-crossed, threshold */
_("Threshold");
/* Translators: trigger.meeting-booked */
_("Conversations and meetings");
/* Translators: trigger.meeting-booked */
_("Books a meeting");
/* Translators: trigger.meeting-booked */
_("Lets in contacts who book a meeting.");
/* Translators: trigger.meeting-booked, type */
_("Type of meeting");
/* Translators: trigger.meeting-booked, url */
_("Address of the booking page");
/* Translators: trigger.meeting-started */
_("Joins a meeting");
/* Translators: trigger.meeting-started */
_("Lets in contacts whose meeting starts.");
/* Translators: trigger.meeting-cancelled */
_("Cancels a meeting");
/* Translators: trigger.meeting-cancelled */
_("Lets in contacts who cancel a meeting.");
/* Translators: trigger.conversation-started */
_("Starts a conversation");
/* Translators: trigger.conversation-started */
_("Lets in contacts who start a conversation with the team.");
/* Translators: trigger.conversation-started, channel */
_("Held by");
/* Translators: trigger.conversation-started, channel: any */
_("Email or chat");
/* Translators: trigger.conversation-started, channel: chat */
_("Chat");
/* Translators: trigger.conversation-ended */
_("Ends a conversation");
/* Translators: trigger.conversation-ended */
_("Lets in contacts whose conversation with the team ends.");
/* Translators: trigger.message-received */
_("Message in a conversation");
/* Translators: trigger.message-received, on a card */
_("{channel} · by the team");
/* Translators: trigger.message-received, on a card */
_("{channel} · by the contact");
/* Translators: trigger.message-received */
_("Lets in contacts each time a message arrives in their conversation.");
/* Translators: trigger.message-received, from */
_("Written by");
/* Translators: trigger.message-received, from: contact */
_("The contact");
/* Translators: trigger.message-received, from: staff */
_("The team");
/* Translators: trigger.message-received, from: any */
_("Anybody");
/* Translators: trigger.call-ended */
_("Call ends");
/* Translators: trigger.call-ended */
_("Lets in contacts when a phone call with them ends.");
/* Translators: trigger.call-ended, line */
_("Phone line");
/* Translators: trigger.call-ended, type */
_("Type of call");
/* Translators: trigger.call-ended, type: inbound */
_("Inbound");
/* Translators: trigger.call-ended, type: outbound */
_("Outbound");
/* Translators: trigger.call-ended, type: missed */
_("Missed");
/* Translators: trigger.ticket-purchased */
_("Buys a ticket");
/* Translators: trigger.ticket-purchased */
_("Lets in contacts who buy a ticket for an event.");
/* Translators: trigger.ticket-checked-in */
_("Checks in at an event");
/* Translators: trigger.ticket-checked-in */
_("Lets in contacts who arrive at an event.");
/* Translators: trigger.api */
_("Integrations");
/* Translators: trigger.api */
_("Added through the API");
/* Translators: trigger.api */
_("Lets in the contacts for whom another program calls the address of this automation.");
/* Translators: action.send-email */
_("Send an email");
/* Translators: action.send-email */
_("Sends an email. Contacts without an address or consent are skipped and go on.");
/* Translators: action.send-email, send-limit */
_("Send limit");
/* Translators: action.send-email, send-limit */
_("At most so many of this message to all contacts together, within a time.");
/* Translators: action.send-sms */
_("Send an SMS");
/* Translators: action.send-sms */
_("Sends a text message. Contacts without a phone number or consent are skipped and go on.");
/* Translators: action.send-sms, kind */
_("Kind");
/* Translators: action.send-sms, kind: promotional */
_("Promotional");
/* Translators: action.send-push */
_("Send a push notification");
/* Translators: action.send-push */
_("Sends a notification to the devices of the contact, at once or at a set time.");
/* Translators: action.send-push, platforms */
_("Platforms");
/* Translators: action.send-push, platforms: ios */
_("iOS");
/* Translators: action.send-push, platforms: android */
_("Android");
/* Translators: action.send-push, platforms: web */
_("Web");
/* Translators: action.send-push, at */
_("Send at");
/* Translators: action.send-push, at */
_("Contacts are held until then. Left empty, the step acts at once.");
/* Translators: action.send-site-message */
_("Send a site message");
/* Translators: action.send-site-message */
_("Keeps a message ready and shows it when the contact next visits a page of the site.");
/* Translators: action.send-wallet-notification */
_("Send a wallet notification");
/* Translators: action.send-wallet-notification */
_("Sends a notification through the card in the contact's phone wallet, at once or at a set time.");
/* Translators: action.send-wallet-notification, notification */
_("Wallet notification");
/* Translators: action.set-wallet-campaign */
_("Move to a wallet campaign");
/* Translators: action.set-wallet-campaign */
_("Moves the contact to another wallet campaign and, if wanted, sends a notification with it.");
/* Translators: action.set-wallet-campaign, campaign */
_("Wallet campaign");
/* Translators: action.set-wallet-campaign, at */
_("Move at");
/* Translators: action.notify-staff */
_("Notify the team");
/* Translators: action.notify-staff */
_("Sends an email to somebody of the team, not to the contact.");
/* Translators: action.notify-staff, to */
_("Recipient");
/* Translators: action.notify-staff, to */
_("An address, or somebody of the team.");
/* Translators: action.notify-staff, subject */
_("Subject");
/* Translators: action.notify-staff, body */
_("Text");
/* Translators: action.subscribe */
_("Subscribe to a list");
/* Translators: action.subscribe, on a card */
_("{list} · after a confirmation");
/* Translators: action.subscribe */
_("Makes the contact an active subscriber of a list, or asks for a confirmation first. Addresses that bounce are skipped.");
/* Translators: action.subscribe, opt-in */
_("Ask for a confirmation");
/* Translators: action.unsubscribe */
_("Unsubscribe from a list");
/* Translators: action.unsubscribe, on a card */
_("All lists");
/* Translators: action.unsubscribe */
_("Ends the contact's subscription to one list or to all of them.");
/* Translators: action.remove-from-list */
_("Remove from a list");
/* Translators: action.remove-from-list */
_("Takes the contact off one list or all of them. This is not an unsubscription.");
/* Translators: action.add-tag */
_("Add a tag");
/* Translators: action.add-tag */
_("Adds a tag. Nothing happens to contacts who have it already.");
/* Translators: action.remove-tag */
_("Remove a tag");
/* Translators: action.remove-tag */
_("Takes a tag off. Nothing happens to contacts who do not have it.");
/* Translators: action.update-field */
_("Update a field");
/* Translators: action.update-field, on a card */
_("{field}: {value}");
/* Translators: action.update-field */
_("Writes a value into a field of the contact, copies it from another field, or clears it.");
/* Translators: action.update-field, value */
_("Write a value, copy it from a field of the contact, or clear it.");
/* Translators: action.math */
_("Calculate");
/* Translators: action.math */
_("Adds to the number in a field, subtracts from it, multiplies or divides it.");
/* Translators: action.math, operation */
_("Operation");
/* Translators: action.math, operation: add */
_("Add");
/* Translators: action.math, operation: subtract */
_("Subtract");
/* Translators: action.math, operation: multiply */
_("Multiply by");
/* Translators: action.math, operation: divide */
_("Divide by");
/* Translators: action.math, operand */
_("Number");
/* Translators: action.math, operand */
_("A number, or a field that holds one.");
/* Translators: action.math, target: trigger */
_("The one that let the contact in");
/* Translators: action.math, target: latest-open */
_("The latest open one");
/* Translators: action.math, target: latest */
_("The latest one");
/* Translators: action.math, target: all */
_("All of them");
/* Translators: action.assign-owner */
_("Assign an owner");
/* Translators: action.assign-owner */
_("Makes somebody of the team the owner of the contact: always the same person, or each of several in turn.");
/* Translators: action.assign-owner, owner */
_("Owner");
/* Translators: action.blocklist */
_("Block emails");
/* Translators: action.blocklist */
_("Stops marketing emails, or transactional emails of some senders, to the contact.");
/* Translators: action.blocklist, scope */
_("Block");
/* Translators: action.blocklist, scope: marketing */
_("Marketing emails");
/* Translators: action.blocklist, scope: transactional */
_("Transactional emails");
/* Translators: action.blocklist, senders */
_("Senders");
/* Translators: action.blocklist, senders */
_("Left empty, all of them.");
/* Translators: action.delete-contact */
_("Delete the contact");
/* Translators: action.delete-contact */
_("Deletes the contact, which ends everything it is in. No step can follow.");
/* Translators: action.adjust-score */
_("Adjust a score");
/* Translators: action.adjust-score, on a card */
_("{score} reset to zero");
/* Translators: action.adjust-score */
_("Adds points to a score, takes some away, sets it or resets it.");
/* Translators: action.adjust-score, operation: set */
_("Set to");
/* Translators: action.adjust-score, operation: reset */
_("Reset to zero");
/* Translators: action.add-note */
_("Add a note");
/* Translators: action.add-note */
_("Adds a note to the contact or to a deal, for the team to read.");
/* Translators: action.add-note, on */
_("On");
/* Translators: action.add-note, on: deal */
_("A deal");
/* Translators: action.add-deal */
_("Add a deal");
/* Translators: action.add-deal */
_("Creates an open deal for the contact and, if wanted, a first task.");
/* Translators: action.add-deal, title */
_("Title");
/* Translators: action.add-deal, task */
_("Task");
/* Translators: action.duplicate-deal */
_("Duplicate a deal");
/* Translators: action.duplicate-deal */
_("Copies a deal of the contact with its fields, notes, contacts and account, not its tasks. The copy is open.");
/* Translators: action.duplicate-deal, prefix */
_("Prefix of the title");
/* Translators: action.update-deal */
_("Update a deal");
/* Translators: action.update-deal, on a card */
_("Title: {value}");
/* Translators: action.update-deal, on a card */
_("Status: {value}");
/* Translators: action.update-deal, on a card */
_("Owner: {value}");
/* Translators: action.update-deal, on a card */
_("Value: {value}");
/* Translators: action.update-deal, on a card */
_("Stage: {stage}");
/* Translators: action.update-deal */
_("Changes a deal of the contact: its title, status, owner, value, stage or a field.");
/* Translators: action.update-deal, property */
_("What");
/* Translators: action.update-deal, property: field */
_("A field");
/* Translators: action.update-deal, pipeline */
_("Left empty, the pipeline of the stage.");
/* Translators: action.add-task */
_("Add a task");
/* Translators: action.add-task */
_("Creates a task for the team, about the contact or about a deal.");
/* Translators: action.add-task, on */
_("About");
/* Translators: action.add-task, note */
_("Note");
/* Translators: action.add-task, due */
_("Due date");
/* Translators: action.complete-task */
_("Complete a task");
/* Translators: action.complete-task */
_("Marks a task of the contact as done.");
/* Translators: action.update-account */
_("Update an account field");
/* Translators: action.update-account */
_("Changes a field of the account that the contact belongs to.");
/* Translators: action.add-to-account */
_("Add to an account");
/* Translators: action.add-to-account, on a card */
_("Named in {from}");
/* Translators: action.add-to-account */
_("Links the contact to an account: a given one, or the one named in a field, which is created if there is none.");
/* Translators: action.add-to-account, account */
_("Account");
/* Translators: action.add-to-account, from */
_("Named in the field");
/* Translators: action.webhook */
_("Call a webhook");
/* Translators: action.webhook */
_("Calls an address of another program and passes on the contact's details. A simulation keeps the call in the outbox.");
/* Translators: action.webhook, url */
_("Address");
/* Translators: action.webhook, method */
_("Method");
/* Translators: action.webhook, method: POST */
_("POST");
/* Translators: action.webhook, method: GET */
_("GET");
/* Translators: action.webhook, body */
_("Details to pass on");
/* Translators: action.webhook, body */
_("Fields of the contact and keys of the event. Left empty, all of them.");
/* Translators: action.add-to-audience */
_("Add to an audience");
/* Translators: action.add-to-audience */
_("Adds the contact to a custom audience of an advertising network.");
/* Translators: action.add-to-audience, audience */
_("Audience");
/* Translators: action.remove-from-audience */
_("Remove from an audience");
/* Translators: action.remove-from-audience */
_("Takes the contact out of a custom audience.");
/* Translators: action.record-conversion */
_("Record a conversion");
/* Translators: action.record-conversion */
_("Records a conversion for the contact, as if it had just happened.");
/* Translators: action.create-salesforce-record */
_("Create in Salesforce");
/* Translators: action.create-salesforce-record */
_("Adds the contact to Salesforce, as a contact or as a lead.");
/* Translators: action.create-salesforce-record, kind */
_("As");
/* Translators: action.create-salesforce-record, kind: lead */
_("Lead");
/* Translators: trigger.goal-reached */
_("Flow");
/* Translators: trigger.goal-reached */
_("Goal is reached");
/* Translators: trigger.goal-reached, on a card */
_("{goal}, skipped");
/* Translators: trigger.goal-reached */
_("Lets in contacts who achieve or skip a goal of another automation.");
/* Translators: trigger.goal-reached, goal */
_("Goal");
/* Translators: trigger.goal-reached, outcome */
_("Outcome");
/* Translators: trigger.goal-reached, outcome: achieved */
_("Achieved");
/* Translators: trigger.goal-reached, outcome: skipped */
_("Skipped");
/* Translators: wait.duration */
_("Wait");
/* Translators: wait.duration, on a card */
_("Wait {for}");
/* Translators: wait.duration */
_("Holds contacts for a while. Minutes and hours are elapsed time; days, weeks and months step on the calendar, so the time of day stays.");
/* Translators: wait.duration, for */
_("For");
/* Translators: wait.moment */
_("Wait until a time");
/* Translators: wait.moment, on a card */
_("Wait until {moment}");
/* Translators: wait.moment */
_("Holds contacts until a day or a time of day. Who arrives within it goes on at once.");
/* Translators: wait.moment, moment */
_("Until");
/* Translators: wait.date */
_("Wait until a date of the contact");
/* Translators: wait.date */
_("Holds contacts until a date of theirs, or some days before or after it. Who has no such date, or one gone by, goes on at once.");
/* Translators: wait.condition */
_("Wait until conditions are met");
/* Translators: wait.condition, on a card */
_("{if}, at most {limit}");
/* Translators: wait.condition */
_("Holds contacts until they meet conditions. With a limit, who has not met them by then goes another way.");
/* Translators: wait.condition, if */
_("Until the contact");
/* Translators: wait.condition, limit */
_("Limit");
/* Translators: wait.condition, exit next */
_("Met");
/* Translators: wait.event */
_("Wait until an event happens");
/* Translators: wait.event, on a card */
_("{event}, at most {limit}");
/* Translators: wait.event */
_("Holds contacts until something happens to them. With a limit, those to whom it has not happened by then take No.");
/* Translators: wait.event, subject */
_("A list, an email, a page: what the event is about. * stands for any text.");
/* Translators: wait.event, exit next */
_("Yes");
/* Translators: wait.event, exit timeout */
_("No");
/* Translators: split.if-else */
_("If/Else");
/* Translators: split.if-else */
_("Sends contacts one of two ways, by what is true when they arrive.");
/* Translators: split.if-else, if */
_("Contacts take Yes when");
/* Translators: split.random */
_("Split at random");
/* Translators: split.random */
_("Shares contacts out at random between two to ten ways. A rule can name a winner that gets everybody from then on.");
/* Translators: split.random, weights */
_("Shares");
/* Translators: split.random, weights */
_("In percent, one for each way.");
/* Translators: split.random, winner */
_("Winner");
/* Translators: split.random, exit a */
_("A");
/* Translators: split.random, exit b */
_("B");
/* Translators: split.random, exit c */
_("C");
/* Translators: split.random, exit d */
_("D");
/* Translators: split.random, exit e */
_("E");
/* Translators: split.random, exit f */
_("F");
/* Translators: split.random, exit g */
_("G");
/* Translators: split.random, exit h */
_("H");
/* Translators: split.random, exit i */
_("I");
/* Translators: split.random, exit j */
_("J");
/* Translators: split.latch */
_("Switch over");
/* Translators: split.latch */
_("Sends everybody one way until a date, a number of contacts or a condition is reached, then everybody the other way.");
/* Translators: split.latch, exit a */
_("Before");
/* Translators: goal.condition, on a card */
_("Goal: {name}");
/* Translators: goal.condition */
_("Watches the contacts of the automation. Who meets the conditions is taken here from wherever it is.");
/* Translators: goal.condition, name */
_("Name");
/* Translators: goal.condition, if */
_("Reached when");
/* Translators: goal.condition, reach */
_("Taken from");
/* Translators: goal.condition, reach: anywhere */
_("Anywhere");
/* Translators: goal.condition, reach: above */
_("Steps above only");
/* Translators: goal.condition, unmet */
_("Who arrives without meeting it");
/* Translators: goal.condition, unmet: wait */
_("Waits");
/* Translators: goal.condition, unmet: continue */
_("Goes on");
/* Translators: goal.condition, unmet: end */
_("Ends");
/* Translators: flow.go-to */
_("Go to");
/* Translators: flow.go-to */
_("Takes contacts to another step of this automation, forwards or backwards.");
/* Translators: flow.go-to, step */
_("Step");
/* Translators: flow.start-automation */
_("Start an automation");
/* Translators: flow.start-automation */
_("Lets the contact into another automation as well, and goes on here without waiting for it.");
/* Translators: flow.end-other */
_("End another automation");
/* Translators: flow.end-other, on a card */
_("All others");
/* Translators: flow.end-other */
_("Takes the contact out of another automation, or out of all others.");
/* Translators: flow.end */
_("End this automation");
/* Translators: flow.end */
_("Ends the passage of a contact here. A path without an end step ends the same way.");
/* Translators: contact.created */
_("Contact created");
/* Translators: contact.created */
_("has been created");
/* Translators: contact.created */
_("has not been created");
/* Translators: contact.deleted */
_("Contact deleted");
/* Translators: contact.deleted */
_("has been deleted");
/* Translators: contact.deleted */
_("has not been deleted");
/* Translators: field.changed */
_("Field changed");
/* Translators: field.changed */
_("has had the field {subject} change");
/* Translators: field.changed */
_("has had any field change");
/* Translators: field.changed */
_("has not had the field {subject} change");
/* Translators: field.changed */
_("has not had any field change");
/* Translators: tag.added */
_("Tag added");
/* Translators: tag.added */
_("has been given the tag {subject}");
/* Translators: tag.added */
_("has been given any tag");
/* Translators: tag.added */
_("has not been given the tag {subject}");
/* Translators: tag.added */
_("has not been given any tag");
/* Translators: tag.added */
_("Given the tag “{subject}”");
/* Translators: tag.removed */
_("Tag removed");
/* Translators: tag.removed */
_("has lost the tag {subject}");
/* Translators: tag.removed */
_("has lost any tag");
/* Translators: tag.removed */
_("has not lost the tag {subject}");
/* Translators: tag.removed */
_("has not lost any tag");
/* Translators: tag.removed */
_("Lost the tag “{subject}”");
/* Translators: group.joined */
_("Group joined");
/* Translators: group.joined */
_("has joined the group {subject}");
/* Translators: group.joined */
_("has joined any group");
/* Translators: group.joined */
_("has not joined the group {subject}");
/* Translators: group.joined */
_("has not joined any group");
/* Translators: group.joined */
_("Joined the group “{subject}”");
/* Translators: group.left */
_("Group left");
/* Translators: group.left */
_("has left the group {subject}");
/* Translators: group.left */
_("has left any group");
/* Translators: group.left */
_("has not left the group {subject}");
/* Translators: group.left */
_("has not left any group");
/* Translators: group.left */
_("Left the group “{subject}”");
/* Translators: audience.added */
_("Added to an audience");
/* Translators: audience.added */
_("has been added to the audience {subject}");
/* Translators: audience.added */
_("has been added to any audience");
/* Translators: audience.added */
_("has not been added to the audience {subject}");
/* Translators: audience.added */
_("has not been added to any audience");
/* Translators: audience.removed */
_("Removed from an audience");
/* Translators: audience.removed */
_("has been removed from the audience {subject}");
/* Translators: audience.removed */
_("has been removed from any audience");
/* Translators: audience.removed */
_("has not been removed from the audience {subject}");
/* Translators: audience.removed */
_("has not been removed from any audience");
/* Translators: list.subscribed */
_("List joined");
/* Translators: list.subscribed */
_("has joined the list {subject}");
/* Translators: list.subscribed */
_("has joined any list");
/* Translators: list.subscribed */
_("has not joined the list {subject}");
/* Translators: list.subscribed */
_("has not joined any list");
/* Translators: list.subscribed */
_("Joined “{subject}”");
/* Translators: list.unsubscribed */
_("List left");
/* Translators: list.unsubscribed */
_("has unsubscribed from the list {subject}");
/* Translators: list.unsubscribed */
_("has unsubscribed from any list");
/* Translators: list.unsubscribed */
_("has not unsubscribed from the list {subject}");
/* Translators: list.unsubscribed */
_("has not unsubscribed from any list");
/* Translators: list.unsubscribed */
_("Unsubscribed from “{subject}”");
/* Translators: list.removed */
_("Removed from a list");
/* Translators: list.removed */
_("has been removed from the list {subject}");
/* Translators: list.removed */
_("has been removed from any list");
/* Translators: list.removed */
_("has not been removed from the list {subject}");
/* Translators: list.removed */
_("has not been removed from any list");
/* Translators: list.moved */
_("Moved to a list");
/* Translators: list.moved */
_("has been moved to the list {subject}");
/* Translators: list.moved */
_("has been moved to any list");
/* Translators: list.moved */
_("has not been moved to the list {subject}");
/* Translators: list.moved */
_("has not been moved to any list");
/* Translators: list.opt-in-requested */
_("Confirmation asked for");
/* Translators: list.opt-in-requested */
_("has asked to join the list {subject}");
/* Translators: list.opt-in-requested */
_("has asked to join any list");
/* Translators: list.opt-in-requested */
_("has not asked to join the list {subject}");
/* Translators: list.opt-in-requested */
_("has not asked to join any list");
/* Translators: list.opt-in-confirmed */
_("Confirmed");
/* Translators: list.opt-in-confirmed */
_("has confirmed for the list {subject}");
/* Translators: list.opt-in-confirmed */
_("has confirmed for any list");
/* Translators: list.opt-in-confirmed */
_("has not confirmed for the list {subject}");
/* Translators: list.opt-in-confirmed */
_("has not confirmed for any list");
/* Translators: form.submitted */
_("Form submitted");
/* Translators: form.submitted */
_("has submitted the form {subject}");
/* Translators: form.submitted */
_("has submitted any form");
/* Translators: form.submitted */
_("has not submitted the form {subject}");
/* Translators: form.submitted */
_("has not submitted any form");
/* Translators: form.submitted */
_("Submitted “{subject}”");
/* Translators: form.confirmed */
_("Form confirmed");
/* Translators: form.confirmed */
_("has confirmed the form {subject}");
/* Translators: form.confirmed */
_("has confirmed any form");
/* Translators: form.confirmed */
_("has not confirmed the form {subject}");
/* Translators: form.confirmed */
_("has not confirmed any form");
/* Translators: survey.responded */
_("Survey answered");
/* Translators: survey.responded */
_("has answered the survey {subject}");
/* Translators: survey.responded */
_("has answered any survey");
/* Translators: survey.responded */
_("has not answered the survey {subject}");
/* Translators: survey.responded */
_("has not answered any survey");
/* Translators: survey.responded */
_("Answered “{subject}”");
/* Translators: email.sent */
_("Email sent");
/* Translators: email.sent */
_("has been sent the email {subject}");
/* Translators: email.sent */
_("has been sent any email");
/* Translators: email.sent */
_("has not been sent the email {subject}");
/* Translators: email.sent */
_("has not been sent any email");
/* Translators: email.sent */
_("Was sent “{subject}”");
/* Translators: email.delivered */
_("Email delivered");
/* Translators: email.delivered */
_("has received the email {subject}");
/* Translators: email.delivered */
_("has received any email");
/* Translators: email.delivered */
_("has not received the email {subject}");
/* Translators: email.delivered */
_("has not received any email");
/* Translators: email.delivered */
_("Received “{subject}”");
/* Translators: email.bounced */
_("Email bounced");
/* Translators: email.bounced */
_("has had the email {subject} bounce");
/* Translators: email.bounced */
_("has had an email bounce");
/* Translators: email.bounced */
_("has not had the email {subject} bounce");
/* Translators: email.bounced */
_("has not had any email bounce");
/* Translators: email.opened */
_("Email opened");
/* Translators: email.opened */
_("has opened the email {subject}");
/* Translators: email.opened */
_("has opened any email");
/* Translators: email.opened */
_("has not opened the email {subject}");
/* Translators: email.opened */
_("has not opened any email");
/* Translators: email.opened */
_("Opened “{subject}”");
/* Translators: email.clicked */
_("Email link clicked");
/* Translators: email.clicked */
_("has clicked in the email {subject}");
/* Translators: email.clicked */
_("has clicked in any email");
/* Translators: email.clicked */
_("has not clicked in the email {subject}");
/* Translators: email.clicked */
_("has not clicked in any email");
/* Translators: email.clicked */
_("Clicked in “{subject}”");
/* Translators: email.replied */
_("Email answered");
/* Translators: email.replied */
_("has replied to the email {subject}");
/* Translators: email.replied */
_("has replied to any email");
/* Translators: email.replied */
_("has not replied to the email {subject}");
/* Translators: email.replied */
_("has not replied to any email");
/* Translators: email.replied */
_("Replied to “{subject}”");
/* Translators: email.forwarded */
_("Email forwarded");
/* Translators: email.forwarded */
_("has forwarded the email {subject}");
/* Translators: email.forwarded */
_("has forwarded any email");
/* Translators: email.forwarded */
_("has not forwarded the email {subject}");
/* Translators: email.forwarded */
_("has not forwarded any email");
/* Translators: email.forwarded */
_("Forwarded “{subject}”");
/* Translators: email.shared */
_("Email shared");
/* Translators: email.shared */
_("has shared the email {subject}");
/* Translators: email.shared */
_("has shared any email");
/* Translators: email.shared */
_("has not shared the email {subject}");
/* Translators: email.shared */
_("has not shared any email");
/* Translators: email.shared */
_("Shared “{subject}”");
/* Translators: email.unsubscribed */
_("Unsubscribed by an email");
/* Translators: email.unsubscribed */
_("has unsubscribed through the email {subject}");
/* Translators: email.unsubscribed */
_("has unsubscribed through any email");
/* Translators: email.unsubscribed */
_("has not unsubscribed through the email {subject}");
/* Translators: email.unsubscribed */
_("has not unsubscribed through any email");
/* Translators: email.complained */
_("Email reported as spam");
/* Translators: email.complained */
_("has reported the email {subject} as spam");
/* Translators: email.complained */
_("has reported any email as spam");
/* Translators: email.complained */
_("has not reported the email {subject} as spam");
/* Translators: email.complained */
_("has not reported any email as spam");
/* Translators: sms.sent */
_("SMS sent");
/* Translators: sms.sent */
_("has been sent the SMS {subject}");
/* Translators: sms.sent */
_("has been sent any SMS");
/* Translators: sms.sent */
_("has not been sent the SMS {subject}");
/* Translators: sms.sent */
_("has not been sent any SMS");
/* Translators: sms.delivered */
_("SMS delivered");
/* Translators: sms.delivered */
_("has received the SMS {subject}");
/* Translators: sms.delivered */
_("has received any SMS");
/* Translators: sms.delivered */
_("has not received the SMS {subject}");
/* Translators: sms.delivered */
_("has not received any SMS");
/* Translators: sms.failed */
_("SMS failed");
/* Translators: sms.failed */
_("has had the SMS {subject} fail");
/* Translators: sms.failed */
_("has had an SMS fail");
/* Translators: sms.failed */
_("has not had the SMS {subject} fail");
/* Translators: sms.failed */
_("has not had any SMS fail");
/* Translators: sms.clicked */
_("SMS link clicked");
/* Translators: sms.clicked */
_("has clicked in the SMS {subject}");
/* Translators: sms.clicked */
_("has clicked in any SMS");
/* Translators: sms.clicked */
_("has not clicked in the SMS {subject}");
/* Translators: sms.clicked */
_("has not clicked in any SMS");
/* Translators: sms.received */
_("SMS received");
/* Translators: sms.received */
_("has texted {subject}");
/* Translators: sms.received */
_("has texted any word");
/* Translators: sms.received */
_("has not texted {subject}");
/* Translators: sms.received */
_("has not texted any word");
/* Translators: channel.subscribed */
_("Channel subscribed");
/* Translators: channel.subscribed */
_("has subscribed to {subject}");
/* Translators: channel.subscribed */
_("has subscribed to any channel");
/* Translators: channel.subscribed */
_("has not subscribed to {subject}");
/* Translators: channel.subscribed */
_("has not subscribed to any channel");
/* Translators: channel.unsubscribed */
_("Channel unsubscribed");
/* Translators: channel.unsubscribed */
_("has unsubscribed from {subject}");
/* Translators: channel.unsubscribed */
_("has unsubscribed from any channel");
/* Translators: channel.unsubscribed */
_("has not unsubscribed from {subject}");
/* Translators: channel.unsubscribed */
_("has not unsubscribed from any channel");
/* Translators: channel.blocked */
_("Channel blocked");
/* Translators: channel.blocked */
_("has been blocked for {subject}");
/* Translators: channel.blocked */
_("has been blocked for any channel");
/* Translators: channel.blocked */
_("has not been blocked for {subject}");
/* Translators: channel.blocked */
_("has not been blocked for any channel");
/* Translators: channel.unblocked */
_("Channel unblocked");
/* Translators: channel.unblocked */
_("has been unblocked for {subject}");
/* Translators: channel.unblocked */
_("has been unblocked for any channel");
/* Translators: channel.unblocked */
_("has not been unblocked for {subject}");
/* Translators: channel.unblocked */
_("has not been unblocked for any channel");
/* Translators: push.sent */
_("Push notification sent");
/* Translators: push.sent */
_("has been sent the push notification {subject}");
/* Translators: push.sent */
_("has been sent any push notification");
/* Translators: push.sent */
_("has not been sent the push notification {subject}");
/* Translators: push.sent */
_("has not been sent any push notification");
/* Translators: push.delivered */
_("Push notification delivered");
/* Translators: push.delivered */
_("has received the push notification {subject}");
/* Translators: push.delivered */
_("has received any push notification");
/* Translators: push.delivered */
_("has not received the push notification {subject}");
/* Translators: push.delivered */
_("has not received any push notification");
/* Translators: push.clicked */
_("Push notification clicked");
/* Translators: push.clicked */
_("has clicked the push notification {subject}");
/* Translators: push.clicked */
_("has clicked any push notification");
/* Translators: push.clicked */
_("has not clicked the push notification {subject}");
/* Translators: push.clicked */
_("has not clicked any push notification");
/* Translators: push.clicked */
_("Clicked “{subject}”");
/* Translators: session.started */
_("Session started");
/* Translators: session.started */
_("has started a session");
/* Translators: session.started */
_("has not started any session");
/* Translators: site-message.queued */
_("Site message queued");
/* Translators: site-message.queued */
_("has had the site message {subject} queued");
/* Translators: site-message.queued */
_("has had a site message queued");
/* Translators: site-message.queued */
_("has not had the site message {subject} queued");
/* Translators: site-message.queued */
_("has not had any site message queued");
/* Translators: site-message.shown */
_("Site message shown");
/* Translators: site-message.shown */
_("has been shown the site message {subject}");
/* Translators: site-message.shown */
_("has been shown any site message");
/* Translators: site-message.shown */
_("has not been shown the site message {subject}");
/* Translators: site-message.shown */
_("has not been shown any site message");
/* Translators: site-message.shown */
_("Was shown “{subject}”");
/* Translators: site-message.dismissed */
_("Site message dismissed");
/* Translators: site-message.dismissed */
_("has dismissed the site message {subject}");
/* Translators: site-message.dismissed */
_("has dismissed any site message");
/* Translators: site-message.dismissed */
_("has not dismissed the site message {subject}");
/* Translators: site-message.dismissed */
_("has not dismissed any site message");
/* Translators: site-message.dismissed */
_("Dismissed “{subject}”");
/* Translators: site-message.clicked */
_("Site message clicked");
/* Translators: site-message.clicked */
_("has clicked the site message {subject}");
/* Translators: site-message.clicked */
_("has clicked any site message");
/* Translators: site-message.clicked */
_("has not clicked the site message {subject}");
/* Translators: site-message.clicked */
_("has not clicked any site message");
/* Translators: wallet.notification-sent */
_("Wallet notification sent");
/* Translators: wallet.notification-sent */
_("has been sent the wallet notification {subject}");
/* Translators: wallet.notification-sent */
_("has been sent any wallet notification");
/* Translators: wallet.notification-sent */
_("has not been sent the wallet notification {subject}");
/* Translators: wallet.notification-sent */
_("has not been sent any wallet notification");
/* Translators: wallet.campaign-changed */
_("Wallet campaign changed");
/* Translators: wallet.campaign-changed */
_("has been moved to the wallet campaign {subject}");
/* Translators: wallet.campaign-changed */
_("has been moved to any wallet campaign");
/* Translators: wallet.campaign-changed */
_("has not been moved to the wallet campaign {subject}");
/* Translators: wallet.campaign-changed */
_("has not been moved to any wallet campaign");
/* Translators: wallet.pass-installed */
_("Pass installed");
/* Translators: wallet.pass-installed */
_("has installed the pass {subject}");
/* Translators: wallet.pass-installed */
_("has installed any pass");
/* Translators: wallet.pass-installed */
_("has not installed the pass {subject}");
/* Translators: wallet.pass-installed */
_("has not installed any pass");
/* Translators: wallet.pass-removed */
_("Pass removed");
/* Translators: wallet.pass-removed */
_("has removed the pass {subject}");
/* Translators: wallet.pass-removed */
_("has removed any pass");
/* Translators: wallet.pass-removed */
_("has not removed the pass {subject}");
/* Translators: wallet.pass-removed */
_("has not removed any pass");
/* Translators: notification.sent */
_("Staff notified");
/* Translators: notification.sent */
_("has caused a notification to {subject}");
/* Translators: notification.sent */
_("has caused a notification to the team");
/* Translators: notification.sent */
_("has not caused any notification to {subject}");
/* Translators: notification.sent */
_("has not caused any notification to the team");
/* Translators: webhook.called */
_("Webhook called");
/* Translators: webhook.called */
_("has caused a call of {subject}");
/* Translators: webhook.called */
_("has caused a call of a webhook");
/* Translators: webhook.called */
_("has not caused any call of {subject}");
/* Translators: webhook.called */
_("has not caused any call of a webhook");
/* Translators: salesforce.record-created */
_("Salesforce record created");
/* Translators: salesforce.record-created */
_("has been created in Salesforce as {subject}");
/* Translators: salesforce.record-created */
_("has been created in Salesforce");
/* Translators: salesforce.record-created */
_("has not been created in Salesforce as {subject}");
/* Translators: salesforce.record-created */
_("has not been created in Salesforce");
/* Translators: page.visited */
_("Page visited");
/* Translators: page.visited */
_("has visited {subject}");
/* Translators: page.visited */
_("has visited any page");
/* Translators: page.visited */
_("has not visited {subject}");
/* Translators: page.visited */
_("has not visited any page");
/* Translators: page.visited */
_("Visited {subject}");
/* Translators: page.link-clicked */
_("Link clicked");
/* Translators: page.link-clicked */
_("has clicked the link {subject}");
/* Translators: page.link-clicked */
_("has clicked any link");
/* Translators: page.link-clicked */
_("has not clicked the link {subject}");
/* Translators: page.link-clicked */
_("has not clicked any link");
/* Translators: page.link-clicked */
_("Clicked {subject}");
/* Translators: event.recorded */
_("Custom event recorded");
/* Translators: event.recorded */
_("has recorded the event {subject}");
/* Translators: event.recorded */
_("has recorded any custom event");
/* Translators: event.recorded */
_("has not recorded the event {subject}");
/* Translators: event.recorded */
_("has not recorded any custom event");
/* Translators: event.recorded */
_("Recorded “{subject}”");
/* Translators: product.viewed */
_("Product viewed");
/* Translators: product.viewed */
_("has viewed the product {subject}");
/* Translators: product.viewed */
_("has viewed any product");
/* Translators: product.viewed */
_("has not viewed the product {subject}");
/* Translators: product.viewed */
_("has not viewed any product");
/* Translators: product.viewed */
_("Viewed “{subject}”");
/* Translators: store.searched */
_("Store searched");
/* Translators: store.searched */
_("has searched for {subject}");
/* Translators: store.searched */
_("has searched for anything");
/* Translators: store.searched */
_("has not searched for {subject}");
/* Translators: store.searched */
_("has not searched for anything");
/* Translators: product.back-in-stock */
_("Product back in stock");
/* Translators: product.back-in-stock */
_("has seen the product {subject} come back in stock");
/* Translators: product.back-in-stock */
_("has seen any product come back in stock");
/* Translators: product.back-in-stock */
_("has not seen the product {subject} come back in stock");
/* Translators: product.back-in-stock */
_("has not seen any product come back in stock");
/* Translators: cart.product-added */
_("Product added to cart");
/* Translators: cart.product-added */
_("has added a product to a cart");
/* Translators: cart.product-added */
_("has not added any product to a cart");
/* Translators: cart.product-removed */
_("Product removed from cart");
/* Translators: cart.product-removed */
_("has removed a product from a cart");
/* Translators: cart.product-removed */
_("has not removed any product from a cart");
/* Translators: checkout.started */
_("has started a checkout");
/* Translators: checkout.started */
_("has not started any checkout");
/* Translators: checkout.payment-submitted */
_("Payment submitted");
/* Translators: checkout.payment-submitted */
_("has submitted a payment");
/* Translators: checkout.payment-submitted */
_("has not submitted any payment");
/* Translators: checkout.completed */
_("has completed a checkout");
/* Translators: checkout.completed */
_("has not completed any checkout");
/* Translators: order.created */
_("Order placed");
/* Translators: order.created */
_("has placed an order");
/* Translators: order.created */
_("has not placed any order");
/* Translators: order.created, total */
_("has ordered for {sum} in total");
/* Translators: order.confirmed */
_("Order confirmed");
/* Translators: order.confirmed */
_("has had an order confirmed");
/* Translators: order.confirmed */
_("has not had any order confirmed");
/* Translators: order.paid */
_("Order paid");
/* Translators: order.paid */
_("has paid an order");
/* Translators: order.paid */
_("has not paid any order");
/* Translators: order.paid, total */
_("has paid orders for {sum} in total");
/* Translators: order.cancelled */
_("Order cancelled");
/* Translators: order.cancelled */
_("has cancelled an order");
/* Translators: order.cancelled */
_("has not cancelled any order");
/* Translators: order.shipped */
_("Order shipped");
/* Translators: order.shipped */
_("has had an order shipped");
/* Translators: order.shipped */
_("has not had any order shipped");
/* Translators: order.refunded */
_("Order refunded");
/* Translators: order.refunded */
_("has had an order refunded");
/* Translators: order.refunded */
_("has not had any order refunded");
/* Translators: order.refunded, amount */
_("has been refunded {sum} in total");
/* Translators: deal.created */
_("Deal created");
/* Translators: deal.created */
_("has had a deal created");
/* Translators: deal.created */
_("has not had any deal created");
/* Translators: deal.pipeline-changed */
_("Deal moved to a pipeline");
/* Translators: deal.pipeline-changed */
_("has had a deal moved to another pipeline");
/* Translators: deal.pipeline-changed */
_("has not had any deal moved to another pipeline");
/* Translators: deal.stage-changed */
_("Deal moved to a stage");
/* Translators: deal.stage-changed */
_("has had a deal moved to another stage");
/* Translators: deal.stage-changed */
_("has not had any deal moved to another stage");
/* Translators: deal.status-changed */
_("Deal status changed");
/* Translators: deal.status-changed */
_("has had a deal change its status");
/* Translators: deal.status-changed */
_("has not had any deal change its status");
/* Translators: deal.sentiment-changed */
_("Deal sentiment changed");
/* Translators: deal.sentiment-changed */
_("has had a deal change its sentiment");
/* Translators: deal.sentiment-changed */
_("has not had any deal change its sentiment");
/* Translators: deal.field-changed */
_("Deal field changed");
/* Translators: deal.field-changed */
_("has had a deal field changed");
/* Translators: deal.field-changed */
_("has not had any deal field changed");
/* Translators: score.changed */
_("Score changed");
/* Translators: score.changed */
_("has had the score {subject} change");
/* Translators: score.changed */
_("has had any score change");
/* Translators: score.changed */
_("has not had the score {subject} change");
/* Translators: score.changed */
_("has not had any score change");
/* Translators: task.created */
_("Task created");
/* Translators: task.created */
_("has had a task created");
/* Translators: task.created */
_("has not had any task created");
/* Translators: task.completed */
_("Task completed");
/* Translators: task.completed */
_("has had a task completed");
/* Translators: task.completed */
_("has not had any task completed");
/* Translators: note.added */
_("Note added");
/* Translators: note.added */
_("has had a note added");
/* Translators: note.added */
_("has not had any note added");
/* Translators: conversion.recorded */
_("has made the conversion {subject}");
/* Translators: conversion.recorded */
_("has made any conversion");
/* Translators: conversion.recorded */
_("has not made the conversion {subject}");
/* Translators: conversion.recorded */
_("has not made any conversion");
/* Translators: conversion.recorded */
_("Made “{subject}”");
/* Translators: conversion.recorded, value */
_("has converted for {sum} in total");
/* Translators: account.linked */
_("Linked to an account");
/* Translators: account.linked */
_("has been linked to the account {subject}");
/* Translators: account.linked */
_("has been linked to any account");
/* Translators: account.linked */
_("has not been linked to the account {subject}");
/* Translators: account.linked */
_("has not been linked to any account");
/* Translators: account.unlinked */
_("Unlinked from an account");
/* Translators: account.unlinked */
_("has been unlinked from the account {subject}");
/* Translators: account.unlinked */
_("has been unlinked from any account");
/* Translators: account.unlinked */
_("has not been unlinked from the account {subject}");
/* Translators: account.unlinked */
_("has not been unlinked from any account");
/* Translators: account.field-changed */
_("Account field changed");
/* Translators: account.field-changed */
_("has had a field of the account {subject} change");
/* Translators: account.field-changed */
_("has had an account field change");
/* Translators: account.field-changed */
_("has not had a field of the account {subject} change");
/* Translators: account.field-changed */
_("has not had any account field change");
/* Translators: meeting.booked */
_("Meeting booked");
/* Translators: meeting.booked */
_("has booked a meeting");
/* Translators: meeting.booked */
_("has not booked any meeting");
/* Translators: meeting.started */
_("Meeting started");
/* Translators: meeting.started */
_("has started a meeting");
/* Translators: meeting.started */
_("has not started any meeting");
/* Translators: meeting.cancelled */
_("Meeting cancelled");
/* Translators: meeting.cancelled */
_("has cancelled a meeting");
/* Translators: meeting.cancelled */
_("has not cancelled any meeting");
/* Translators: conversation.started */
_("Conversation started");
/* Translators: conversation.started */
_("has started a conversation");
/* Translators: conversation.started */
_("has not started any conversation");
/* Translators: conversation.ended */
_("Conversation ended");
/* Translators: conversation.ended */
_("has ended a conversation");
/* Translators: conversation.ended */
_("has not ended any conversation");
/* Translators: conversation.message-received */
_("Conversation message received");
/* Translators: conversation.message-received */
_("has exchanged a message in a conversation");
/* Translators: conversation.message-received */
_("has not exchanged any message in a conversation");
/* Translators: call.ended */
_("Call ended");
/* Translators: call.ended */
_("has ended a call");
/* Translators: call.ended */
_("has not ended any call");
/* Translators: payment.made */
_("Payment made");
/* Translators: payment.made */
_("has paid through {subject}");
/* Translators: payment.made */
_("has made a payment");
/* Translators: payment.made */
_("has not paid through {subject}");
/* Translators: payment.made */
_("has not made any payment");
/* Translators: payment.made, amount */
_("has paid {sum} in total");
/* Translators: ticket.purchased */
_("Ticket bought");
/* Translators: ticket.purchased */
_("has bought a ticket for {subject}");
/* Translators: ticket.purchased */
_("has bought a ticket");
/* Translators: ticket.purchased */
_("has not bought any ticket for {subject}");
/* Translators: ticket.purchased */
_("has not bought any ticket");
/* Translators: ticket.purchased */
_("Bought a ticket for “{subject}”");
/* Translators: ticket.checked-in */
_("Checked in");
/* Translators: ticket.checked-in */
_("has checked in at {subject}");
/* Translators: ticket.checked-in */
_("has checked in at any event");
/* Translators: ticket.checked-in */
_("has not checked in at {subject}");
/* Translators: ticket.checked-in */
_("has not checked in at any event");
/* Translators: ticket.checked-in */
_("Checked in at “{subject}”");
/* Translators: loyalty.joined */
_("Loyalty programme joined");
/* Translators: loyalty.joined */
_("has joined the loyalty programme {subject}");
/* Translators: loyalty.joined */
_("has joined any loyalty programme");
/* Translators: loyalty.joined */
_("has not joined the loyalty programme {subject}");
/* Translators: loyalty.joined */
_("has not joined any loyalty programme");
/* Translators: loyalty.left */
_("Loyalty programme left");
/* Translators: loyalty.left */
_("has left the loyalty programme {subject}");
/* Translators: loyalty.left */
_("has left any loyalty programme");
/* Translators: loyalty.left */
_("has not left the loyalty programme {subject}");
/* Translators: loyalty.left */
_("has not left any loyalty programme");
/* Translators: loyalty.left */
_("Left “{subject}”");
/* Translators: loyalty.tier-changed */
_("Loyalty tier changed");
/* Translators: loyalty.tier-changed */
_("has changed tier in {subject}");
/* Translators: loyalty.tier-changed */
_("has changed tier in any loyalty programme");
/* Translators: loyalty.tier-changed */
_("has not changed tier in {subject}");
/* Translators: loyalty.tier-changed */
_("has not changed tier in any loyalty programme");
/* Translators: loyalty.balance-changed */
_("Loyalty balance changed");
/* Translators: loyalty.balance-changed */
_("has had the balance {subject} change");
/* Translators: loyalty.balance-changed */
_("has had any loyalty balance change");
/* Translators: loyalty.balance-changed */
_("has not had the balance {subject} change");
/* Translators: loyalty.balance-changed */
_("has not had any loyalty balance change");
/* Translators: loyalty.balance-expired */
_("Loyalty balance expired");
/* Translators: loyalty.balance-expired */
_("has had points of the balance {subject} expire");
/* Translators: loyalty.balance-expired */
_("has had loyalty points expire");
/* Translators: loyalty.balance-expired */
_("has not had points of the balance {subject} expire");
/* Translators: loyalty.balance-expired */
_("has not had loyalty points expire");
/* Translators: loyalty.balance-min-reached */
_("Balance minimum reached");
/* Translators: loyalty.balance-min-reached */
_("has fallen to the minimum of the balance {subject}");
/* Translators: loyalty.balance-min-reached */
_("has fallen to the minimum of any balance");
/* Translators: loyalty.balance-min-reached */
_("has not fallen to the minimum of the balance {subject}");
/* Translators: loyalty.balance-min-reached */
_("has not fallen to the minimum of any balance");
/* Translators: loyalty.balance-max-reached */
_("Balance maximum reached");
/* Translators: loyalty.balance-max-reached */
_("has reached the maximum of the balance {subject}");
/* Translators: loyalty.balance-max-reached */
_("has reached the maximum of any balance");
/* Translators: loyalty.balance-max-reached */
_("has not reached the maximum of the balance {subject}");
/* Translators: loyalty.balance-max-reached */
_("has not reached the maximum of any balance");
/* Translators: voucher.created */
_("Voucher created");
/* Translators: voucher.created */
_("has been given a voucher");
/* Translators: voucher.created */
_("has not been given any voucher");
/* Translators: voucher.redeemed */
_("Voucher redeemed");
/* Translators: voucher.redeemed */
_("has redeemed a voucher");
/* Translators: voucher.redeemed */
_("has not redeemed any voucher");
/* Translators: voucher.expired */
_("Voucher expired");
/* Translators: voucher.expired */
_("has let a voucher expire");
/* Translators: voucher.expired */
_("has not let any voucher expire");
/* Translators: voucher.revoked */
_("Voucher revoked");
/* Translators: voucher.revoked */
_("has had a voucher revoked");
/* Translators: voucher.revoked */
_("has not had any voucher revoked");
/* Translators: automation.enrol-requested */
_("Added to an automation");
/* Translators: automation.enrol-requested */
_("has been proposed to the automation {subject}");
/* Translators: automation.enrol-requested */
_("has been proposed to any automation");
/* Translators: automation.enrol-requested */
_("has not been proposed to the automation {subject}");
/* Translators: automation.enrol-requested */
_("has not been proposed to any automation");
/* Translators: automation.entered */
_("Automation entered");
/* Translators: automation.entered */
_("has entered the automation {subject}");
/* Translators: automation.entered */
_("has entered any automation");
/* Translators: automation.entered */
_("has not entered the automation {subject}");
/* Translators: automation.entered */
_("has not entered any automation");
/* Translators: automation.entered */
_("Entered “{subject}”");
/* Translators: automation.ended */
_("Automation ended");
/* Translators: automation.ended */
_("has left the automation {subject}");
/* Translators: automation.ended */
_("has left any automation");
/* Translators: automation.ended */
_("has not left the automation {subject}");
/* Translators: automation.ended */
_("has not left any automation");
/* Translators: goal.achieved */
_("Goal achieved");
/* Translators: goal.achieved */
_("has achieved the goal {subject}");
/* Translators: goal.achieved */
_("has achieved any goal");
/* Translators: goal.achieved */
_("has not achieved the goal {subject}");
/* Translators: goal.achieved */
_("has not achieved any goal");
/* Translators: goal.achieved */
_("Achieved “{subject}”");
/* Translators: goal.skipped */
_("Goal skipped");
/* Translators: goal.skipped */
_("has skipped the goal {subject}");
/* Translators: goal.skipped */
_("has skipped any goal");
/* Translators: goal.skipped */
_("has not skipped the goal {subject}");
/* Translators: goal.skipped */
_("has not skipped any goal");
/* Translators: goal.skipped */
_("Skipped “{subject}”");
/* Translators: feed.item-published */
_("Feed item published");
/* Translators: feed.item-published */
_("has seen a feed item published");
/* Translators: feed.item-published */
_("has not seen any feed item published");
/* Translators: product.stock-changed */
_("Stock changed");
/* Translators: product.stock-changed */
_("has seen the stock of a product change");
/* Translators: product.stock-changed */
_("has not seen the stock of any product change");
/* Translators: instead of trigger.cart-abandoned */
_("Begin with “{a}”, wait for the order with “{b}”, and go on by No.");
/* Translators: instead of trigger.cart-abandoned */
_("Begin with “{a}”, wait, and ask with “{b}” whether there was an order.");
/* Translators: instead of trigger.cart-product-* */
_("Begin with “{a}”, which watches carts too.");
/* Translators: instead of trigger.checkout-action */
_("Begin with “{a}”, once the order is there.");
/* Translators: instead of trigger.no-purchase */
_("Begin with “{a}”, which looks once a day who has not ordered for that long.");
/* Translators: instead of trigger.no-purchase */
_("Begin with “{a}”, wait that long, and ask with “{b}” whether there was another order.");
/* Translators: instead of trigger.no-purchase */
_("Begin with “{a}”, and wait as long as you give the contact to come back.");
/* Translators: instead of trigger.order-paid */
_("Begin with “{a}” for orders that are paid at once.");
/* Translators: instead of trigger.order-paid */
_("Begin with “{a}”, which lets in orders that are not paid yet too.");
/* Translators: instead of trigger.order-confirmed */
_("Begin with “{a}”, when the order is placed.");
/* Translators: instead of trigger.order-* */
_("Let the shop record an event of its own, and begin with “{a}”.");
/* Translators: instead of trigger.product-viewed */
_("Begin with “{a}” for the page of the product.");
/* Translators: instead of trigger.store-searched */
_("Begin with “{a}” for the page of the results.");
/* Translators: instead of trigger.email-clicked */
_("Send the email here, and wait with “{a}” for the click.");
/* Translators: instead of trigger.email-delivered */
_("Send the email here with “{a}”, and go on behind it.");
/* Translators: instead of trigger.email-not-* */
_("Behind the email, wait, and ask with “{a}” what came of it.");
/* Translators: instead of trigger.email-* */
_("Begin with “{a}”, the nearest sign of interest.");
/* Translators: instead of trigger.channel-subscribed */
_("Begin with “{a}”.");
/* Translators: instead of trigger.push-clicked */
_("Let the app or the website record an event of its own, and begin with “{a}”.");
/* Translators: instead of trigger.channel-* */
_("Let the program that keeps the consent record an event, and begin with “{a}”.");
/* Translators: instead of trigger.sms-received */
_("Let the service that receives the text messages record an event, and begin with “{a}”.");
/* Translators: instead of trigger.site-message-dismissed */
_("{platform} shows no messages on the website, so nobody can close one.");
/* Translators: instead of trigger.list-subscribed */
_("Begin with “{a}”: the audience stands for the list.");
/* Translators: instead of trigger.list-unsubscribed */
_("Keep the list as a group, and begin with “{a}”.");
/* Translators: instead of trigger.form-submitted */
_("Let the form sign people up, and begin with “{a}”.");
/* Translators: instead of trigger.survey-responded */
_("Ask in a form, and begin with “{a}”.");
/* Translators: instead of trigger.group-joined */
_("Keep the group as a tag, and begin with “{a}”.");
/* Translators: instead of trigger.group-joined */
_("Keep the group as a list, and begin with “{a}”.");
/* Translators: instead of trigger.tag-added */
_("Keep the tag as a list, and begin with “{a}”.");
/* Translators: instead of trigger.tag-removed */
_("Keep the tag as a group, and begin with “{a}”.");
/* Translators: instead of trigger.field-changed */
_("Begin with “{a}”, which looks once a day whether the field has the value.");
/* Translators: instead of trigger.score-crossed */
_("Keep the score in a field, and begin with “{a}”.");
/* Translators: instead of trigger.in-segment */
_("Give the segment a tag, and begin with “{a}”.");
/* Translators: instead of trigger.matches-conditions */
_("Make a segment of them, and begin with “{a}”.");
/* Translators: instead of trigger.matches-conditions */
_("Give these contacts a tag, and begin with “{a}”.");
/* Translators: instead of trigger.manual */
_("Give the contacts a tag by hand, and begin with “{a}”.");
/* Translators: instead of trigger.api */
_("Let the other program record an event, and begin with “{a}”.");
/* Translators: instead of trigger.goal-reached */
_("Put “{a}” where the goal stands in the other automation.");
/* Translators: instead of trigger.goal-reached */
_("Automations on {platform} have no goals, so none can be reached.");
/* Translators: instead of trigger.pipeline-entered */
_("Begin with “{a}” in this pipeline; deals that are moved there are not seen.");
/* Translators: instead of trigger.deal-created */
_("Begin with “{a}”, once for each pipeline.");
/* Translators: instead of trigger.deal-status-changed */
_("Give the status a stage of its own, and begin with “{a}”.");
/* Translators: instead of trigger.task-completed */
_("Move the deal on when the task is done, and begin with “{a}”.");
/* Translators: instead of trigger.deal-sentiment-changed */
_("{platform} does not read the mood of what people write.");
/* Translators: instead of trigger.deal-* */
_("Let the program in which the deals are kept record an event, and begin with “{a}”.");
/* Translators: instead of trigger.meeting-started */
_("Begin with “{a}”, and wait until the meeting.");
/* Translators: instead of trigger.page-link-clicked */
_("Begin with “{a}” for the page behind the link.");
/* Translators: instead of trigger.session-started */
_("Begin with “{a}” for any page.");
/* Translators: instead of trigger.conversion-recorded */
_("Let the website record an event where it counts the conversion, and begin with “{a}”.");
/* Translators: instead of trigger.feed-updated */
_("Let a program that reads the feed record an event, and begin with “{a}”.");
/* Translators: instead of trigger.loyalty-* */
_("Keep it in a field, and begin with “{a}”.");
/* Translators: instead of trigger.* */
_("Let the program where it happens record an event of its own, and begin with “{a}”.");
/* Translators: instead of action.assign-owner */
_("Set the owner with “{a}”.");
/* Translators: instead of action.assign-owner */
_("Set the owner with “{a}”; it does not take turns.");
/* Translators: instead of action.blocklist */
_("Use “{a}” for all lists.");
/* Translators: instead of action.blocklist */
_("What is not marketing cannot be stopped for one contact on {platform}.");
/* Translators: instead of action.delete-contact */
_("Use “{a}”: the contact stays, and hears nothing more.");
/* Translators: instead of action.remove-from-list */
_("Use “{a}”: the contact leaves as if by itself.");
/* Translators: instead of action.unsubscribe */
_("Use “{a}”: the contact leaves, and it does not count as unsubscribing.");
/* Translators: instead of action.duplicate-deal */
_("Use “{a}”: a new deal, without the fields and notes of the old one.");
/* Translators: instead of action.send-push */
_("Write with “{a}” instead.");
/* Translators: instead of action.set-wallet-campaign */
_("{platform} has no cards for phone wallets.");
/* Translators: instead of action.add-tag */
_("Keep the tag as a list, with “{a}”.");
/* Translators: instead of action.add-note */
_("Write it into a task, with “{a}”.");
/* Translators: instead of action.notify-staff */
_("Give the team a task, with “{a}”.");
/* Translators: instead of action.add-to-account */
_("Keep the account in a field, with “{a}”.");
/* Translators: instead of action.adjust-score */
_("There are no scores: keep it in a field, with “{a}”.");
/* Translators: instead of action.math */
_("Nothing calculates there: set the field with “{a}”.");
/* Translators: instead of action.* */
_("Let another program do it, with “{a}”.");
/* Translators: instead of action.* */
_("Automations on {platform} send and wait, and change nothing. Another program has to do it.");
/* Translators: instead of wait.condition */
_("Wait for the event with “{a}”.");
/* Translators: instead of wait.condition */
_("Ask with “{a}”, and once a day again with “{b}” and “{c}” while the answer is No.");
/* Translators: instead of wait.condition */
_("Wait with “{a}” for the whole time, and ask with “{b}”.");
/* Translators: instead of wait.event */
_("Wait with “{a}” until it has happened.");
/* Translators: instead of wait.event */
_("Wait with “{a}” until it has happened, and ask behind it with “{b}” whether it has.");
/* Translators: instead of wait.date */
_("Begin another automation with “{a}”.");
/* Translators: instead of wait.* */
_("Only “{a}” is there: it waits for a time, not for anything else.");
/* Translators: instead of split.if-else */
_("Make two automations: one begins with “{a}”, the other with “{b}”.");
/* Translators: instead of split.random */
_("Split with “{a}” by a field that is spread evenly.");
/* Translators: instead of split.latch */
_("Ask with “{a}” each contact who arrives.");
/* Translators: instead of split.* */
_("Automations on {platform} have one way only. Make an automation for each way, and let each begin with a segment or a tag of its own.");
/* Translators: instead of goal.condition */
_("Ask with “{a}” where the goal stands.");
/* Translators: instead of goal.condition */
_("Automations on {platform} have no goals. Begin another automation where the goal would be reached.");
/* Translators: instead of flow.end */
_("Nothing has to stand here: contacts end where no link leads on.");
/* Translators: instead of flow.go-to */
_("Lead a link there, if it does not lead back.");
/* Translators: instead of flow.start-automation */
_("Let the other automation begin with the same trigger, and wait there first with “{a}”.");
/* Translators: instead of flow.end-other */
_("Let the other automation ask with “{a}” before each message.");
/* Translators: instead of flow.end-other */
_("No automation on {platform} can end another one.");
/* Translators: email */
_("Emails");
/* Translators: email */
_("New Email…");
/* Translators: email, preheader */
_("Preview text");
/* Translators: email, preheader */
_("What mail programs show behind the subject.");
/* Translators: email, sender */
_("Sender");
/* Translators: email, kind: automation */
_("In automations");
/* Translators: email, lists */
_("Lists");
/* Translators: email, lists */
_("Who unsubscribes by this message leaves these.");
/* Translators: email, track-links */
_("Track who clicks");
/* Translators: sms */
_("New SMS…");
/* Translators: push */
_("Push Notifications");
/* Translators: push */
_("New Push Notification…");
/* Translators: site-message */
_("Site Messages");
/* Translators: site-message */
_("New Site Message…");
/* Translators: site-message, page */
_("It waits until the contact visits such a page.");
/* Translators: wallet-notification */
_("Wallet Notifications");
/* Translators: wallet-notification */
_("New Wallet Notification…");
/* Translators: sender */
_("New Sender…");
/* Translators: list */
_("Contacts");
/* Translators: list */
_("New List…");
/* Translators: list, double-opt-in */
_("Ask for confirmation");
/* Translators: list, double-opt-in */
_("Who subscribes is on the list once the confirmation is clicked.");
/* Translators: tag */
_("Tags");
/* Translators: tag */
_("New Tag…");
/* Translators: group */
_("Groups");
/* Translators: group */
_("New Group…");
/* Translators: audience */
_("Audiences");
/* Translators: audience */
_("New Audience…");
/* Translators: segment */
_("Segments");
/* Translators: segment */
_("New Segment…");
/* Translators: segment, condition */
_("Who belongs to it");
/* Translators: field */
_("Fields");
/* Translators: field */
_("New Field…");
/* Translators: field, type */
_("Type");
/* Translators: field, type: long-text */
_("Long text");
/* Translators: field, type: money */
_("Amount of money");
/* Translators: field, type: datetime */
_("Date and time");
/* Translators: field, type: birthday */
_("Birthday");
/* Translators: field, type: bool */
_("Yes or no");
/* Translators: field, type: choice */
_("One of several choices");
/* Translators: field, type: choices */
_("Several of several choices");
/* Translators: field, type: user */
_("Person");
/* Translators: field, options */
_("Choices");
/* Translators: field, options */
_("Separate them with commas.");
/* Translators: score */
_("Scores");
/* Translators: score */
_("New Score…");
/* Translators: score, of: deal */
_("Deals");
/* Translators: score, start */
_("Starts at");
/* Translators: form */
_("Website and events");
/* Translators: form */
_("Forms");
/* Translators: form */
_("New Form…");
/* Translators: form, kind: order */
_("Order");
/* Translators: form, kind: popup */
_("Pop-up");
/* Translators: form, kind: page */
_("Landing page");
/* Translators: form, provider: own */
_("Own website");
/* Translators: form, provider: activecampaign */
_("ActiveCampaign");
/* Translators: form, provider: mailchimp */
_("Mailchimp");
/* Translators: form, provider: brevo */
_("Brevo");
/* Translators: form, provider: shopify */
_("Shopify");
/* Translators: form, provider: woocommerce */
_("WooCommerce");
/* Translators: form, provider: prestashop */
_("PrestaShop");
/* Translators: form, provider: magento */
_("Magento");
/* Translators: form, provider: bigcommerce */
_("BigCommerce");
/* Translators: form, provider: typeform */
_("Typeform");
/* Translators: form, provider: facebook */
_("Facebook");
/* Translators: form, provider: eventbrite */
_("Eventbrite");
/* Translators: form, provider: unbounce */
_("Unbounce");
/* Translators: form, provider: calendly */
_("Calendly");
/* Translators: form, actions */
_("What it does");
/* Translators: form, actions */
_("This happens to everybody who submits the form.");
/* Translators: survey */
_("Surveys");
/* Translators: survey */
_("New Survey…");
/* Translators: survey, questions */
_("Questions");
/* Translators: event-name */
_("Custom Events");
/* Translators: event-name */
_("New Event…");
/* Translators: event-name, keys */
_("Details");
/* Translators: event-name, keys */
_("What comes with the event. Filters and conditions can ask about it.");
/* Translators: conversion */
_("Conversions");
/* Translators: conversion */
_("New Conversion…");
/* Translators: feed */
_("Feeds");
/* Translators: feed */
_("New Feed…");
/* Translators: feed, url */
_("An RSS or Atom feed.");
/* Translators: live-event */
_("Live Events");
/* Translators: live-event */
_("New Live Event…");
/* Translators: pipeline */
_("Pipelines");
/* Translators: pipeline */
_("New Pipeline…");
/* Translators: stage */
_("Stages");
/* Translators: stage */
_("New Stage…");
/* Translators: stage, order */
_("Place among the stages");
/* Translators: deal-field */
_("Deal Fields");
/* Translators: deal-field */
_("New Deal Field…");
/* Translators: account */
_("Accounts");
/* Translators: account */
_("New Account…");
/* Translators: account, url */
_("Website");
/* Translators: account-field */
_("Account Fields");
/* Translators: account-field */
_("New Account Field…");
/* Translators: task-type */
_("Types of Tasks");
/* Translators: task-type */
_("New Type of Task…");
/* Translators: meeting-type */
_("Types of Meetings");
/* Translators: meeting-type */
_("New Type of Meeting…");
/* Translators: meeting-type, url */
_("Booking page");
/* Translators: phone-line */
_("Phone Lines");
/* Translators: phone-line */
_("New Phone Line…");
/* Translators: user */
_("People of the Team");
/* Translators: user */
_("New Person…");
/* Translators: store */
_("Shop");
/* Translators: store */
_("Stores");
/* Translators: store */
_("New Store…");
/* Translators: store, currency */
_("Currency");
/* Translators: store, currency */
_("Such as EUR or USD.");
/* Translators: product */
_("New Product…");
/* Translators: product, price */
_("Price");
/* Translators: product, stock */
_("In stock");
/* Translators: product, low-stock-at */
_("Stock is low from");
/* Translators: product, categories */
_("Categories");
/* Translators: product, collections */
_("Collections");
/* Translators: category */
_("New Category…");
/* Translators: collection */
_("New Collection…");
/* Translators: payment-link */
_("Payment Links");
/* Translators: payment-link */
_("New Payment Link…");
/* Translators: program */
_("Programmes");
/* Translators: program */
_("New Programme…");
/* Translators: balance */
_("Balances");
/* Translators: balance */
_("New Balance…");
/* Translators: balance, program */
_("Programme");
/* Translators: balance, min */
_("Never below");
/* Translators: balance, max */
_("Never above");
/* Translators: tier */
_("Tiers");
/* Translators: tier */
_("New Tier…");
/* Translators: tier, rank */
_("Rank");
/* Translators: tier, rank */
_("The greater, the higher.");
/* Translators: wallet-campaign */
_("Wallet Campaigns");
/* Translators: wallet-campaign */
_("New Wallet Campaign…");
/* Translators: behaviour */
_("Simulation");
/* Translators: behaviour */
_("Behaviours");
/* Translators: behaviour */
_("New Behaviour…");
/* Translators: activecampaign, any-list */
_("ActiveCampaign names no choice of list for this trigger. “List” may name one, or be left empty for any list.");
/* Translators: activecampaign, forward-form */
_("ActiveCampaign does not say which emails may be chosen: “Email” takes one, or any when left empty. Only the forward-to-a-friend form counts; what a mail program forwards is never noticed.");
/* Translators: activecampaign, from-value */
_("ActiveCampaign describes changes from any value. “From” may also ask for one value, and then only a change from it lets contacts in.");
/* Translators: activecampaign, date-once */
_("ActiveCampaign does not say whether the date comes round every year. It counts once; “Repeat” makes it every year.");
/* Translators: activecampaign, feed-audience */
_("A feed concerns nobody in particular, so one look at it lets in everybody at once, or all whom “Let in” describes.");
/* Translators: activecampaign, abandoned-after */
_("ActiveCampaign does not say when a cart counts as abandoned. Here that is an hour after its last change; “After” changes it.");
/* Translators: activecampaign, from-status */
_("ActiveCampaign names the new status alone. “From” may also ask for the status before; left empty, it is any.");
/* Translators: activecampaign, sms-in-library */
_("ActiveCampaign does not say where the text is written. Here it is an SMS of the library, which several steps can send and which is edited from this form.");
/* Translators: activecampaign, notification-text */
_("ActiveCampaign names the recipient alone. “Subject” and “Text” are asked for as well, since no email goes without them.");
/* Translators: activecampaign, limit-exit */
_("ActiveCampaign describes a single way out. Who has not met the conditions by the limit leaves by it too; an If/Else after this step tells the two apart.");
/* Translators: activecampaign, yes-no-winner */
_("ActiveCampaign says that a winner is named, not how. “Winner” sets the rule: at a date, after a number of contacts, or after a number of wins. Without one the shares stay as they are.");
/* Translators: activecampaign, all-others */
_("ActiveCampaign does not say whether all others include this one. “Automation” left empty means all but the one that this step is in.");
/* Translators: activecampaign, webhook-post */
_("ActiveCampaign names nothing to set. “Address” is asked for; the call is a POST with all details of the contact.");
/* Translators: activecampaign, needs-attribution */
_("ActiveCampaign does not say whether this needs Attribution, as its trigger does. It is taken to; without it there is a warning, and a simulation does it all the same.");
/* Translators: activecampaign, needs-deals */
_("ActiveCampaign asks for Deals CRM for the whole group and not for this step. It is taken to need it; without it there is a warning, and a simulation does it all the same.");
/* Translators: activecampaign, deal-owner */
_("ActiveCampaign does not say who owns the new deal. “Owner” may name somebody of the team, or several in turn; left empty, nobody does.");
/* Translators: activecampaign, task-owner */
_("ActiveCampaign does not list what a task holds. “Type of task”, “Title” and “Due date” are asked for; “Owner” may be left empty.");
/* Translators: activecampaign, score-of-deal */
_("ActiveCampaign’s help speaks of the contact’s score where a score is set or reset. The score of the deal is meant, as for adding and subtracting.");
/* Translators: ac.wait-conditional */
_("Holds contacts until they meet conditions. With a limit, they go on then in any case.");
/* Translators: ac.add-contact-note */
_("Adds a note to the contact, for the team to read.");
/* Translators: ac.adjust-contact-score */
_("Adds points to a score of the contact, takes some away, sets it or resets it.");
/* Translators: ac.update-deal-title */
_("Gives a deal of the contact another title.");
/* Translators: ac.update-deal-status */
_("Makes a deal of the contact open, won or lost.");
/* Translators: ac.update-deal-owner */
_("Hands a deal of the contact over to somebody else of the team.");
/* Translators: ac.update-deal-value */
_("Changes what a deal of the contact is worth.");
/* Translators: ac.update-deal-stage */
_("Moves a deal of the contact to another stage.");
/* Translators: ac.update-deal-custom-field */
_("Writes a value into a field of a deal, copies it from a field of the contact, or clears it.");
/* Translators: ac.add-deal-note */
_("Adds a note to a deal of the contact, for the team to read.");
/* Translators: ac.adjust-deal-score */
_("Adds points to the score of a deal, takes some away, sets it or resets it.");
/* Translators: ac.create-salesforce-contact */
_("Adds the contact to Salesforce as a contact.");
/* Translators: ac.create-salesforce-lead */
_("Adds the contact to Salesforce as a lead.");
/* Translators: mailchimp, date-offset */
_("Mailchimp does not say here whether the flow may begin before or after the date. “When” offers the day itself, some time before it and some time after it.");
/* Translators: mailchimp, signup-offset */
_("Mailchimp does not say here how long after the sign-up the flow may begin. “When” offers the day itself or any time after it; before it nobody is known.");
/* Translators: mailchimp, to-value */
_("Mailchimp speaks of a change to a specific value and of no other choice. “To” has to be given, and whatever the value was before will do.");
/* Translators: mailchimp, any-store */
_("Mailchimp speaks of one store. Where several are connected, “Store” may name one; left empty, it is any of them.");
/* Translators: mailchimp, low-stock */
_("Mailchimp does not say when stock is low. Here it is at 5 pieces or fewer; “Stock is low from” changes that for each product in the library.");
/* Translators: mailchimp, back-in-stock */
_("Mailchimp does not say whether a product is chosen: “Product” may name one, or any when left empty. One restocking lets in everybody who had put the product in a cart while it was low and has not ordered it since.");
/* Translators: mailchimp, abandoned-after */
_("Mailchimp does not say here when a cart counts as abandoned. Here that is an hour after its last change; “After” changes it.");
/* Translators: mailchimp, no-click-after */
_("Mailchimp does not say how long it waits for a click. Here it is 7 days from delivery; “After” changes it. Who never got the email does not enter.");
/* Translators: mailchimp, api-call */
_("Mailchimp shows an address to call and nothing to set. A call for a contact lets it in, whatever segment the other triggers ask for.");
/* Translators: mailchimp, zapier-event */
_("Mailchimp names nothing to set. Any event that comes through Zapier lets in the contact with its email address.");
/* Translators: mailchimp, named-message */
_("Mailchimp’s list of triggers only names this action. It sends one message of the library, and skips contacts who may not or cannot get it, with the reason.");
/* Translators: mailchimp, needs-sms */
_("Mailchimp asks for an SMS programme for its triggers. The action is taken to need it too; without it there is a warning, and a simulation sends all the same.");
/* Translators: mailchimp, wait-kinds */
_("Mailchimp’s list of triggers only names this rule. The form offers a length of time, or a date of the contact.");
/* Translators: mc.signs-up-for-email */
_("Lets in contacts who agree to get emails.");
/* Translators: mc.signs-up-for-sms */
_("Lets in contacts who agree to get text messages.");
/* Translators: mc.specific-date */
_("Lets in contacts before, on or after a date of theirs, once. Dates already past let nobody in.");
/* Translators: mc.signup-date */
_("Lets in contacts on the day on which they signed up, or some time after it.");
/* Translators: mc.birthday */
_("Lets in contacts before, on or after their birthday, every year.");
/* Translators: mc.recurring-date */
_("Lets in contacts before, on or after a date of theirs, every year.");
/* Translators: mc.buys-any-product */
_("Lets in subscribed contacts who order anything.");
/* Translators: mc.buys-specific-product */
_("Lets in subscribed contacts whose order holds a product.");
/* Translators: mc.time-since-last-purchase */
_("Lets in subscribed contacts who have not ordered again for a while. Only orders placed since the automation is active count.");
/* Translators: mc.shopify-low-inventory-in-cart */
_("Lets in contacts who put a product in a cart while its stock is low.");
/* Translators: mc.clicks-any-email-link */
_("Lets in contacts who click any link of an email.");
/* Translators: mc.clicks-specific-email-link */
_("Lets in contacts who click one certain link of an email.");
/* Translators: mc.chat-finished */
_("Lets in contacts whose LiveChat conversation ends.");
/* Translators: mc.zapier-custom-event */
_("Lets in contacts for whom an event comes through Zapier.");
/* Translators: brevo, more-filters */
_("Brevo’s help gives examples of filters, not all of them. “Filters on the event” can ask about everything that the event carries.");
/* Translators: brevo, record-filters */
_("Brevo’s help gives examples of filters, not all of them. “Filters on the record” can ask about every column of the membership.");
/* Translators: brevo, anniversary-yearly */
_("Brevo calls it an anniversary and does not say that it comes back. It does so every year; “Repeat” makes it once.");
/* Translators: brevo, anniversary-offset */
_("Brevo does not say how far from the date contacts may enter. “When” takes any time before or after it.");
/* Translators: brevo, cart-reminder */
_("Brevo gives this as the way to an abandoned-cart email and leaves out the wait. Let contacts wait for the event “Order placed” with a limit, and send to those for whom it runs out.");
/* Translators: brevo, message-by-contact */
_("Brevo says that the contact gets the message, but suggests it for automatic replies. The contact is taken to write it; “Written by” makes it the team, or anybody.");
/* Translators: brevo, tier-change */
_("Brevo names no tier to come from or to go to. Every change lets contacts in; “Filters on the event” can ask about both tiers.");
/* Translators: brevo, delete-ends */
_("Brevo does not say what becomes of the contact’s automations. Deleting ends all of them at once, so no step can follow.");
/* Translators: brevo, webhook-details */
_("Brevo does not say how the address is called. “Address” is asked for, the call is a POST, and “Details to pass on” says what it holds.");
/* Translators: brevo, starts-without-waiting */
_("Brevo does not say whether the contact waits for the end of the other automation. It goes on at once; to hold it, put a wait for the event “Automation ended” after this step.");
/* Translators: brevo, deal-target */
_("Brevo’s table of the deals that may be meant is not to be had. “Deal” chooses: the one that let the contact in, the latest open one, the latest one, or all.");
/* Translators: brevo.membership-anniversary */
_("Lets in contacts before, on or after the day on which they joined a loyalty programme, every year.");
/* Translators: brevo.push-subscribed */
_("Lets in contacts who agree to get push notifications.");
/* Translators: brevo.push-unsubscribed */
_("Lets in contacts who no longer want push notifications.");
/* Translators: brevo.move-to-wallet-campaign */
_("Moves the contact to another wallet campaign.");
/* Translators: brevo.move-to-wallet-campaign-and-notify */
_("Moves the contact to another wallet campaign and sends a notification with it.");
/* Translators: capabilities, opt-in-place */
_("ActiveCampaign does not say where the confirmation is switched on. Each list and each form of the library has its own “Ask for confirmation”.");
/* Translators: capabilities, deal-fields-from-plus */
_("ActiveCampaign says of its calculation alone that the deal’s side begins with the plan Plus. The other steps on deals are taken to begin there too.");
/* Translators: capabilities, list-statuses */
_("ActiveCampaign names the status active alone. The others on a list are unconfirmed, unsubscribed and bounced.");
/* Translators: capabilities, several-triggers */
_("Mailchimp only names the triggers that stand alone or exclude each other. All others may be combined, and any one of them lets contacts in.");
/* Translators: capabilities, field-missing */
_("Mailchimp does not say what becomes of contacts without the field. They do not enter, the reason is kept, and a check counts them beforehand.");
/* Translators: capabilities, imported-left-out */
_("Mailchimp offers imported contacts as a choice. They are left out; “Include imported contacts” lets them in.");
/* Translators: capabilities, others-unsubscribed */
_("Mailchimp does not say whether the other purchase triggers ask for a subscription. They do not; “Only contacts who” can.");
/* Translators: capabilities, templates-named */
_("Mailchimp’s list of triggers only names its templates. Those of Parcours were drawn for what Mailchimp offers, each with its tests.");
/* Translators: Multiple start triggers */
_("Several triggers above the first step: each of them lets contacts in.");
/* Translators: Any or specific target */
_("In the form of a trigger: what is left empty means any.");
/* Translators: Opt-in confirmation gate */
_("In the library, at each list and at each form.");
/* Translators: Runs once / multiple times */
_("In the form of each trigger: once, or every time.");
/* Translators: Branded-app triggers run once per contact */
_("The triggers of branded apps let each contact in once, and cannot do otherwise.");
/* Translators: Wildcard URLs */
_("In the form of a step about pages: a star stands for anything, and an address can be tried.");
/* Translators: Site tracking */
_("In the workspace settings: the tracked domains, and whether the account has it.");
/* Translators: Ways a tag is applied */
_("A tag counts whoever adds it: a form, an import, a person, an automation or another program.");
/* Translators: Ways of unsubscribing */
_("Every way to leave a list counts, whoever takes the contact off: a link in a mail, a step, a person or an import.");
/* Translators: Form actions */
_("In the library, at each form: what it does with who sends it.");
/* Translators: Link tracking */
_("In the library, at each email.");
/* Translators: Personal emails */
_("In the library, at each email: its kind, which triggers can ask for.");
/* Translators: From/to matching */
_("In the forms of triggers about fields, deal stages and deal statuses: from and to.");
/* Translators: Contact or deal fields */
_("In the forms of steps about fields, dates and scores: those of contacts and those of deals.");
/* Translators: Contact and deal scoring */
_("In the library: scores of contacts and of deals, which steps change and conditions ask for.");
/* Translators: Orders of any status count */
_("The trigger for purchases counts orders of every status.");
/* Translators: Event tracking */
_("In the library: custom events. Their trigger is among the steps, and in the workspace settings stands whether the account has it.");
/* Translators: Segment the contacts entering this automation */
_("In the form of each trigger: only contacts who meet these conditions.");
/* Translators: Event occurrence count condition */
_("In conditions about events: how often it happened.");
/* Translators: Event value condition */
_("In conditions about events: filters on what the event carries.");
/* Translators: Event happened / has not happened */
_("In conditions about events: whether it has or has not happened, and since when.");
/* Translators: Segment builder */
_("Wherever conditions are asked for: all or at least one of them, in groups. Segments of the library can be named.");
/* Translators: Availability by plan */
_("In the workspace settings: the plan. Steps that it does not have are reported.");
/* Translators: Contact status on a list */
_("On the page of a contact, at its lists. Conditions can ask for it.");
/* Translators: Schedule a send with a wait */
_("Put a wait before the step that sends.");
/* Translators: Implicit end */
_("A way out that leads nowhere ends the automation.");
/* Translators: Goal on entry */
_("In the form of a goal: from where it can be reached. Who meets it at the entry is there at once.");
/* Translators: Multiple triggers */
_("Several triggers above the first step. Those that do not go together are reported.");
/* Translators: Exclusive triggers */
_("A trigger that has to stand alone is reported beside others.");
/* Translators: Annual cycle */
_("The triggers for birthdays and recurring dates begin anew each year.");
/* Translators: Date trigger compatibility */
_("Date triggers that do not go together are reported.");
/* Translators: Required audience fields */
_("In the library: fields. A check counts the contacts who lack the field of a trigger.");
/* Translators: Edit a trigger of a paused flow */
_("In the menu of an automation: pause it, change it, switch it on again. An edit can be rehearsed from the results.");
/* Translators: Include imported contacts */
_("In the forms of the triggers for sign-ups.");
/* Translators: Track with Mailchimp */
_("In the workspace settings: whether the account has it. Triggers about pages then take its visits.");
/* Translators: Connected store */
_("In the library: stores. In the workspace settings stands whether one is connected.");
/* Translators: Subscribed contacts only */
_("The triggers for purchases let in subscribed contacts alone; a check says so.");
/* Translators: Add a contact by API call */
_("Among the steps: the trigger for calls from other programs.");
/* Translators: Flow templates */
_("Under New Automation: templates, and those that you have saved.");
/* Translators: Trigger filters */
_("In the form of a trigger: filters on what the event carries, joined by and or or.");
/* Translators: Daily check at a chosen time */
_("In the forms of the triggers for segments and conditions: the hour of the check.");
/* Translators: Associated contact enters */
_("A trigger about a deal or a task lets in its contact, of a deal the first one; later steps change that deal.");
/* Translators: Event tracking */
_("In the library: custom events and what they carry. Their trigger is among the steps.");
/* Translators: Rules as gates */
_("Among the steps: conditional splits and waits. A way that leads nowhere stops contacts there.");
/* Translators: Owner rotation */
_("In the forms of steps that assign somebody: several owners take turns.");
/* Translators: Scheduled day and time on a step */
_("In the forms of steps that send push and wallet notifications: the day and the time.");
/* Translators: Several automations at once */
_("A contact can be in several automations at once; a step can start another one.");
/* Translators: form.submitted */
ngettext ("has submitted {n} form", "has submitted {n} forms", n);
/* Translators: email.sent */
ngettext ("has been sent {n} email", "has been sent {n} emails", n);
/* Translators: email.delivered */
ngettext ("has received {n} email", "has received {n} emails", n);
/* Translators: sms.sent */
ngettext ("has been sent {n} SMS", "has been sent {n} SMS", n);
/* Translators: sms.delivered */
ngettext ("has received {n} SMS", "has received {n} SMS", n);
/* Translators: push.sent */
ngettext ("has been sent {n} push notification", "has been sent {n} push notifications", n);
/* Translators: push.delivered */
ngettext ("has received {n} push notification", "has received {n} push notifications", n);
/* Translators: session.started */
ngettext ("has started {n} session", "has started {n} sessions", n);
/* Translators: page.visited */
ngettext ("has visited {n} page", "has visited {n} pages", n);
/* Translators: order.created */
ngettext ("has placed {n} order", "has placed {n} orders", n);
/* Translators: order.confirmed */
ngettext ("has had {n} order confirmed", "has had {n} orders confirmed", n);
/* Translators: order.paid */
ngettext ("has paid {n} order", "has paid {n} orders", n);
/* Translators: order.cancelled */
ngettext ("has cancelled {n} order", "has cancelled {n} orders", n);
/* Translators: order.shipped */
ngettext ("has had {n} order shipped", "has had {n} orders shipped", n);
/* Translators: order.refunded */
ngettext ("has had {n} order refunded", "has had {n} orders refunded", n);
/* Translators: deal.created */
ngettext ("has had {n} deal created", "has had {n} deals created", n);
/* Translators: task.created */
ngettext ("has had {n} task created", "has had {n} tasks created", n);
/* Translators: task.completed */
ngettext ("has had {n} task completed", "has had {n} tasks completed", n);
/* Translators: meeting.booked */
ngettext ("has booked {n} meeting", "has booked {n} meetings", n);
/* Translators: meeting.cancelled */
ngettext ("has cancelled {n} meeting", "has cancelled {n} meetings", n);
/* Translators: conversation.started */
ngettext ("has started {n} conversation", "has started {n} conversations", n);
/* Translators: payment.made */
ngettext ("has made {n} payment", "has made {n} payments", n);
/* Translators: ticket.purchased */
ngettext ("has bought {n} ticket", "has bought {n} tickets", n);
/* Translators: voucher.redeemed */
ngettext ("has redeemed {n} voucher", "has redeemed {n} vouchers", n);
