/** A text of `duty/` that mends something, and what stands there instead when it is taken out. */
export interface MendedPlace {
  readonly file: string;
  readonly text: string;
  readonly without: string;
}

/** What was found once, where it is mended, and what lives say that have it not. */
export interface Mending {
  readonly places: readonly MendedPlace[];
  /** In what is broken, as the standing truths say it. */
  readonly shows: RegExp;
}

/**
 * By what was found (issue 8). Two of the list are of no life: the tower's zone moves no clock, and its ladders are written in order. Ladders out of
 * order and nights with a clock change are held by `duty/wiring/composition.test.ts` and `duty/site/neighbour-shifts.test.ts`.
 */
export const mendings: Readonly<Record<string, Mending>> = {
  "K2.1 the last one moves to another post": {
    places: [
      {
        file: "duty/attendance/move-attendance.ts",
        text: "exchangeWith === undefined ? emptiesOrTooFew(state, rule, facts, circumstances.now) : undefined;",
        without: "undefined as { refusal: Refusal } | undefined;",
      },
    ],
    shows: /was left with nobody there|empty and nobody called/,
  },
  "K2.2 the last one goes, since nobody is rostered next": {
    places: [
      {
        file: "duty/wiring/post-left.ts",
        text: "rests: known(rests),",
        without: `rests: {
          ...whoIsDue(at.siteId, (state.phase === "on" && shiftAfter(at.site, state.occurrence)) || shift),
          answer: (reader) => {
            const next = state.phase === "on" ? shiftAfter(at.site, state.occurrence) : undefined;
            return !next || whoIsDue(at.siteId, next).answer(reader).length === 0;
          },
        },`,
      },
      {
        file: "duty/attendance/leaving-post.ts",
        text: "(closes && now >= endsAt)",
        without: "((closes || rests) && now >= endsAt)",
      },
    ],
    shows: /was left with nobody there|nobody called/,
  },
  "K2.2 a shift for which nobody is rostered calls nobody": {
    places: [{ file: "duty/manning/manning.ts", text: "ladder: rule.ladder,", without: "ladder: []," }],
    shows: /runs with nobody there and nobody called|empty and nobody called/,
  },
  "K2.4 a call that nobody hears waits for the time of the next": {
    places: [
      {
        file: "duty/grammar/obligation.ts",
        text: "instant(Math.min(own, last.unheardAt))",
        without: "own",
      },
    ],
    shows: /was heard by nobody and stands still/,
  },
  "K2.6 a line-up attended by somebody who does not exist": {
    places: [
      {
        file: "duty/attendance/brief-attendance.ts",
        text: 'if (stranger !== undefined) return refuse("attendance.attendee-unknown", ["ZB-01"], { field: "attendees" });',
        without: "",
      },
    ],
    shows: /is of no organisation/,
  },
  "K2.6 a line-up attended by nobody else": {
    places: [
      {
        file: "duty/attendance/brief-attendance.ts",
        text: "if (briefing?.attendees && takers.length > 0 &&",
        without: "if (false &&",
      },
    ],
    shows: /was heard by nobody else/,
  },
  "K3.1 somebody else is put in, and the first one again": {
    places: [
      {
        file: "duty/attendance/put-in-attendance.ts",
        text: '!comesAgain && state.phase !== "excused")',
        without: "!comesAgain)",
      },
    ],
    shows: /is due and nobody waits: excused/,
  },
  "K3.2 a month published again undoes a cover": {
    places: [{ file: "duty/roster/publish-roster.ts", text: "if (unnamed) return unnamed;", without: "" }],
    shows: /without a word/,
  },
  "K3.3 somebody put in during the shift is late since it began": {
    places: [
      {
        file: "duty/attendance/coming-due.ts",
        text: "return instant(Math.max(time, plusMinutes(putInAt, putIn?.withinMinutes ?? 0)));",
        without: "return time;",
      },
    ],
    shows: /before it came to be/,
  },
  "K3.4 a sign-off that is missed calls nobody": {
    places: [
      {
        file: "duty/attendance/going-owed.ts",
        text: "ladder: rule.signOff?.ladder ?? [] };",
        without: "ladder: [] };",
      },
    ],
    shows: /has missed signing off, and nobody is ever called/,
  },
  "K3.5 what one relief did stands for another": {
    places: [
      {
        file: "duty/handover/done-by.ts",
        text: "by !== undefined && by === incoming;",
        without: "by !== undefined;",
      },
    ],
    shows: /by whoever took it|that its relief did not take/,
  },
  "K3.6 a matter opened after preparing passes on no form": {
    places: [
      {
        file: "duty/handover/changed-since.ts",
        text: '...facts.matters.filter(isMissingIn(matters)).map((each) => unlike("opened", each, rule, alone)),',
        without: "",
      },
    ],
    shows: /was open and on no form/,
  },
  "K4.1 who stands in names themselves, and signs for both": {
    places: [
      {
        file: "duty/handover/stand-in.ts",
        text: "if (person === undefined || person === state.preparation?.relief || isSuccessor(facts, person))",
        without: "if (person === undefined)",
      },
      {
        file: "duty/handover/handover-form.ts",
        text: "const isSelf = relief === actor && relief === standIn;",
        without: "if (relief === actor && relief === standIn) return undefined; const isSelf = false;",
      },
      { file: "duty/handover/handover-parties.ts", text: " && standIn === undefined)", without: ")" },
    ],
    shows: /passed by one person/,
  },
  "K4.3 whoever a call is about silences it": {
    places: [
      {
        file: "duty/ledger/acknowledge-obligation.ts",
        text: "if (isAbout(obligation, { person, onDuty, missing })) {",
        without: "if (false) {",
      },
    ],
    shows: /silenced the call/,
  },
  "K4.8 somebody who was relieved is said to have abandoned the post": {
    places: [
      {
        file: "duty/attendance/record-abandonment.ts",
        text: "if (relievedAt !== undefined && (body.leftAt >= relievedAt || (isOff && facts.signedOver)))",
        without: "if (false)",
      },
    ],
    shows: /who had been relieved/,
  },
  "K5.1 whoever comes again stays away from the turn they come to": {
    places: [
      {
        file: "duty/absence/man-post.ts",
        text: "takenLeave(state) && turn.post === post ? [turn, ...otherTurns] : otherTurns;",
        without: "otherTurns;",
      },
    ],
    shows: /runs with nobody there and nobody called/,
  },
  "K5.2 whoever came early for the next shift is away when it begins": {
    places: [
      {
        file: "duty/absence/absence-kind.ts",
        text: "return leave.leftAt < startsAt ? startsAt : undefined;",
        without: "return undefined;",
      },
    ],
    shows: /runs with nobody there and nobody called/,
  },
};
