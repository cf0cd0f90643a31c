import type { cast } from "./desk-story.ts";

/*
 * Every name that an operation takes, and what comes of it where it names a thing of another site of the organisation: asked one by one in
 * `of-another-site.long.test.ts`.
 */

/** Who asks, and what they are told of the thing of the other site; of the like thing of their own site they are told something else. */
export const refusedElsewhere: Readonly<
  Record<string, readonly [who: keyof typeof cast, elsewhere: string, here: string]>
> = {
  "session.sign-out body person": ["lin", "403 account.not-at-this-desk", "200"],
  "session.unlock body person": ["lin", "403 account.not-at-this-desk", "200"],
  "session.change-password body person": ["lin", "403 account.not-at-this-desk", "422 account.password-weak"],
  "session.choose-pin body person": ["lin", "403 account.not-at-this-desk", "200"],
  "session.choose-language body person": ["lin", "403 account.not-at-this-desk", "200"],
  "people.unlock-pin path person": ["admin", "404 person.unknown", "204"],
  "people.reset-pin path person": ["admin", "404 person.unknown", "204"],
  "people.reset-password path person": ["admin", "404 person.unknown", "200"],
  "person.reset-pin body person": ["admin", "404 person.unknown", "200"],
  "person.reset-password body person": ["admin", "404 person.unknown", "200"],
  "device.prove body device": ["admin", "404 device.unknown", "403 device.not-proved"],
  "device.revoke path device": ["admin", "404 device.unknown", "200"],
  "photo.show path photo": ["admin", "404 photo.unknown", "200"],
  "redaction.order body erases[]": ["admin", "422 redaction.nothing-there", "200"],
  "attendance.record-sign-off body person": ["lin", "403 attendance.function-lacking", "409 attendance.own-sign-off"],
  "attendance.record-abandonment body person": ["lin", "403 attendance.not-on-duty", "403 attendance.own-abandonment"],
  "handover.report-fault body photos[]": ["lin", "422 photo.unknown", "409 handover.not-completed"],
  "log.write-line body photos[]": ["lin", "422 photo.unknown", "200"],
  "log.correct-line body line": ["lin", "422 log.no-such-line", "200"],
  "matter.progress body matter": ["lin", "409 matter.unknown", "200"],
  "matter.release body matter": ["chief", "409 matter.unknown", "409 matter.settled-already"],
  "matter.settle body matter": ["lin", "409 matter.unknown", "200"],
};

const ofOrganisation =
  "a plan is what brings somebody to a site: people are of the organisation, and may be planned at any site of it";
const ofNoSite =
  "whoever holds no function is tied to no site and may have stood in any line-up; who holds one elsewhere may not (`named-at-this-site.test.ts`)";
const ofOffice = "an act of the head office, which reaches everybody; nobody else may";
const later =
  "the act is refused before it looks whom or what it names: that needs a longer story (of people, `named-at-this-site.test.ts`)";
const proved =
  "named in what a device has signed with it: of another site, of another person or of none it is refused (`written-commands.story.test.ts`)";
const provedPhoto =
  "named in what a device has signed of a photo: of another site, of another person or of none it is refused (`waiting-photos.story.test.ts`)";
const ofBrowser =
  "what a browser says that it keeps: of people and sites that are none of its own nothing is noted (`waiting-told.story.test.ts`)";
const ofFinder =
  "whose lines are looked for: people are of the organisation, and what is found is of sites that one may read (`log-search.story.test.ts`)";
const text = "an edition is known by its text, wherever it is in force";

/** Names that are no way to another site, and why. They are asked as well, by who is named; nothing may change there. */
export const noWayElsewhere: Readonly<Record<string, readonly [who: keyof typeof cast, why: string]>> = {
  "site.adopt-edition body hash": ["admin", text],
  "site.withdraw-adoption body hash": ["admin", text],
  "notice.confirm body hash": ["lin", text],
  "regulation.show path id": ["lin", text],
  "person.join body person": ["chief", ofOffice],
  "person.grant-function body person": ["chief", ofOffice],
  "person.end-function body person": ["chief", ofOffice],
  "person.end-function body stays": ["chief", ofOffice],
  "person.leave body person": ["chief", ofOffice],
  "person.leave body stays": ["chief", ofOffice],
  "people.make-account body person": ["chief", ofOffice],
  "people.leave path person": ["chief", ofOffice],
  "people.leave body stays": ["chief", ofOffice],
  "roster.publish body assignments[].person": ["chief", ofOrganisation],
  "roster.publish body undoes[].cover": ["chief", ofOrganisation],
  "roster.arrange-cover body absent": ["chief", ofOrganisation],
  "roster.arrange-cover body cover": ["chief", ofOrganisation],
  "roster.take-back-cover body cover": ["chief", ofOrganisation],
  "attendance.brief body attendees[]": ["lin", ofNoSite],
  "handover.amend body relief": ["lin", later],
  "handover.prepare body relief": ["lin", later],
  "absence.ask body cover.person": ["lin", later],
  "absence.accept body person": ["lin", later],
  "absence.withdraw body person": ["lin", later],
  "attendance.move body exchangeWith": ["lin", later],
  "absence.hear body person": ["lin", later],
  "absence.stand-down body person": ["lin", later],
  "violation.record body person": ["chief", later],
  "handover.acknowledge-fault body fault": ["chief", later],
  "session.unlock body triedAlone[].person": ["lin", "counts against who sits at this desk, and tells of nobody"],
  "matter.open body line": ["lin", "says where it comes from, and reads nothing there"],
  "commands.send-by-proof body as": ["lin", proved],
  "commands.send-by-proof body id": ["lin", proved],
  "commands.send-by-proof body proof.device": ["lin", proved],
  "commands.send-by-proof body proof.opening": ["lin", proved],
  "photo.upload-by-proof query as": ["lin", provedPhoto],
  "photo.upload-by-proof query id": ["lin", provedPhoto],
  "photo.upload-by-proof query photo": ["lin", provedPhoto],
  "photo.upload-by-proof query device": ["lin", provedPhoto],
  "photo.upload-by-proof query opening": ["lin", provedPhoto],
  "browser.tell-waiting body waiting[].id": ["lin", ofBrowser],
  "browser.tell-waiting body waiting[].as": ["lin", ofBrowser],
  "browser.tell-waiting body former[].id": ["lin", ofBrowser],
  "browser.tell-waiting body former[].as": ["lin", ofBrowser],
  "browser.tell-waiting body letGo[]": ["lin", ofBrowser],
  "browser.see-losses body losses[]": [
    "chief",
    "marks what was lost at the site that is named, and leaves the rest (`waiting-conditions.story.test.ts`)",
  ],
  "log.find query author": ["lin", ofFinder],
  "log.workbook query author": ["lin", ofFinder],
  "history.show query id": ["lin", "a case of another site has no entries here: `two-sites.story.test.ts` reads them"],
};
