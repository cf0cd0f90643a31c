import { longestLead } from "#duty/attendance/attendance-rule.ts";
import type { Consequence, Reaction } from "#duty/door/table.ts";
import { minutesBetween } from "#duty/grammar/time.ts";
import type { DutyEndedBody } from "#duty/person/person-shapes.ts";
import { type Exchange, type PlannedTurn, postOfRoster, rosterId } from "#duty/roster/roster.ts";
import type { RosterEntry } from "#duty/roster/roster-shapes.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";

type Of<T extends RosterEntry["type"]> = Extract<RosterEntry, { type: T }>["body"];

/** Whoever is covered is no longer waited for; whoever covers is. */
export const exchangeTurns: Reaction = (entry, { key }) => {
  const { absent, cover, ...turn } = entry.body as Of<"roster.cover-arranged">;
  return exchanged(postOfRoster(key.id), { ...turn, absent, cover });
};

/** A cover taken back is the same exchange the other way round. */
export const exchangeTurnsBack: Reaction = (entry, { key }) => {
  const { absent, cover, ...turn } = entry.body as Of<"roster.cover-taken-back">;
  return exchanged(postOfRoster(key.id), { ...turn, absent: cover, cover: absent });
};

function exchanged(post: string, { date, shift, absent, cover }: Exchange): readonly Consequence[] {
  const turn = { post, date, shift };
  return [
    { act: "attendance.excuse", body: { ...turn, person: absent, cover } },
    { act: "attendance.put-in", body: { ...turn, person: cover } },
  ];
}

/** By no regulation does anybody sign on earlier than this before their shift, in minutes: a later shift needs no word of a change of the plan. */
export const waitedForWithin = longestLead.early + longestLead.opens;

/** Of a month published again: whoever is dropped is no longer waited for, whoever is added is, where the shift is near. */
export const changeTurns: Reaction = (entry, { key, setup }) => {
  const { dropped, added } = entry.body as Of<"roster.turns-changed">;
  const post = postOfRoster(key.id);
  const startsAt = ({ date, shift }: PlannedTurn) => occurrenceOf(setup as Site, { post, date, shift })?.startsAt;
  const near = (turn: PlannedTurn, otherwise = false) => {
    const at = startsAt(turn);
    return at === undefined ? otherwise : minutesBetween(entry.at, at) <= waitedForWithin;
  };
  return [
    // Whoever is dropped since their shift is none any more may have been waited for.
    ...dropped
      .filter((turn) => near(turn, true))
      .map<Consequence>((turn) => ({ act: "attendance.unschedule", body: { post, ...turn } })),
    ...added
      .filter((turn) => near(turn))
      .map<Consequence>((turn) => ({ act: "attendance.put-in", body: { post, ...turn } })),
  ];
};

/** Whoever has left the company is waited for nowhere. */
export const unscheduleTurns: Reaction = (entry, { key }) => {
  const { turns } = entry.body as Of<"roster.turns-vacated">;
  const post = postOfRoster(key.id);
  return turns.map((turn) => ({ act: "attendance.unschedule", body: { post, ...turn } }));
};

/** The turns of whoever has left the company stand empty, month by month. */
export const vacateTurns: Reaction = (entry, { key }) => {
  const { turns } = entry.body as DutyEndedBody;
  const months = [...new Set(turns.map(({ post, date }) => rosterId(post, date)))];
  return months.map((id) => {
    const [post, month] = id.split("/");
    const theirs = turns.filter((turn) => rosterId(turn.post, turn.date) === id);
    return { act: "roster.vacate", body: { post, month, person: key.id, turns: theirs } };
  });
};
