import { z } from "zod";
import { bothLanguages, headShape, siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { sortsOfDay } from "#duty/grammar/special-days.ts";

const named = z.object({ key: z.string(), name: z.string() });

const shiftShape = named.extend({ starts: z.string(), minutes: z.int() });

const postShape = named.extend({
  department: z.string(),
  shifts: z.array(shiftShape),
  /** Shifts that are owed on some sorts of days only. */
  limited: z.array(z.object({ shift: z.string(), days: z.array(z.enum(sortsOfDay)) })),
  kit: z.array(named.extend({ expected: z.int() })),
  books: z.array(named),
  binds: z.array(
    z.object({
      regulation: z.string(),
      title: bothLanguages,
      edition: z.string(),
      hash: z.string(),
      as: z.string(),
      functions: z.record(z.string(), z.string()),
    }),
  ),
});

/** What a building is made of. */
export const siteView = view({
  id: "site.show",
  path: "/api/site",
  query: siteAsked,
  answer: z.object({
    site: z.string(),
    name: z.string(),
    zone: z.string(),
    dayStartsAt: z.string(),
    demonstration: z.boolean(),
    version: z.int(),
    /** Where the set-up stands: whoever tells a part of it anew sends it along as `seen`. */
    head: headShape,
    today: z.string(),
    /** By date: days that are not what their weekday says. */
    specialDays: z.record(z.string(), z.object({ type: z.enum(["holiday", "make-up"]), name: z.string() })),
    posts: z.array(postShape),
    people: z.array(z.object({ person: z.string(), name: z.string(), left: z.boolean() })),
  }),
  refusals: refusedForSite,
});

const ruleShape = bothLanguages.extend({
  id: z.string(),
  strength: z.enum(["enforce", "track", "acknowledge"]),
  /** Whether this release carries the rule out; where it does not, its strength promises nothing. */
  carried: z.boolean(),
  /**
   * Numbers that the clause does not give: the site's own. `call`: after so many minutes `who` is called. `stricter`: what holds instead at a post where
   * these rules bind it too.
   */
  open: z.array(
    z.object({
      name: z.string(),
      who: bothLanguages.optional(),
      values: z.array(z.int()),
      stricter: z.array(z.object({ value: z.int(), rules: z.array(z.string()) })).optional(),
    }),
  ),
});

/** One text that binds the site, in the edition that is in force today. */
export const regulationView = view({
  id: "regulation.show",
  path: "/api/regulations/:id/rules",
  params: z.object({ id: key }),
  query: siteAsked,
  answer: z.object({
    regulation: z.string(),
    edition: z.string(),
    /** SHA-256 of the adopted text: what a reader confirms. */
    hash: z.string(),
    title: bothLanguages,
    /** Whether the person who asks has confirmed this edition. */
    confirmed: z.boolean(),
    rules: z.array(ruleShape),
  }),
  refusals: [...refusedForSite, ...refusedForLooker, "regulation.not-adopted"],
});

export type SiteView = typeof siteView;
export type SitePlan = z.output<SiteView["answer"]>;
export type PostPlan = z.output<typeof postShape>;
export type ShiftPlan = z.output<typeof shiftShape>;
export type RegulationView = typeof regulationView;
export type RegulationText = z.output<RegulationView["answer"]>;
export type RuleText = z.output<typeof ruleShape>;
