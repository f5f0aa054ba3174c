/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the templates for xgettext. Written by strings.py; do not edit. */

/* Translators: template activecampaign/ab-test */
_("Test two subjects");
/* Translators: template activecampaign/ab-test */
_("Half of the new subscribers get one subject, half the other; when a hundred have come through, all get the one that was opened more.");
/* Translators: template activecampaign/ab-test */
_("Content and events");
/* Translators: template activecampaign/ab-test */
_("Which subject?");
/* Translators: template activecampaign/ab-test */
_("Subject as an answer");
/* Translators: template activecampaign/ab-test */
_("Three habits that save an hour");
/* Translators: template activecampaign/ab-test */
_("Three small habits");
/* Translators: template activecampaign/ab-test */
_("Hello {{ contact.first-name }},");
/* Translators: template activecampaign/ab-test */
_("an hour more a day sounds like much. [Three small habits](https://www.example.com/habits) come close to it.");
/* Translators: template activecampaign/ab-test */
_("Best wishes,\nThe team");
/* Translators: template activecampaign/ab-test */
_("Subject as a question");
/* Translators: template activecampaign/ab-test */
_("What would you do with an hour more?");
/* Translators: template activecampaign/ab-test */
_("Newsletter");
/* Translators: template activecampaign/ab-test */
_("The team");
/* Translators: template activecampaign/ab-test */
_("Tested");
/* Translators: template activecampaign/abandoned-cart */
_("Abandoned cart");
/* Translators: template activecampaign/abandoned-cart */
_("Reminds of a basket that was left, answers questions a day later, and ends as soon as the order comes.");
/* Translators: template activecampaign/abandoned-cart */
_("Shop");
/* Translators: template activecampaign/abandoned-cart */
_("Basket ordered");
/* Translators: template activecampaign/abandoned-cart */
_("Last call");
/* Translators: template activecampaign/abandoned-cart */
_("We will empty your basket tomorrow");
/* Translators: template activecampaign/abandoned-cart */
_("The last reminder, promised");
/* Translators: template activecampaign/abandoned-cart */
_("tomorrow night we put what is in [your basket](https://www.example.com/basket) back on the shelf for others. If you still want it, today is the day.");
/* Translators: template activecampaign/abandoned-cart */
_("This is the last time we write about it.");
/* Translators: template activecampaign/abandoned-cart */
_("Basket left");
/* Translators: template activecampaign/abandoned-cart */
_("You left something behind");
/* Translators: template activecampaign/abandoned-cart */
_("Your basket is still here");
/* Translators: template activecampaign/abandoned-cart */
_("you put something into your basket and were called away. Nothing is lost: [your basket](https://www.example.com/basket) is as you left it.");
/* Translators: template activecampaign/abandoned-cart */
_("Is something unclear? Delivery takes two to three days, and you have 30 days to send anything back.");
/* Translators: template activecampaign/abandoned-cart */
_("Basket questions");
/* Translators: template activecampaign/abandoned-cart */
_("Can we help you decide?");
/* Translators: template activecampaign/abandoned-cart */
_("Delivery, returns, and a person to ask");
/* Translators: template activecampaign/abandoned-cart */
_("if you have ordered in the meantime, thank you, and please ignore this message.");
/* Translators: template activecampaign/abandoned-cart */
_("If not: is there a question that keeps you from it? Our [answers on delivery, sizes and returns](https://www.example.com/questions) help most people, and a reply to this message reaches a person.");
/* Translators: template activecampaign/abandoned-cart */
_("Cart Recovered");
/* Translators: template activecampaign/appointment-reminder */
_("Appointment reminder");
/* Translators: template activecampaign/appointment-reminder */
_("A text message the day before an appointment, and two days after it a mail that asks how it was.");
/* Translators: template activecampaign/appointment-reminder */
_("After the appointment");
/* Translators: template activecampaign/appointment-reminder */
_("How was it?");
/* Translators: template activecampaign/appointment-reminder */
_("One question");
/* Translators: template activecampaign/appointment-reminder */
_("thank you for your time. Did you get what you came for? [Tell us with one click](https://www.example.com/feedback): we read every answer.");
/* Translators: template activecampaign/appointment-reminder */
_("Appointment");
/* Translators: template activecampaign/appointment-reminder */
_("Appointment tomorrow");
/* Translators: template activecampaign/appointment-reminder */
_("{{ contact.first-name }}, we look forward to seeing you tomorrow. If something comes up, reply to this message.");
/* Translators: template activecampaign/birthday */
_("Birthday");
/* Translators: template activecampaign/birthday */
_("Sends a present on the birthday, every year, and reminds of it eleven days later if it has not been used.");
/* Translators: template activecampaign/birthday */
_("Customers");
/* Translators: template activecampaign/birthday */
_("Used the present?");
/* Translators: template activecampaign/birthday */
_("Last birthday days");
/* Translators: template activecampaign/birthday */
_("Your birthday present is still waiting");
/* Translators: template activecampaign/birthday */
_("Three days left");
/* Translators: template activecampaign/birthday */
_("your birthday code BIRTHDAY is good for three more days. It would be a pity to let it go: [choose your present](https://www.example.com/shop).");
/* Translators: template activecampaign/birthday */
_("Birthday wishes");
/* Translators: template activecampaign/birthday */
_("Happy birthday, {{ contact.first-name }}");
/* Translators: template activecampaign/birthday */
_("A small present is inside");
/* Translators: template activecampaign/birthday */
/* xgettext:no-c-format */
_("all the best on your birthday! Our present: the code BIRTHDAY takes 20 % off whatever you wish for, for the next two weeks.");
/* Translators: template activecampaign/birthday */
_("[Choose your present](https://www.example.com/shop)");
/* Translators: template activecampaign/birthday */
_("Birthday Shopper");
/* Translators: template activecampaign/conversion-follow-up */
_("Count a conversion");
/* Translators: template activecampaign/conversion-follow-up */
_("Who reaches the page that thanks for a request for a demo is counted as a conversion, the team is told, and a mail says what to prepare.");
/* Translators: template activecampaign/conversion-follow-up */
_("Sales");
/* Translators: template activecampaign/conversion-follow-up */
_("Demo requested: {{ contact.first-name }} {{ contact.last-name }}");
/* Translators: template activecampaign/conversion-follow-up */
_("A demo has been requested. Please answer today.");
/* Translators: template activecampaign/conversion-follow-up */
_("Demo requested");
/* Translators: template activecampaign/conversion-follow-up */
_("Before the demo");
/* Translators: template activecampaign/conversion-follow-up */
_("Your demo: what helps us");
/* Translators: template activecampaign/conversion-follow-up */
_("Two questions to think about");
/* Translators: template activecampaign/conversion-follow-up */
_("thank you for asking for a demo. We call you today to agree on a time. Two questions help to show you what matters: what takes you the most time now, and who else shall see it? [What a demo is like](https://www.example.com/demo).");
/* Translators: template activecampaign/deal-follow-up */
_("Follow up an offer");
/* Translators: template activecampaign/deal-follow-up */
_("Notes on a deal when its offer went out and writes to the contact; an offer without an answer after two weeks is closed as lost.");
/* Translators: template activecampaign/deal-follow-up */
_("Still without an answer?");
/* Translators: template activecampaign/deal-follow-up */
_("Offer");
/* Translators: template activecampaign/deal-follow-up */
_("Questions on the offer");
/* Translators: template activecampaign/deal-follow-up */
_("Your offer: any questions?");
/* Translators: template activecampaign/deal-follow-up */
_("A person who answers them");
/* Translators: template activecampaign/deal-follow-up */
_("you have our offer. If something in it is unclear or missing, a reply to this message reaches the person who wrote it. [The offer once more](https://www.example.com/offer).");
/* Translators: template activecampaign/deal-follow-up */
_("New");
/* Translators: template activecampaign/deal-follow-up */
_("Qualified");
/* Translators: template activecampaign/deal-rescue */
_("Rescue a deal");
/* Translators: template activecampaign/deal-rescue */
_("A deal whose mails become negative loses points and goes to the manager, with a note and the task to call on the same day.");
/* Translators: template activecampaign/deal-rescue */
_("Call {{ contact.first-name }} {{ contact.last-name }}");
/* Translators: template activecampaign/deal-rescue */
_("The last mails sound dissatisfied.");
/* Translators: template activecampaign/deal-rescue */
_("20 points less");
/* Translators: template activecampaign/deal-rescue */
_("Deal health");
/* Translators: template activecampaign/deal-rescue */
_("Call");
/* Translators: template activecampaign/deal-rescue */
_("Anna");
/* Translators: template activecampaign/engagement-score */
_("Engagement score");
/* Translators: template activecampaign/engagement-score */
_("Gives points for every mail that is opened or forwarded; from 50 points on a contact is tagged as engaged.");
/* Translators: template activecampaign/engagement-score */
_("At least 50 points?");
/* Translators: template activecampaign/engagement-score */
_("10 points");
/* Translators: template activecampaign/engagement-score */
_("Engagement");
/* Translators: template activecampaign/engagement-score */
_("Engaged");
/* Translators: template activecampaign/first-come-offer */
_("First come, first served");
/* Translators: template activecampaign/first-come-offer */
_("The first hundred who ask get the good offer; from then on everybody gets the second best.");
/* Translators: template activecampaign/first-come-offer */
_("Are there any left?");
/* Translators: template activecampaign/first-come-offer */
_("The good offer");
/* Translators: template activecampaign/first-come-offer */
_("You are among the first hundred");
/* Translators: template activecampaign/first-come-offer */
_("Thirty per cent, for a week");
/* Translators: template activecampaign/first-come-offer */
/* xgettext:no-c-format */
_("you were fast: as one of the first hundred you get 30 % off with the code FIRST, for a week. [To the shop](https://www.example.com/shop)");
/* Translators: template activecampaign/first-come-offer */
_("The second offer");
/* Translators: template activecampaign/first-come-offer */
_("The first hundred are gone, but");
/* Translators: template activecampaign/first-come-offer */
_("Ten per cent, for a week");
/* Translators: template activecampaign/first-come-offer */
/* xgettext:no-c-format */
_("the hundred were gone quickly. So that you have not come for nothing, the code THANKS takes 10 % off for a week. [To the shop](https://www.example.com/shop)");
/* Translators: template activecampaign/first-come-offer */
_("Wants Offer");
/* Translators: template activecampaign/interest-tags */
_("Interest tags");
/* Translators: template activecampaign/interest-tags */
_("Tags who looks at the garden pages and writes to them an hour later; who has not come back within a month loses the tag, so that it stays true.");
/* Translators: template activecampaign/interest-tags */
_("Has come back?");
/* Translators: template activecampaign/interest-tags */
_("Garden tips");
/* Translators: template activecampaign/interest-tags */
_("Three things for your garden this month");
/* Translators: template activecampaign/interest-tags */
_("What to do now, and what can wait");
/* Translators: template activecampaign/interest-tags */
_("you have been looking at our garden pages. These are the three things worth doing this month, and what you need for them: [our garden tips](https://www.example.com/garden/tips).");
/* Translators: template activecampaign/interest-tags */
_("Garden");
/* Translators: template activecampaign/interest-tags */
_("Garden Friend");
/* Translators: template activecampaign/lead-magnet */
_("Guide for an address");
/* Translators: template activecampaign/lead-magnet */
_("Sends the guide to who fills in the form, tags the interest, and three days later offers the next step to those who have looked at it.");
/* Translators: template activecampaign/lead-magnet */
_("Welcome and onboarding");
/* Translators: template activecampaign/lead-magnet */
_("Has looked at it?");
/* Translators: template activecampaign/lead-magnet */
_("The guide again");
/* Translators: template activecampaign/lead-magnet */
_("Your guide is still here");
/* Translators: template activecampaign/lead-magnet */
_("Page twelve is enough");
/* Translators: template activecampaign/lead-magnet */
_("the guide is easily forgotten. If you have only two minutes, [open it](https://www.example.com/guide) at page twelve: the checklist.");
/* Translators: template activecampaign/lead-magnet */
_("The guide");
/* Translators: template activecampaign/lead-magnet */
_("Here is your guide");
/* Translators: template activecampaign/lead-magnet */
_("Twelve pages, no advertising");
/* Translators: template activecampaign/lead-magnet */
_("thank you for your interest. [Your guide](https://www.example.com/guide) is ready: twelve pages, and the checklist on the last one is the best of it.");
/* Translators: template activecampaign/lead-magnet */
_("After the guide");
/* Translators: template activecampaign/lead-magnet */
_("What comes after the checklist");
/* Translators: template activecampaign/lead-magnet */
_("The next step, if you want it");
/* Translators: template activecampaign/lead-magnet */
_("did the checklist help? Then [this is the next step](https://www.example.com/next), and it is free of charge too.");
/* Translators: template activecampaign/lead-magnet */
_("Guide");
/* Translators: template activecampaign/lead-magnet */
_("Guide Reader");
/* Translators: template activecampaign/lead-scoring */
_("Lead scoring to a deal");
/* Translators: template activecampaign/lead-scoring */
_("Gives points for visits to the price page and for the contact form; from 50 points on a deal is made, a salesperson gets the task to call, and the lead an invitation.");
/* Translators: template activecampaign/lead-scoring */
_("Looked for a time?");
/* Translators: template activecampaign/lead-scoring */
_("40 points for the form");
/* Translators: template activecampaign/lead-scoring */
_("Ready for a deal?");
/* Translators: template activecampaign/lead-scoring */
_("At least 50 points, and no deal that is open already.");
/* Translators: template activecampaign/lead-scoring */
_("10 points for the visit");
/* Translators: template activecampaign/lead-scoring */
_("Case study");
/* Translators: template activecampaign/lead-scoring */
_("How others have done it");
/* Translators: template activecampaign/lead-scoring */
_("A customer tells, with figures");
/* Translators: template activecampaign/lead-scoring */
_("perhaps it is too early to talk. Then this may help: [a customer tells](https://www.example.com/case) what they changed, what it cost and what it brought, with figures.");
/* Translators: template activecampaign/lead-scoring */
_("Whenever you are ready, a reply to this message is enough.");
/* Translators: template activecampaign/lead-scoring */
_("Invitation to talk");
/* Translators: template activecampaign/lead-scoring */
_("Shall we talk?");
/* Translators: template activecampaign/lead-scoring */
_("Twenty minutes, no slides");
/* Translators: template activecampaign/lead-scoring */
_("you have been looking at what we do, so a short talk may save you time. In twenty minutes we hear what you need and tell you honestly whether we are the right ones.");
/* Translators: template activecampaign/lead-scoring */
_("[Choose a time](https://www.example.com/meeting)");
/* Translators: template activecampaign/lead-scoring */
_("Contact form");
/* Translators: template activecampaign/lead-scoring */
_("Lead");
/* Translators: template activecampaign/lead-scoring */
_("Paul");
/* Translators: template activecampaign/loyalty-tier */
_("Loyalty tier");
/* Translators: template activecampaign/loyalty-tier */
_("Welcomes customers to a new tier and sends a present two weeks later. ActiveCampaign has no loyalty programme: the tier stands in a field, which your shop keeps.");
/* Translators: template activecampaign/loyalty-tier */
_("Gold?");
/* Translators: template activecampaign/loyalty-tier */
_("Present for members");
/* Translators: template activecampaign/loyalty-tier */
_("Something to try, with our thanks");
/* Translators: template activecampaign/loyalty-tier */
_("Only for members");
/* Translators: template activecampaign/loyalty-tier */
_("you have been with us on your new tier for two weeks. As a thank you, [choose a sample](https://www.example.com/samples); we put it into your next parcel.");
/* Translators: template activecampaign/loyalty-tier */
_("Welcome to Gold");
/* Translators: template activecampaign/loyalty-tier */
_("What is yours from today");
/* Translators: template activecampaign/loyalty-tier */
_("you are now a Gold member. From today you have free delivery, sales open to you a day earlier, and a person you can reach directly: just reply to this message.");
/* Translators: template activecampaign/loyalty-tier */
_("[See all that is yours](https://www.example.com/club)");
/* Translators: template activecampaign/loyalty-tier */
_("Welcome to Silver");
/* Translators: template activecampaign/loyalty-tier */
_("What is yours from today, and how far it is to Gold");
/* Translators: template activecampaign/loyalty-tier */
_("you are now a Silver member. From today delivery is free from 20 € on, and your points count one and a half times.");
/* Translators: template activecampaign/loyalty-tier */
_("[See all that is yours](https://www.example.com/club), and how far it is to Gold.");
/* Translators: template activecampaign/loyalty-tier */
_("Gold Member");
/* Translators: template activecampaign/onboarding */
_("Onboarding");
/* Translators: template activecampaign/onboarding */
_("Helps new customers to get set up, offers help to those who are stuck, and tells a colleague who still is after a week.");
/* Translators: template activecampaign/onboarding */
_("{{ contact.first-name }} {{ contact.last-name }} has not finished setting up");
/* Translators: template activecampaign/onboarding */
_("Ten days after the start {{ contact.email }} is still not set up. A call may help.");
/* Translators: template activecampaign/onboarding */
_("Set up after three days?");
/* Translators: template activecampaign/onboarding */
_("Set up now?");
/* Translators: template activecampaign/onboarding */
_("Offer of help");
/* Translators: template activecampaign/onboarding */
_("Stuck? It is usually one of these");
/* Translators: template activecampaign/onboarding */
_("Two answers, and a person to ask");
/* Translators: template activecampaign/onboarding */
_("you have not finished setting up yet. Usually it is one of two things: [the import](https://www.example.com/import) or [inviting colleagues](https://www.example.com/invite). Both pages show it step by step.");
/* Translators: template activecampaign/onboarding */
_("Something else? Reply to this message and tell us what you see. We answer within a working day.");
/* Translators: template activecampaign/onboarding */
_("Getting started");
/* Translators: template activecampaign/onboarding */
_("Your first ten minutes");
/* Translators: template activecampaign/onboarding */
_("Three steps, then it runs");
/* Translators: template activecampaign/onboarding */
_("good to have you. Setting everything up takes about ten minutes: [open the guide](https://www.example.com/start) and follow its three steps. At the end you have something that works.");
/* Translators: template activecampaign/onboarding */
_("You can stop at any point; the guide remembers where you were.");
/* Translators: template activecampaign/onboarding */
_("Next steps");
/* Translators: template activecampaign/onboarding */
_("Three things worth knowing now");
/* Translators: template activecampaign/onboarding */
_("What people wish they had found earlier");
/* Translators: template activecampaign/onboarding */
_("you know the basics now. These three things save our customers the most time: [shortcuts](https://www.example.com/shortcuts), [templates](https://www.example.com/templates) and [reports](https://www.example.com/reports) that arrive by themselves.");
/* Translators: template activecampaign/onboarding */
_("Pick one and try it today; ten minutes are enough.");
/* Translators: template activecampaign/onboarding */
_("Setup finished");
/* Translators: template activecampaign/onboarding */
_("Needs Help");
/* Translators: template activecampaign/onboarding */
_("Set Up");
/* Translators: template activecampaign/points-counter */
_("Count points");
/* Translators: template activecampaign/points-counter */
_("Adds ten points to a number field for every order; at a hundred they are exchanged for a voucher, and the count begins anew.");
/* Translators: template activecampaign/points-counter */
_("A hundred points?");
/* Translators: template activecampaign/points-counter */
_("Voucher for points");
/* Translators: template activecampaign/points-counter */
_("A hundred points: your voucher");
/* Translators: template activecampaign/points-counter */
_("Ten euros for you");
/* Translators: template activecampaign/points-counter */
_("you have collected a hundred points. The code POINTS takes 10 euros off your next order. [To the shop](https://www.example.com/shop)");
/* Translators: template activecampaign/points-counter */
_("Points");
/* Translators: template activecampaign/post-purchase */
_("After a purchase");
/* Translators: template activecampaign/post-purchase */
_("Thanks for an order, asks for a review a week later, and shows what goes with it.");
/* Translators: template activecampaign/post-purchase */
_("Went to the review?");
/* Translators: template activecampaign/post-purchase */
_("What goes with it");
/* Translators: template activecampaign/post-purchase */
_("What goes well with it");
/* Translators: template activecampaign/post-purchase */
_("Chosen by people who bought the same");
/* Translators: template activecampaign/post-purchase */
_("people who bought what you bought came back for [these](https://www.example.com/goes-with). Perhaps one of them is for you too.");
/* Translators: template activecampaign/post-purchase */
_("Review request");
/* Translators: template activecampaign/post-purchase */
_("How do you like it?");
/* Translators: template activecampaign/post-purchase */
_("One minute that helps others");
/* Translators: template activecampaign/post-purchase */
_("by now you have had some days with what you ordered. How do you like it? [Write a short review](https://www.example.com/review): two sentences help others more than any of our descriptions.");
/* Translators: template activecampaign/post-purchase */
_("If something is wrong with it, please reply to this message first. We put it right.");
/* Translators: template activecampaign/post-purchase */
_("Thanks for the order");
/* Translators: template activecampaign/post-purchase */
_("Thank you for your order");
/* Translators: template activecampaign/post-purchase */
_("What happens next");
/* Translators: template activecampaign/post-purchase */
_("thank you for your order. We pack it today or tomorrow, and you get the tracking number as soon as it is on its way.");
/* Translators: template activecampaign/post-purchase */
_("Good to know: [how to make the most of it](https://www.example.com/care).");
/* Translators: template activecampaign/post-purchase */
_("Reviewer");
/* Translators: template activecampaign/re-permission */
_("Re-permission");
/* Translators: template activecampaign/re-permission */
_("Asks contacts tagged as inactive whether they want to stay, asks once more, and unsubscribes who does not answer.");
/* Translators: template activecampaign/re-permission */
_("Set the tag with a segment: nothing opened in 180 days.");
/* Translators: template activecampaign/re-permission */
_("Wants to stay?");
/* Translators: template activecampaign/re-permission */
_("Stays after all?");
/* Translators: template activecampaign/re-permission */
_("Last message");
/* Translators: template activecampaign/re-permission */
_("This is our last message");
/* Translators: template activecampaign/re-permission */
_("Unless you want to stay");
/* Translators: template activecampaign/re-permission */
_("we have heard nothing from you, so this is our last message, and we take you off our list.");
/* Translators: template activecampaign/re-permission */
_("One click changes that: [yes, keep writing](https://www.example.com/stay). And whenever you like, you can [sign up again](https://www.example.com/newsletter).");
/* Translators: template activecampaign/re-permission */
_("Do you want to stay?");
/* Translators: template activecampaign/re-permission */
_("Do you still want to hear from us?");
/* Translators: template activecampaign/re-permission */
_("One click keeps you on the list");
/* Translators: template activecampaign/re-permission */
_("you have not opened our messages for a while. That is fine, and we do not want to write to anybody who does not care for it.");
/* Translators: template activecampaign/re-permission */
_("If you want to stay: [yes, keep writing](https://www.example.com/stay). If not, you need not do anything.");
/* Translators: template activecampaign/re-permission */
_("Inactive");
/* Translators: template activecampaign/reminder-loop */
_("Remind until it is done");
/* Translators: template activecampaign/reminder-loop */
_("Reminds every week of the profile that is not complete, three times at most; who completes it goes to the goal at once and hears no more of it.");
/* Translators: template activecampaign/reminder-loop */
_("Profile complete");
/* Translators: template activecampaign/reminder-loop */
_("Reminded three times?");
/* Translators: template activecampaign/reminder-loop */
_("Complete your profile");
/* Translators: template activecampaign/reminder-loop */
_("Two minutes for your profile");
/* Translators: template activecampaign/reminder-loop */
_("What others see of you");
/* Translators: template activecampaign/reminder-loop */
_("your profile is not complete yet. [Two minutes](https://www.example.com/profile) are enough, and others find you more easily.");
/* Translators: template activecampaign/reminder-loop */
_("Profile completed");
/* Translators: template activecampaign/reminder-loop */
_("Members");
/* Translators: template activecampaign/reminder-loop */
_("Profile Complete");
/* Translators: template activecampaign/renewal */
_("Renewal");
/* Translators: template activecampaign/renewal */
_("Writes thirty days before a contract ends and again ten days before; if the date has not moved by then, somebody gets the task to call.");
/* Translators: template activecampaign/renewal */
_("Renewed?");
/* Translators: template activecampaign/renewal */
_("Your contract ends in a month");
/* Translators: template activecampaign/renewal */
_("Renew it with one click");
/* Translators: template activecampaign/renewal */
_("your contract ends in thirty days. With one click it [goes on as it is](https://www.example.com/renew); if something should change, reply to this message.");
/* Translators: template activecampaign/renewal */
_("Renewal, last days");
/* Translators: template activecampaign/renewal */
_("Ten days left");
/* Translators: template activecampaign/renewal */
_("What happens if you do nothing");
/* Translators: template activecampaign/renewal */
_("in ten days your contract ends, and with it your access. [Renew it](https://www.example.com/renew), or tell us what is missing: we call you in the next days.");
/* Translators: template activecampaign/renewal */
_("Contract ends");
/* Translators: template activecampaign/reply-task */
_("Task for a reply");
/* Translators: template activecampaign/reply-task */
_("When somebody replies to a mail, a salesperson gets a task with two days for it, and the contact is tagged, so that no series writes in between.");
/* Translators: template activecampaign/reply-task */
_("Has replied to a mail of ours.");
/* Translators: template activecampaign/reply-task */
_("Answer {{ contact.first-name }} {{ contact.last-name }}");
/* Translators: template activecampaign/reply-task */
_("In Talks");
/* Translators: template activecampaign/reply-task */
_("Reply");
/* Translators: template activecampaign/retargeting */
_("Advertise to who left a cart");
/* Translators: template activecampaign/retargeting */
_("Puts who leaves a cart into the audience of the advertisements, and takes them out again when they order, or after two weeks.");
/* Translators: template activecampaign/retargeting */
_("Orders, or two weeks");
/* Translators: template activecampaign/retargeting */
_("Left a cart");
/* Translators: template activecampaign/rss-digest */
_("RSS digest");
/* Translators: template activecampaign/rss-digest */
_("Looks at the feed of your blog each Monday, and writes to the subscribers of the newsletter when there is something new.");
/* Translators: template activecampaign/rss-digest */
_("Read an article?");
/* Translators: template activecampaign/rss-digest */
_("New articles");
/* Translators: template activecampaign/rss-digest */
_("New on our blog");
/* Translators: template activecampaign/rss-digest */
_("What we have written since our last message");
/* Translators: template activecampaign/rss-digest */
_("there is something new to read on [our blog](https://www.example.com/blog). The newest articles come first; most take five minutes.");
/* Translators: template activecampaign/rss-digest */
_("Do you wish for a topic? Reply to this message. Many of our articles began that way.");
/* Translators: template activecampaign/rss-digest */
_("Blog");
/* Translators: template activecampaign/rss-digest */
_("Blog Reader");
/* Translators: template activecampaign/sales-hand-off */
_("Sales hand-off");
/* Translators: template activecampaign/sales-hand-off */
_("When a deal is qualified, a salesperson gets a note and the task to call, and the contact an introduction; who has not chosen a time after three days is asked again.");
/* Translators: template activecampaign/sales-hand-off */
_("New deal: {{ contact.first-name }} {{ contact.last-name }}");
/* Translators: template activecampaign/sales-hand-off */
_("A qualified deal waits for you. The task to call is in your list.");
/* Translators: template activecampaign/sales-hand-off */
_("Qualified by marketing; see the note on the deal.");
/* Translators: template activecampaign/sales-hand-off */
_("Handed over by marketing. Has been sent: the introduction.");
/* Translators: template activecampaign/sales-hand-off */
_("Introduction");
/* Translators: template activecampaign/sales-hand-off */
_("Your contact person");
/* Translators: template activecampaign/sales-hand-off */
_("Who looks after you from now on");
/* Translators: template activecampaign/sales-hand-off */
_("from now on one person looks after you and knows what we have talked about. You will be called within two working days; if another time suits you better, [choose one](https://www.example.com/meeting).");
/* Translators: template activecampaign/sales-hand-off */
_("Until then this page answers [what most people ask](https://www.example.com/questions).");
/* Translators: template activecampaign/sales-hand-off */
_("Choose a time");
/* Translators: template activecampaign/sales-hand-off */
_("When may we call you?");
/* Translators: template activecampaign/sales-hand-off */
_("It takes one click");
/* Translators: template activecampaign/sales-hand-off */
_("we would like to talk with you and have not found the right moment. [Choose a time](https://www.example.com/meeting) that suits you, early or late.");
/* Translators: template activecampaign/salesforce-lead */
_("Salesforce lead");
/* Translators: template activecampaign/salesforce-lead */
_("Makes a lead in Salesforce of who reaches 50 points, notes it on the contact, and tells the team.");
/* Translators: template activecampaign/salesforce-lead */
_("Handed over to Salesforce.");
/* Translators: template activecampaign/salesforce-lead */
_("New lead: {{ contact.first-name }} {{ contact.last-name }}");
/* Translators: template activecampaign/salesforce-lead */
_("A contact has reached 50 points and is a lead in Salesforce now.");
/* Translators: template activecampaign/site-message-series */
_("Site messages");
/* Translators: template activecampaign/site-message-series */
_("Who closes the offer on the website is left alone for three days, then sees it once more on the pages of the shop, as a reminder that it ends.");
/* Translators: template activecampaign/site-message-series */
_("Has ordered?");
/* Translators: template activecampaign/site-message-series */
_("This week: free delivery on everything.");
/* Translators: template activecampaign/site-message-series */
_("Offer ends");
/* Translators: template activecampaign/site-message-series */
_("Two days left: free delivery on everything.");
/* Translators: template activecampaign/stage-tasks */
_("Tasks for a stage");
/* Translators: template activecampaign/stage-tasks */
_("A deal that is qualified gets its task to call; when it has left the stage a week later, the task is ticked off, otherwise the owner is reminded.");
/* Translators: template activecampaign/stage-tasks */
_("Has it moved on?");
/* Translators: template activecampaign/stage-tasks */
_("Still to call: {{ contact.first-name }} {{ contact.last-name }}");
/* Translators: template activecampaign/stage-tasks */
_("This deal has been qualified for a week, and nothing has happened since.");
/* Translators: template activecampaign/status-follow-up */
_("Follow a field");
/* Translators: template activecampaign/status-follow-up */
_("When the field “Status” becomes “Customer”, the date of the next sales call is emptied, and a mail says what comes next.");
/* Translators: template activecampaign/status-follow-up */
_("No sales call any more");
/* Translators: template activecampaign/status-follow-up */
_("What comes next");
/* Translators: template activecampaign/status-follow-up */
_("Good to have you with us");
/* Translators: template activecampaign/status-follow-up */
_("What happens now, step by step");
/* Translators: template activecampaign/status-follow-up */
_("from today on you are a customer, and this is what happens now: [the next steps](https://www.example.com/next).");
/* Translators: template activecampaign/status-follow-up */
_("Next call");
/* Translators: template activecampaign/status-follow-up */
_("Status");
/* Translators: template activecampaign/stop-other-series */
_("Stop other series");
/* Translators: template activecampaign/stop-other-series */
_("Who becomes a customer leaves every other automation at once, moves from the list of prospects to that of customers and loses the tag of a prospect.");
/* Translators: template activecampaign/stop-other-series */
_("Of all others. Choose one where only that one shall end.");
/* Translators: template activecampaign/stop-other-series */
_("Prospects");
/* Translators: template activecampaign/stop-other-series */
_("Customer");
/* Translators: template activecampaign/stop-other-series */
_("Prospect");
/* Translators: template activecampaign/support-account */
_("Tell another system");
/* Translators: template activecampaign/support-account */
_("Tells another system, here the help desk, of every new customer, and sends the mail that explains how to reach it.");
/* Translators: template activecampaign/support-account */
_("Account at the help desk");
/* Translators: template activecampaign/support-account */
_("The help desk");
/* Translators: template activecampaign/support-account */
_("Where you get help");
/* Translators: template activecampaign/support-account */
_("One address for every question");
/* Translators: template activecampaign/support-account */
_("from now on you have an account at our [help desk](https://www.example.com/help). Questions that you ask there reach the right person, and you see what came of them.");
/* Translators: template activecampaign/tag-series */
_("Series after a tag");
/* Translators: template activecampaign/tag-series */
_("Three mails a few days apart, begun by a tag: whoever adds it, a form, a person or another automation, hands the contact over. At the end another tag hands on to the next series.");
/* Translators: template activecampaign/tag-series */
_("The next series begins with this tag; a step that starts another automation does the same.");
/* Translators: template activecampaign/tag-series */
_("Course, part 1");
/* Translators: template activecampaign/tag-series */
_("Your course, part 1 of 3");
/* Translators: template activecampaign/tag-series */
_("Ten minutes to begin with");
/* Translators: template activecampaign/tag-series */
_("here is the first of three parts. It takes ten minutes: [part 1](https://www.example.com/course/1).");
/* Translators: template activecampaign/tag-series */
_("Course, part 2");
/* Translators: template activecampaign/tag-series */
_("Your course, part 2 of 3");
/* Translators: template activecampaign/tag-series */
_("The part that most people come for");
/* Translators: template activecampaign/tag-series */
_("the second part is the one that most people come for: [part 2](https://www.example.com/course/2).");
/* Translators: template activecampaign/tag-series */
_("Course, part 3");
/* Translators: template activecampaign/tag-series */
_("Your course, part 3 of 3");
/* Translators: template activecampaign/tag-series */
_("How to go on by yourself");
/* Translators: template activecampaign/tag-series */
_("with the third part you can go on by yourself: [part 3](https://www.example.com/course/3). If something is unclear, reply to this message.");
/* Translators: template activecampaign/tag-series */
_("Course");
/* Translators: template activecampaign/tag-series */
_("Course Done");
/* Translators: template activecampaign/team-alert */
_("Tell the team");
/* Translators: template activecampaign/team-alert */
_("Who leaves a list loses points; if it was somebody with many of them, the team is told and can ask why.");
/* Translators: template activecampaign/team-alert */
_("Was it a good contact?");
/* Translators: template activecampaign/team-alert */
_("{{ contact.first-name }} {{ contact.last-name }} has unsubscribed");
/* Translators: template activecampaign/team-alert */
_("A contact with many points has left a list. A personal word may tell why.");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar reminder");
/* Translators: template activecampaign/webinar-reminder */
_("Confirms a registration, reminds the day before and on the day, and sends the recording: with thanks to those who came, and to the others too.");
/* Translators: template activecampaign/webinar-reminder */
_("Was there?");
/* Translators: template activecampaign/webinar-reminder */
_("Place booked");
/* Translators: template activecampaign/webinar-reminder */
_("Your place is booked");
/* Translators: template activecampaign/webinar-reminder */
_("Date, link and how to add it to your calendar");
/* Translators: template activecampaign/webinar-reminder */
_("your place is booked. The webinar begins on {{ contact.webinar-date }}; [this link](https://www.example.com/webinar) lets you in and adds the date to your calendar.");
/* Translators: template activecampaign/webinar-reminder */
_("Cannot make it? Stay registered: everybody who is gets the recording.");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar recording");
/* Translators: template activecampaign/webinar-reminder */
_("We missed you: here is the recording");
/* Translators: template activecampaign/webinar-reminder */
_("45 minutes, with chapters");
/* Translators: template activecampaign/webinar-reminder */
_("you could not make it, so here is [the recording](https://www.example.com/recording). It has chapters: jump to what you need.");
/* Translators: template activecampaign/webinar-reminder */
_("The next date is on [this page](https://www.example.com/webinars).");
/* Translators: template activecampaign/webinar-reminder */
_("Thanks for coming");
/* Translators: template activecampaign/webinar-reminder */
_("Thank you for coming");
/* Translators: template activecampaign/webinar-reminder */
_("The recording and the slides");
/* Translators: template activecampaign/webinar-reminder */
_("thank you for coming, and for the questions. Here are [the recording](https://www.example.com/recording) and [the slides](https://www.example.com/slides).");
/* Translators: template activecampaign/webinar-reminder */
_("Would you like to go through your own case with us? [Choose a time](https://www.example.com/meeting)");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar today");
/* Translators: template activecampaign/webinar-reminder */
_("Today: your link");
/* Translators: template activecampaign/webinar-reminder */
_("We begin on time");
/* Translators: template activecampaign/webinar-reminder */
_("we begin today, on time. [Join the webinar](https://www.example.com/webinar); it is best to come five minutes early and try your sound.");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar tomorrow");
/* Translators: template activecampaign/webinar-reminder */
_("Tomorrow: your webinar");
/* Translators: template activecampaign/webinar-reminder */
_("What we will show, and your link");
/* Translators: template activecampaign/webinar-reminder */
_("tomorrow is the day. We show three things, live, and keep the last twenty minutes for your questions. [Send us one beforehand](https://www.example.com/question) and we begin with it.");
/* Translators: template activecampaign/webinar-reminder */
_("Your link: [join the webinar](https://www.example.com/webinar)");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar joined");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar date");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar registration");
/* Translators: template activecampaign/webinar-reminder */
_("Webinar Guest");
/* Translators: template activecampaign/welcome */
_("Welcome series");
/* Translators: template activecampaign/welcome */
_("Greets new subscribers, writes again to those who did not open, and ends with the first order.");
/* Translators: template activecampaign/welcome */
_("Another subject, the same content: half of those who missed the first one open this.");
/* Translators: template activecampaign/welcome */
_("First order");
/* Translators: template activecampaign/welcome */
_("Opened the welcome?");
/* Translators: template activecampaign/welcome */
_("Second welcome");
/* Translators: template activecampaign/welcome */
_("Did our first message get lost?");
/* Translators: template activecampaign/welcome */
_("It had the link to your preferences");
/* Translators: template activecampaign/welcome */
_("two days ago we wrote to welcome you, and the message may have drowned in your inbox. It had one thing worth two minutes: [choose what we send you](https://www.example.com/preferences).");
/* Translators: template activecampaign/welcome */
_("If you would rather not hear from us, the link below this message ends it at once, no questions asked.");
/* Translators: template activecampaign/welcome */
_("Where to begin");
/* Translators: template activecampaign/welcome */
_("Three good places to begin");
/* Translators: template activecampaign/welcome */
_("What new readers like best");
/* Translators: template activecampaign/welcome */
_("most people who are new here begin with one of these: [how it all started](https://www.example.com/story), [what our customers like best](https://www.example.com/favourites), and [the questions we are asked most](https://www.example.com/questions).");
/* Translators: template activecampaign/welcome */
_("Have a question of your own? Just reply to this message. A person reads it.");
/* Translators: template activecampaign/welcome */
_("First order code");
/* Translators: template activecampaign/welcome */
/* xgettext:no-c-format */
_("10 % off your first order");
/* Translators: template activecampaign/welcome */
_("Valid for two weeks, on everything");
/* Translators: template activecampaign/welcome */
/* xgettext:no-c-format */
_("you have looked around for a few days. If you have found something you like, the code WELCOME takes 10 % off your first order, on everything, for two weeks.");
/* Translators: template activecampaign/welcome */
_("[Go to the shop](https://www.example.com/shop)");
/* Translators: template activecampaign/welcome */
_("Welcome message");
/* Translators: template activecampaign/welcome */
_("Welcome, {{ contact.first-name }}");
/* Translators: template activecampaign/welcome */
_("What you can expect from us, and how often");
/* Translators: template activecampaign/welcome */
_("thank you for signing up. About twice a month you will hear from us: what is new, what we have learned, and now and then an offer that only subscribers get.");
/* Translators: template activecampaign/welcome */
_("If you tell us [what interests you](https://www.example.com/preferences), we send you that and leave out the rest.");
/* Translators: template activecampaign/win-back */
_("Win-back");
/* Translators: template activecampaign/win-back */
_("Writes to customers 90 days after their last order, sweetens it with a code ten days later, and marks who comes back.");
/* Translators: template activecampaign/win-back */
_("Ordered again");
/* Translators: template activecampaign/win-back */
_("Came back?");
/* Translators: template activecampaign/win-back */
_("It has been a while");
/* Translators: template activecampaign/win-back */
_("What is new since you were here");
/* Translators: template activecampaign/win-back */
_("your last order was some time ago, and a good deal has changed since: [see what is new](https://www.example.com/new).");
/* Translators: template activecampaign/win-back */
_("And if we have disappointed you, please tell us. A reply to this message reaches a person who can do something about it.");
/* Translators: template activecampaign/win-back */
_("Come-back offer");
/* Translators: template activecampaign/win-back */
/* xgettext:no-c-format */
_("15 % to come back");
/* Translators: template activecampaign/win-back */
_("Two weeks, on everything");
/* Translators: template activecampaign/win-back */
/* xgettext:no-c-format */
_("we would like to see you again. The code BACK takes 15 % off your next order, on everything, for two weeks.");
/* Translators: template activecampaign/win-back */
_("Good to see you");
/* Translators: template activecampaign/win-back */
_("Good to see you again");
/* Translators: template activecampaign/win-back */
_("Your order is on its way");
/* Translators: template activecampaign/win-back */
_("thank you for coming back. Your order is being packed; you hear from us when it leaves the house.");
/* Translators: template activecampaign/win-back */
_("If anything is not as it should be, reply to this message. We put it right.");
/* Translators: template activecampaign/win-back */
_("Dormant");
/* Translators: template activecampaign/win-back */
_("Won Back");
/* Translators: template activecampaign/won-deal */
_("Deal won");
/* Translators: template activecampaign/won-deal */
_("The contact of a deal that is won belongs to the customers’ account from then on, the account is marked, and a mail says thank you.");
/* Translators: template activecampaign/won-deal */
_("State");
/* Translators: template activecampaign/won-deal */
_("Thank you for the order");
/* Translators: template activecampaign/won-deal */
_("We are glad to begin");
/* Translators: template activecampaign/won-deal */
_("Who does what in the first weeks");
/* Translators: template activecampaign/won-deal */
_("thank you for your trust. This is [who does what in the first weeks](https://www.example.com/start), and your contact person stays the same.");
/* Translators: template brevo/abandoned-cart */
_("Waits four hours for the order after something is put into the basket, reminds of it, and asks a day later whether there are questions.");
/* Translators: template brevo/abandoned-cart */
_("Orders within a day?");
/* Translators: template brevo/abandoned-cart */
_("Orders within four hours?");
/* Translators: template brevo/account-care */
_("Look after companies");
/* Translators: template brevo/account-care */
_("A payment marks the company as a customer and tells its contact who looks after it from now on.");
/* Translators: template brevo/appointment-reminder */
_("Meeting booked");
/* Translators: template brevo/appointment-reminder */
_("Confirms a meeting that was booked and tells what to bring; two days later a text message reminds of it, unless it was cancelled.");
/* Translators: template brevo/appointment-reminder */
_("Cancelled?");
/* Translators: template brevo/appointment-reminder */
_("Before the meeting");
/* Translators: template brevo/appointment-reminder */
_("Our meeting: what helps us");
/* Translators: template brevo/appointment-reminder */
_("thank you for choosing a time. Two questions help to make good use of it: what takes you the most time now, and who else shall be there? [What we will talk about](https://www.example.com/meeting)");
/* Translators: template brevo/appointment-reminder */
_("Meetings");
/* Translators: template brevo/appointment-reminder */
_("Meeting soon");
/* Translators: template brevo/appointment-reminder */
_("{{ contact.first-name }}, we look forward to our meeting. If something comes up, reply to this message.");
/* Translators: template brevo/auto-reply */
_("Automatic reply");
/* Translators: template brevo/auto-reply */
_("Says at once that a message has arrived and when it is answered, once in a day, and gives somebody the task to do so.");
/* Translators: template brevo/auto-reply */
_("Your message has arrived");
/* Translators: template brevo/auto-reply */
_("You hear from us within a day");
/* Translators: template brevo/auto-reply */
_("your message has arrived. A person answers it within one working day; [this page](https://www.example.com/questions) may be faster.");
/* Translators: template brevo/birthday */
_("Sends a present on the birthday, every year, and reminds of it if nothing was ordered within eleven days.");
/* Translators: template brevo/birthday */
_("Uses the present?");
/* Translators: template brevo/birthday */
_("Birthday shoppers");
/* Translators: template brevo/browse-follow-up */
_("After a visit");
/* Translators: template brevo/browse-follow-up */
_("Who looks at the shop and orders nothing within four hours gets a mail with what helps to decide, at most once a month.");
/* Translators: template brevo/browse-follow-up */
_("Orders?");
/* Translators: template brevo/browse-follow-up */
_("Help to decide");
/* Translators: template brevo/browse-follow-up */
_("Which one is right for you?");
/* Translators: template brevo/browse-follow-up */
_("A comparison on one page");
/* Translators: template brevo/browse-follow-up */
_("you have been looking around. If you are not sure which one is right: [a comparison on one page](https://www.example.com/compare), with what our customers say.");
/* Translators: template brevo/clean-up */
_("Delete old contacts");
/* Translators: template brevo/clean-up */
_("Asks contacts who have not opened anything for two years whether they want to stay, and deletes those who have not answered within a month.");
/* Translators: template brevo/clean-up */
_("Stay or go");
/* Translators: template brevo/clean-up */
_("Shall we go on writing to you?");
/* Translators: template brevo/clean-up */
_("Otherwise we delete your data");
/* Translators: template brevo/clean-up */
_("you have not opened our mails for a long time, and we do not want to keep your data for nothing. If you want to stay, [one click](https://www.example.com/stay) is enough; otherwise we delete them in a month.");
/* Translators: template brevo/clean-up */
_("Active readers");
/* Translators: template brevo/club-anniversary */
_("Year in the club");
/* Translators: template brevo/club-anniversary */
_("Thanks members on every anniversary of their joining, by mail and on the pass in their wallet.");
/* Translators: template brevo/club-anniversary */
_("Another year");
/* Translators: template brevo/club-anniversary */
_("Another year together");
/* Translators: template brevo/club-anniversary */
_("A present waits for you");
/* Translators: template brevo/club-anniversary */
_("it is your anniversary in the club, and a present waits for you: show this mail or your pass in the shop. [Our shops](https://www.example.com/shops)");
/* Translators: template brevo/club-anniversary */
_("Club");
/* Translators: template brevo/club-anniversary */
_("Club present");
/* Translators: template brevo/club-anniversary */
_("Thank you for another year: a present waits for you in the shop.");
/* Translators: template brevo/club-welcome */
_("Welcome to the club");
/* Translators: template brevo/club-welcome */
_("Welcomes new members of the club, puts their pass into the wallet campaign of members, and tells them a week later how points are collected.");
/* Translators: template brevo/club-welcome */
_("What you get, in three lines");
/* Translators: template brevo/club-welcome */
_("good to have you in the club. You get points for every order, new things two days early, and a present on your birthday. [Your page](https://www.example.com/club)");
/* Translators: template brevo/club-welcome */
_("How points are collected");
/* Translators: template brevo/club-welcome */
_("Three ways to more points");
/* Translators: template brevo/club-welcome */
_("One of them costs nothing");
/* Translators: template brevo/club-welcome */
_("every order brings points, and so do a review and a friend who joins. [How it works](https://www.example.com/club/points)");
/* Translators: template brevo/club-welcome */
_("Pass ready");
/* Translators: template brevo/club-welcome */
_("Your pass is ready. Show it whenever you buy.");
/* Translators: template brevo/deal-follow-up */
_("Writes to the contact when an offer went out; one without an answer after two weeks is noted as such, and a copy begins anew, so that nothing of it is lost.");
/* Translators: template brevo/deal-follow-up */
_("Again: ");
/* Translators: template brevo/deal-follow-up */
_("In talks");
/* Translators: template brevo/flash-sale */
_("Flash sale");
/* Translators: template brevo/flash-sale */
_("Tells of a sale by push and by text message: those who have the app first, the others by text, a few hours later.");
/* Translators: template brevo/flash-sale */
_("Sale push");
/* Translators: template brevo/flash-sale */
_("Today only");
/* Translators: template brevo/flash-sale */
/* xgettext:no-c-format */
_("20 % off everything until midnight.");
/* Translators: template brevo/flash-sale */
_("Sale text");
/* Translators: template brevo/flash-sale */
/* xgettext:no-c-format */
_("Today only: 20 % off everything until midnight at www.example.com/shop.");
/* Translators: template brevo/interest-tags */
_("List for an interest");
/* Translators: template brevo/interest-tags */
_("Who clicks a certain link of the newsletter joins the list of those interested, and hears more about just that.");
/* Translators: template brevo/interest-tags */
_("More on the course");
/* Translators: template brevo/interest-tags */
_("What is in the course");
/* Translators: template brevo/interest-tags */
_("The programme, and who teaches it");
/* Translators: template brevo/interest-tags */
_("you have looked at our new course. This is [what is in it](https://www.example.com/course/programme) and who teaches it.");
/* Translators: template brevo/interest-tags */
_("A place in the course");
/* Translators: template brevo/interest-tags */
_("Shall we keep a place for you?");
/* Translators: template brevo/interest-tags */
_("It costs nothing until Sunday");
/* Translators: template brevo/interest-tags */
_("if you want to think about it for some days: with [one click](https://www.example.com/course/place) we keep a place for you until Sunday.");
/* Translators: template brevo/interest-tags */
_("Issue");
/* Translators: template brevo/interest-tags */
_("This month: what we have learned");
/* Translators: template brevo/interest-tags */
_("Three articles and a recipe");
/* Translators: template brevo/interest-tags */
_("this month: three articles and a recipe. [Read the issue](https://www.example.com/issue)");
/* Translators: template brevo/interest-tags */
_("And our [new course](https://www.example.com/course).");
/* Translators: template brevo/interest-tags */
_("Interested in the course");
/* Translators: template brevo/lead-rotation */
_("Leads take turns");
/* Translators: template brevo/lead-rotation */
_("Contacts that are put into it by hand go to the salespeople in turn: each gets an owner, a deal and the task to call.");
/* Translators: template brevo/lead-scoring */
_("Brevo keeps no score; its filters count instead. Who sends the contact form, or looks at the prices three times in two weeks, becomes a deal with a task for the next salesperson in turn.");
/* Translators: template brevo/lead-scoring */
_("Looks for a time?");
/* Translators: template brevo/loyal-customers */
_("Loyal customers");
/* Translators: template brevo/loyal-customers */
_("Each morning, who has spent 300 or more joins the list of loyal customers and gets a thank you with what the list is good for.");
/* Translators: template brevo/loyal-customers */
_("Thanks to loyal customers");
/* Translators: template brevo/loyal-customers */
_("You are one of our best customers");
/* Translators: template brevo/loyal-customers */
_("What you get for it");
/* Translators: template brevo/loyal-customers */
_("you have ordered often, and we thank you for it. From now on you see new things two days before all others: [a first look](https://www.example.com/first).");
/* Translators: template brevo/loyalty-tier */
_("Welcomes members of your loyalty programme to their new tier, and sends a present two weeks later.");
/* Translators: template brevo/loyalty-tier */
_("Gold members");
/* Translators: template brevo/loyalty-tier */
_("Gold");
/* Translators: template brevo/loyalty-tier */
_("Silver");
/* Translators: template brevo/meeting-reinvite */
_("Meeting cancelled");
/* Translators: template brevo/meeting-reinvite */
_("Offers another time to who cancels a meeting; who has not chosen one within a week gets a call.");
/* Translators: template brevo/meeting-reinvite */
_("Booked again?");
/* Translators: template brevo/meeting-reinvite */
_("Another time");
/* Translators: template brevo/meeting-reinvite */
_("Another time?");
/* Translators: template brevo/meeting-reinvite */
_("something came up, that happens. [Choose another time](https://www.example.com/meeting) that suits you, early or late.");
/* Translators: template brevo/onboarding */
_("Helps new customers to get set up: waits until your product reports it, offers help after three days, and has a colleague call after ten.");
/* Translators: template brevo/onboarding */
_("Help {{ contact.first-name }} {{ contact.last-name }} to set up");
/* Translators: template brevo/onboarding */
_("Started ten days ago, and has not finished.");
/* Translators: template brevo/onboarding */
_("Set up within three days?");
/* Translators: template brevo/onboarding */
_("Set up a week later?");
/* Translators: template brevo/points-reward */
_("Reward for a full card");
/* Translators: template brevo/points-reward */
_("Whose stamps reach the maximum of ten gets a voucher, and is reminded of it after two weeks if nothing was ordered.");
/* Translators: template brevo/points-reward */
_("Has used it?");
/* Translators: template brevo/points-reward */
_("Stamps");
/* Translators: template brevo/points-reward */
_("Reminder of the voucher");
/* Translators: template brevo/points-reward */
_("Ten euros are waiting");
/* Translators: template brevo/points-reward */
_("The code STAMPS");
/* Translators: template brevo/points-reward */
_("your ten euros are still waiting: the code STAMPS takes them off your next order. [To the shop](https://www.example.com/shop)");
/* Translators: template brevo/points-reward */
_("Voucher for stamps");
/* Translators: template brevo/points-reward */
_("Your card is full: your voucher");
/* Translators: template brevo/points-reward */
_("you have collected ten stamps. The code STAMPS takes 10 euros off your next order. [To the shop](https://www.example.com/shop)");
/* Translators: template brevo/points-reward */
_("Reward");
/* Translators: template brevo/points-reward */
_("Reward shoppers");
/* Translators: template brevo/post-purchase */
_("Thanks for an order, asks for a review a week later, and shows what goes with it to those who do not write one.");
/* Translators: template brevo/post-purchase */
_("Goes to the review?");
/* Translators: template brevo/post-purchase */
_("Reviewers");
/* Translators: template brevo/push-welcome */
_("Welcome by push");
/* Translators: template brevo/push-welcome */
_("Thanks who allows push notifications on the device, and shows the best of the shop three days later.");
/* Translators: template brevo/push-welcome */
_("Push best");
/* Translators: template brevo/push-welcome */
_("What others like best");
/* Translators: template brevo/push-welcome */
_("Five things that are chosen most.");
/* Translators: template brevo/push-welcome */
_("Push thanks");
/* Translators: template brevo/push-welcome */
_("Thank you!");
/* Translators: template brevo/push-welcome */
_("From now on you hear of new things first.");
/* Translators: template brevo/re-permission */
_("Asks contacts who have opened nothing for 180 days whether they want to stay, asks once more, and writes no marketing to those who do not answer.");
/* Translators: template brevo/re-permission */
_("Inactive for 180 days");
/* Translators: template brevo/reminder-loop */
_("Reminds every week of the profile that is not complete, until it is: who does not complete it goes back to the reminder, three times at most.");
/* Translators: template brevo/reminder-loop */
_("Completed?");
/* Translators: template brevo/reminder-loop */
_("Complete profiles");
/* Translators: template brevo/renewal */
_("Writes thirty days before a contract ends; who has not paid within twenty days is written to again, and somebody gets the task to call.");
/* Translators: template brevo/renewal */
_("Has paid?");
/* Translators: template brevo/rss-digest */
_("Brevo has no feed. Here your website tells of each new article by an event; the flow waits a day for more of them, and writes at most once a week.");
/* Translators: template brevo/rss-digest */
_("Your website sends the event for each subscriber when an article appears.");
/* Translators: template brevo/rss-digest */
_("Article published");
/* Translators: template brevo/sales-hand-off */
_("When a deal is qualified, the next salesperson in turn gets the contact and the task to call, and the contact an introduction; who has not chosen a time after three days is asked again.");
/* Translators: template brevo/sales-hand-off */
_("Qualified by marketing.");
/* Translators: template brevo/satisfaction-survey */
_("Asks for an opinion an hour after a conversation or a call has ended, at most once a month.");
/* Translators: template brevo/satisfaction-survey */
_("Did we help you?");
/* Translators: template brevo/satisfaction-survey */
_("One click is enough");
/* Translators: template brevo/satisfaction-survey */
_("you have just talked with us. Did it help? [Yes](https://www.example.com/yes) or [no](https://www.example.com/no): one click is enough, and a person reads what you write.");
/* Translators: template brevo/series-handover */
_("From one series to the next");
/* Translators: template brevo/series-handover */
_("Three mails a few days apart for those who join a list. At the end they join another list, with which the next series begins.");
/* Translators: template brevo/series-handover */
_("The next series begins with this list; a step that starts another automation does the same.");
/* Translators: template brevo/series-handover */
_("Course done");
/* Translators: template brevo/voucher-reminder */
_("Reminder of a voucher");
/* Translators: template brevo/voucher-reminder */
_("Tells of a new voucher, and reminds of it after three weeks if it was not redeemed.");
/* Translators: template brevo/voucher-reminder */
_("Redeemed?");
/* Translators: template brevo/voucher-reminder */
_("Your voucher");
/* Translators: template brevo/voucher-reminder */
_("A voucher for you");
/* Translators: template brevo/voucher-reminder */
_("You find the code inside");
/* Translators: template brevo/voucher-reminder */
_("as a member of the club you have got a voucher: the code is {{ trigger.code }}. [To the shop](https://www.example.com/shop)");
/* Translators: template brevo/voucher-reminder */
_("Your voucher, last days");
/* Translators: template brevo/voucher-reminder */
_("Your voucher ends soon");
/* Translators: template brevo/voucher-reminder */
_("A week is left");
/* Translators: template brevo/voucher-reminder */
_("your voucher {{ trigger.code }} ends in a week. It would be a pity to let it go: [to the shop](https://www.example.com/shop).");
/* Translators: template brevo/voucher-reminder */
_("Voucher shoppers");
/* Translators: template brevo/webinar-reminder */
_("Reminds the day before and on the morning of the webinar, and sends the recording the day after: with thanks to those who came. The confirmation comes from your form.");
/* Translators: template brevo/webinar-reminder */
_("Is there?");
/* Translators: template brevo/welcome */
_("Greets who joins a list, writes again to those who have not opened within two days, and offers a code for the first order.");
/* Translators: template brevo/welcome */
_("Has ordered already?");
/* Translators: template brevo/welcome */
_("Opens within two days?");
/* Translators: template brevo/win-back */
_("Looks each morning for customers whose last order is more than 90 days old, writes to them, and follows up with a code after ten days.");
/* Translators: template brevo/win-back */
_("Orders within ten days?");
/* Translators: template brevo/win-back */
_("Orders within two weeks?");
/* Translators: template mailchimp/abandoned-cart */
_("Reminds of a basket an hour after it was left, and answers questions a day later. Mailchimp cannot ask for the order in between, so the second message thanks those who have ordered.");
/* Translators: template mailchimp/back-in-stock */
_("Back in stock");
/* Translators: template mailchimp/back-in-stock */
_("Tells who had a product in the cart while there was little of it, and did not buy it, as soon as there is more.");
/* Translators: template mailchimp/back-in-stock */
_("It is back");
/* Translators: template mailchimp/back-in-stock */
_("What you had in your cart");
/* Translators: template mailchimp/back-in-stock */
_("what you had in your cart was gone, and now it is back. Last time it took four days to sell out: [to the shop](https://www.example.com/shop).");
/* Translators: template mailchimp/back-in-stock */
_("Back in stock, a last word");
/* Translators: template mailchimp/back-in-stock */
_("Still there, but fewer");
/* Translators: template mailchimp/back-in-stock */
_("We do not write about it again");
/* Translators: template mailchimp/back-in-stock */
_("of what you had in your cart there are fewer every day. We do not write about it again: [to the shop](https://www.example.com/shop).");
/* Translators: template mailchimp/birthday */
_("Sends a present on the birthday, every year, and reminds of it eleven days later.");
/* Translators: template mailchimp/browse-follow-up */
_("Who looks at a product in the shop gets a mail with what helps to decide, a few hours later, and at most once a month.");
/* Translators: template mailchimp/cross-sell */
_("Who buys a certain product hears two weeks later of what goes well with it, when the first one has been tried.");
/* Translators: template mailchimp/cross-sell */
_("Chosen by those who have it, too");
/* Translators: template mailchimp/cross-sell */
_("those who have what you have bought like this with it: [what goes well together](https://www.example.com/together).");
/* Translators: template mailchimp/cross-sell */
_("Candle");
/* Translators: template mailchimp/event-thanks */
_("After an event");
/* Translators: template mailchimp/event-thanks */
_("Thanks those who came to an event on the next morning, and sends the pictures a week later.");
/* Translators: template mailchimp/event-thanks */
_("Pictures of the event");
/* Translators: template mailchimp/event-thanks */
_("The pictures are there");
/* Translators: template mailchimp/event-thanks */
_("Perhaps you are on one");
/* Translators: template mailchimp/event-thanks */
_("the pictures of the evening are there, and perhaps you are on one: [all pictures](https://www.example.com/pictures).");
/* Translators: template mailchimp/event-thanks */
_("It was good to have you there");
/* Translators: template mailchimp/event-thanks */
_("The slides, and one question");
/* Translators: template mailchimp/event-thanks */
_("thank you for coming. Here are [the slides](https://www.example.com/slides), and one question: what should we do again?");
/* Translators: template mailchimp/feedback */
_("Thanks for an answer");
/* Translators: template mailchimp/feedback */
_("Thanks those who answer the survey, and tells them two weeks later what has come of the answers.");
/* Translators: template mailchimp/feedback */
_("What the answers changed");
/* Translators: template mailchimp/feedback */
_("You said, we did");
/* Translators: template mailchimp/feedback */
_("Three things that change");
/* Translators: template mailchimp/feedback */
_("we have read all the answers. [Three things change](https://www.example.com/news) because of them, and one stays as it is; we say why.");
/* Translators: template mailchimp/feedback */
_("Thanks for the answers");
/* Translators: template mailchimp/feedback */
_("Thank you for your answers");
/* Translators: template mailchimp/feedback */
_("We read every one");
/* Translators: template mailchimp/feedback */
_("thank you for taking the time. We read every answer, and in two weeks we tell you what we make of them.");
/* Translators: template mailchimp/feedback */
_("Satisfaction");
/* Translators: template mailchimp/follow-up-series */
_("Follow a click");
/* Translators: template mailchimp/follow-up-series */
_("Who clicks a certain link of the newsletter hears more about just that: at once, and again three days later.");
/* Translators: template mailchimp/hand-picked */
_("Chosen by hand");
/* Translators: template mailchimp/hand-picked */
_("A series for contacts whom a person, or another system through the API, puts into it one by one: an invitation, and a second one a week later.");
/* Translators: template mailchimp/hand-picked */
_("The invitation again");
/* Translators: template mailchimp/hand-picked */
_("One chair is still free");
/* Translators: template mailchimp/hand-picked */
_("It is yours until Friday");
/* Translators: template mailchimp/hand-picked */
_("one chair is still free, and it is yours until Friday. [Time and place](https://www.example.com/invitation)");
/* Translators: template mailchimp/hand-picked */
_("A personal invitation");
/* Translators: template mailchimp/hand-picked */
_("An invitation for you");
/* Translators: template mailchimp/hand-picked */
_("A small round, no talk of sales");
/* Translators: template mailchimp/hand-picked */
_("we invite a small round of people to look at what comes next, and would like to have you with us. [Time and place](https://www.example.com/invitation)");
/* Translators: template mailchimp/interest-series */
_("Series for an interest");
/* Translators: template mailchimp/interest-series */
_("Who joins the group of those interested in gardens gets the best articles on it, two mails a week apart.");
/* Translators: template mailchimp/interest-series */
_("Garden, the best articles");
/* Translators: template mailchimp/interest-series */
_("The best of our garden pages");
/* Translators: template mailchimp/interest-series */
_("Five articles that are read most");
/* Translators: template mailchimp/interest-series */
_("good to have you in the group. These are the five articles that others read most: [the best on gardens](https://www.example.com/garden/best).");
/* Translators: template mailchimp/lead-scoring */
_("Mailchimp keeps no scores and no deals. Here a tag from your CRM, or a click on the price page in a message, says that a lead is hot; the flow invites to a talk and follows up with a case study.");
/* Translators: template mailchimp/lead-scoring */
_("[Our prices](https://www.example.com/prices) stand on one page.");
/* Translators: template mailchimp/lead-scoring */
_("Hot Lead");
/* Translators: template mailchimp/loyalty-tier */
_("Welcomes customers who become Gold members and sends a present two weeks later. Mailchimp has no loyalty programme: the tier stands in an audience field, which your shop keeps.");
/* Translators: template mailchimp/onboarding */
_("Three messages that help new customers in their first ten days. It begins with a tag, which your shop or a colleague sets.");
/* Translators: template mailchimp/onboarding */
_("New Customer");
/* Translators: template mailchimp/order-notice */
_("Word of an order");
/* Translators: template mailchimp/order-notice */
_("Tells the customer that the order is on its way, and asks two weeks later whether all is well. The first message reaches customers who take no advertisements, too.");
/* Translators: template mailchimp/order-notice */
_("Is all well?");
/* Translators: template mailchimp/order-notice */
_("Has everything arrived well?");
/* Translators: template mailchimp/order-notice */
_("If not, we put it right");
/* Translators: template mailchimp/order-notice */
_("your order has been with you for some days. Is everything as it should be? If not, reply to this message, and we put it right.");
/* Translators: template mailchimp/order-notice */
_("On its way");
/* Translators: template mailchimp/order-notice */
_("It takes two to three days");
/* Translators: template mailchimp/order-notice */
_("your order has left our house and takes two to three days. [Follow it](https://www.example.com/orders)");
/* Translators: template mailchimp/post-purchase */
_("Thanks for an order, asks for a review a week later, and shows what goes with it two weeks after that.");
/* Translators: template mailchimp/re-permission */
_("Asks contacts tagged as inactive whether they want to stay, and once more two weeks later. A flow of Mailchimp can neither look at the answer nor unsubscribe: archive those who did not click by a segment.");
/* Translators: template mailchimp/renewal */
_("Renewal every year");
/* Translators: template mailchimp/renewal */
_("Writes every year thirty days before the date of the contract, and again three weeks later.");
/* Translators: template mailchimp/resend-unopened */
_("Send it again");
/* Translators: template mailchimp/resend-unopened */
_("Who has not opened the issue within four days gets it once more, under another subject.");
/* Translators: template mailchimp/resend-unopened */
_("Issue, another subject");
/* Translators: template mailchimp/resend-unopened */
_("Three articles you may have missed");
/* Translators: template mailchimp/resend-unopened */
_("And a recipe");
/* Translators: template mailchimp/rss-digest */
_("Mailchimp has no feed in a flow. Here your website tells of each new article by an event; the flow waits a day for more of them, and writes at most once a week.");
/* Translators: template mailchimp/sales-hand-off */
_("Mailchimp has no deals and no tasks. Here a tag from your CRM says that sales has taken over; the flow introduces the contact person, and asks for a time three days later.");
/* Translators: template mailchimp/sales-hand-off */
_("With Sales");
/* Translators: template mailchimp/sms-keyword-offer */
_("Offer by text message");
/* Translators: template mailchimp/sms-keyword-offer */
_("Who texts the word SUMMER gets the code at once, and a reminder two days before it ends.");
/* Translators: template mailchimp/sms-keyword-offer */
_("Summer code");
/* Translators: template mailchimp/sms-keyword-offer */
/* xgettext:no-c-format */
_("Your code is SUMMER10: 10 % off for a week at www.example.com/shop.");
/* Translators: template mailchimp/sms-keyword-offer */
_("Summer code, last days");
/* Translators: template mailchimp/sms-keyword-offer */
_("Two days left for your code SUMMER10 at www.example.com/shop.");
/* Translators: template mailchimp/tag-series */
_("Three mails a few days apart, begun by a tag: whoever adds it, a form, a person or another program, hands the contact over.");
/* Translators: template mailchimp/webinar-reminder */
_("Reminds on the morning of the day before the webinar. Mailchimp waits for no date and lets no wait follow a date, so the reminder is one message; the confirmation comes from your form.");
/* Translators: template mailchimp/welcome */
_("Three messages in the first week after somebody signs up. Mailchimp has no conditions inside a flow, so everybody gets all three.");
/* Translators: template mailchimp/win-back */
_("Writes to customers 90 days after their last order, and sends a code ten days later.");
