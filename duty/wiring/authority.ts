import { type Actor, type Head, personOf, type SiteId, type StreamKey } from "#duty/grammar/entry.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import { administrator } from "#duty/person/last-administrator.ts";
import { functionsFor, isEmployed, type Person } from "#duty/person/person.ts";
import { postAt } from "#duty/site/running-shift.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import { functionsAt, headOf, known, turnAt } from "#duty/wiring/questions.ts";
import { nowOrThen, wasOnDutyIn, writtenAt } from "./on-duty-then.ts";
import { type About, actorOf } from "./wiring.ts";

/**
 * Whether the actor may do what the holders of these functions may. Administrators may at their site; the installation itself may everywhere,
 * or nobody could ever begin.
 */
export function mayActAs(
  functions: readonly string[],
  { actor, headOffice, site, post }: { actor: Actor; headOffice: SiteId; site: SiteId; post?: string },
): Question<boolean> {
  const person = personOf(actor);
  if (person === undefined) return known(actor === "setup");
  const key: StreamKey = { site: headOffice, noun: "person", id: person };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Person>(key);
      const held = functionsFor(state, site, post ?? "");
      const everywhere = functionsFor(state, headOffice, "");
      return (
        held.includes(administrator) ||
        everywhere.includes(administrator) ||
        functions.some((each) => held.includes(each))
      );
    },
  };
}

/** Who acts where: what every question of authority begins with. */
type Acting = Pick<About<unknown, unknown, unknown>, "siteId" | "circumstances"> & {
  readonly site: Pick<Site, "headOffice">;
};

/** Whether whoever acts holds one of these functions for the post, or administers the site. */
export function actorMay(functions: readonly string[], about: Acting, post?: string): Question<boolean> {
  const { site, siteId, circumstances } = about;
  const where = { headOffice: site.headOffice, site: siteId, ...(post === undefined ? {} : { post }) };
  return mayActAs(functions, { actor: circumstances.actor, ...where });
}

/** Whether whoever acts administers the site, and where its set-up stands, which they have had before them where they tell a part of it anew. */
export function whoTellsAnew(about: Acting): Questions<{ authorised: boolean; head: Head }> {
  return {
    authorised: actorMay([], about),
    head: headOf({ site: about.siteId, noun: siteKind.noun, id: "setup" }),
  };
}

/** The functions that whoever acts holds for a post. */
export function actorsFunctions({ site, siteId, circumstances }: Acting, post: string): Question<readonly string[]> {
  return functionsAt(site.headOffice, actorOf(circumstances.actor), siteId, post);
}

/** Whether whoever acts is on duty at a post, or was when they wrote what comes by its proof. */
export function actorOnDuty(
  { site, siteId, circumstances }: Acting & { readonly site: Site },
  post: string,
): Question<boolean> {
  const person = actorOf(circumstances.actor);
  const turn = turnAt(siteId, post, person);
  const now: Question<boolean> = { ...turn, answer: (reader) => turn.answer(reader) !== undefined };
  const at = writtenAt(circumstances);
  if (at === undefined) return now;
  const { shift, next, last } = postAt(site, post, at);
  return nowOrThen(
    now,
    wasOnDutyIn(
      siteId,
      [shift, next, last].filter((each) => each !== undefined),
      { person, at },
    ),
  );
}

/** `person.areEmployed`: who of these people belongs to the organisation now. */
export function employedOf(headOffice: SiteId, people: readonly string[]): Question<readonly string[]> {
  const keys = people.map((id): StreamKey => ({ site: headOffice, noun: "person", id }));
  return {
    streams: keys,
    answer: (reader) => keys.filter((key) => isEmployed(reader.stream<Person>(key).state)).map(({ id }) => id),
  };
}
