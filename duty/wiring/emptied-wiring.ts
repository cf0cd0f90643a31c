import type { Consequence, Reaction } from "#duty/door/table.ts";
import { isAnswered } from "#duty/grammar/obligation.ts";
import { type Turn, turnNamed } from "#duty/grammar/presence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type EmptyManningBody, emptyManning, type FillManningBody, fillManning } from "#duty/manning/empty-manning.ts";
import { type Manning, manningId, manningKind } from "#duty/manning/manning.ts";
import type { ManningRule } from "#duty/manning/manning-rule.ts";
import { occurrencesOn, type Site } from "#duty/site/site.ts";
import { shiftsAround } from "./owed-dates.ts";
import { known } from "./questions.ts";
import { lastLeft, leftWhen } from "./since-when-empty.ts";
import { mannedOf } from "./who-mans.ts";
import { howGone, othersAtPost, wasOffBefore } from "./who-stays.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

/* Posts as people come and go: every way of leaving one asks whether anybody stands there still, every way of coming fills what stood empty. */

export const emptiedActs = {
  "manning.empty": act({
    kind: manningKind,
    mode: "exclusive",
    id: ({ body }: { body: EmptyManningBody }) => manningId(body),
    facts: ({
      site,
      siteId,
      body,
      state,
      escalations,
      circumstances,
    }: About<EmptyManningBody, Manning, ManningRule>) => {
      const owed = occurrencesOn(site, body.post, body.date).filter(({ shift }) => shift === body.shift);
      // Of a shift that runs only who is there counts: who is due in it as well may have gone before, or has not come.
      const mayCome = owed.filter(({ startsAt }) => circumstances.now < startsAt);
      const manned = mannedOf(siteId, owed, [...state.gone, body.left], { mayCome });
      return {
        occurrence: known(owed[0]),
        manned: { ...manned, answer: (reader) => manned.answer(reader).length > 0 },
        there: othersAtPost(siteId, body.left, { how: body.how, now: circumstances.now }),
        lastLeft: lastLeft(siteId, owed, {
          leaving: { turn: body.left, at: body.leftAt, toldAt: circumstances.now },
        }),
        answered: known(Object.keys(escalations).filter((each) => isAnswered(escalations[each] ?? {}))),
        called: known(Object.keys(escalations).filter((each) => (escalations[each]?.rung ?? 0) > 0)),
      };
    },
    decide: emptyManning,
  }),
  "manning.fill": act({
    kind: manningKind,
    mode: "exclusive",
    id: ({ body }: { body: FillManningBody }) => manningId(body),
    facts: () => ({}),
    decide: fillManning,
  }),
} satisfies Record<string, CommandAct>;

/** Whoever has left a post, by whichever way, may have been the last one there, in their own shift or in another that runs. */
export const emptyByGoing: Reaction = (entry, { key, setup }) => {
  if (wasOffBefore(entry)) return [];
  const left = turnNamed(key.id);
  const how = howGone(entry);
  const leftAt = leftWhen(entry);
  return shiftsAround(setup as Site, left, entry.at).map((shift) => ({
    act: "manning.empty",
    body: { ...shift, left, how, leftAt },
  }));
};

/** Whoever has come to a post in a turn stands there. */
function filledBy(post: string, by: Turn, site: Site, at: Instant): readonly Consequence[] {
  return shiftsAround(site, { ...by, post }, at).map((shift) => ({ act: "manning.fill", body: { ...shift, by } }));
}

/** Whoever signs on, comes from another post, comes back or is released from covering stands at the post of their turn. */
export const fillByComing: Reaction = (entry, { key, setup }) => {
  const by = turnNamed(key.id);
  return filledBy(by.post, by, setup as Site, entry.at);
};

/** Whoever covers stands at the post of whom they cover for, in their shift. */
export const fillByCovering: Reaction = (entry, { key, setup }) => {
  const { cover } = entry.body as { readonly cover: Turn };
  const { post, date, shift, person: _ } = turnNamed(key.id);
  return filledBy(post, { post, date, shift, person: cover.person }, setup as Site, entry.at);
};
