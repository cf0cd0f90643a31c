import type { AbsenceEntry } from "#duty/absence/absence-shapes.ts";
import type { Reaction } from "#duty/door/table.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { type Site, standingAdoptions } from "#duty/site/site.ts";

/** Whoever stands in where nobody was, and has not read what binds the post, reads it afterwards. */
export const readAfterStandingIn: Reaction = (entry, { key }) => {
  const { by: person, ...text } = entry.body as Extract<AbsenceEntry, { type: "absence.accepted-unread" }>["body"];
  const { post } = turnNamed(key.id);
  return [{ act: "notice.owe-reading", body: { ...text, person, post } }];
};

/** Whoever has left the company owes no reading at the site. */
export const endReadings: Reaction = (_, { key, setup }) =>
  standingAdoptions(setup as Site).map(({ regulation, hash }) => ({
    act: "notice.end-reading",
    body: { regulation, hash, person: key.id },
  }));
