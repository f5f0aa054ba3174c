/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the templates for xgettext. Written by strings.py; do not edit. */

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
_("Hello {{ contact.first-name }},");
/* Translators: template activecampaign/abandoned-cart */
_("tomorrow night we put what is in [your basket](https://www.example.com/basket) back on the shelf for others. If you still want it, today is the day.");
/* Translators: template activecampaign/abandoned-cart */
_("This is the last time we write about it.");
/* Translators: template activecampaign/abandoned-cart */
_("Best wishes,\nThe team");
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
_("The team");
/* Translators: template activecampaign/abandoned-cart */
_("Cart Recovered");
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
/* Translators: template activecampaign/lead-scoring */
_("Lead scoring to a deal");
/* Translators: template activecampaign/lead-scoring */
_("Gives points for visits to the price page and for the contact form; from 50 points on a deal is made, a salesperson gets the task to call, and the lead an invitation.");
/* Translators: template activecampaign/lead-scoring */
_("Sales");
/* Translators: template activecampaign/lead-scoring */
_("Looked for a time?");
/* Translators: template activecampaign/lead-scoring */
_("Call {{ contact.first-name }} {{ contact.last-name }}");
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
_("New");
/* Translators: template activecampaign/lead-scoring */
_("Offer");
/* Translators: template activecampaign/lead-scoring */
_("Qualified");
/* Translators: template activecampaign/lead-scoring */
_("Call");
/* Translators: template activecampaign/lead-scoring */
_("Anna");
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
_("Welcome and onboarding");
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
_("Newsletter");
/* Translators: template activecampaign/re-permission */
_("Inactive");
/* Translators: template activecampaign/rss-digest */
_("RSS digest");
/* Translators: template activecampaign/rss-digest */
_("Looks at the feed of your blog each Monday, and writes to the subscribers of the newsletter when there is something new.");
/* Translators: template activecampaign/rss-digest */
_("Content and events");
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
/* Translators: template activecampaign/sales-hand-off */
_("In Talks");
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
/* Translators: template activecampaign/welcome */
_("Customer");
/* Translators: template activecampaign/welcome */
_("Engaged");
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
/* Translators: template brevo/abandoned-cart */
_("Waits four hours for the order after something is put into the basket, reminds of it, and asks a day later whether there are questions.");
/* Translators: template brevo/abandoned-cart */
_("Orders within a day?");
/* Translators: template brevo/abandoned-cart */
_("Orders within four hours?");
/* Translators: template brevo/birthday */
_("Sends a present on the birthday, every year, and reminds of it if nothing was ordered within eleven days.");
/* Translators: template brevo/birthday */
_("Uses the present?");
/* Translators: template brevo/birthday */
_("Birthday shoppers");
/* Translators: template brevo/lead-scoring */
_("Brevo keeps no score; its filters count instead. Who sends the contact form, or looks at the prices three times in two weeks, becomes a deal with a task for the next salesperson in turn.");
/* Translators: template brevo/lead-scoring */
_("Looks for a time?");
/* Translators: template brevo/loyalty-tier */
_("Welcomes members of your loyalty programme to their new tier, and sends a present two weeks later.");
/* Translators: template brevo/loyalty-tier */
_("Gold members");
/* Translators: template brevo/loyalty-tier */
_("Club");
/* Translators: template brevo/loyalty-tier */
_("Gold");
/* Translators: template brevo/loyalty-tier */
_("Silver");
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
/* Translators: template brevo/post-purchase */
_("Thanks for an order, asks for a review a week later, and shows what goes with it to those who do not write one.");
/* Translators: template brevo/post-purchase */
_("Goes to the review?");
/* Translators: template brevo/post-purchase */
_("Reviewers");
/* Translators: template brevo/re-permission */
_("Asks contacts who have opened nothing for 180 days whether they want to stay, asks once more, and writes no marketing to those who do not answer.");
/* Translators: template brevo/re-permission */
_("Active readers");
/* Translators: template brevo/re-permission */
_("Inactive for 180 days");
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
/* Translators: template brevo/sales-hand-off */
_("In talks");
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
/* Translators: template mailchimp/birthday */
_("Sends a present on the birthday, every year, and reminds of it eleven days later.");
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
/* Translators: template mailchimp/post-purchase */
_("Thanks for an order, asks for a review a week later, and shows what goes with it two weeks after that.");
/* Translators: template mailchimp/re-permission */
_("Asks contacts tagged as inactive whether they want to stay, and once more two weeks later. A flow of Mailchimp can neither look at the answer nor unsubscribe: archive those who did not click by a segment.");
/* Translators: template mailchimp/rss-digest */
_("Mailchimp has no feed in a flow. Here your website tells of each new article by an event; the flow waits a day for more of them, and writes at most once a week.");
/* Translators: template mailchimp/sales-hand-off */
_("Mailchimp has no deals and no tasks. Here a tag from your CRM says that sales has taken over; the flow introduces the contact person, and asks for a time three days later.");
/* Translators: template mailchimp/sales-hand-off */
_("With Sales");
/* Translators: template mailchimp/webinar-reminder */
_("Reminds on the morning of the day before the webinar. Mailchimp waits for no date and lets no wait follow a date, so the reminder is one message; the confirmation comes from your form.");
/* Translators: template mailchimp/welcome */
_("Three messages in the first week after somebody signs up. Mailchimp has no conditions inside a flow, so everybody gets all three.");
/* Translators: template mailchimp/win-back */
_("Writes to customers 90 days after their last order, and sends a code ten days later.");
