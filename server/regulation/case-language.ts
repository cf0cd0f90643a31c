import { z } from "zod";
import { key, wallTime } from "#duty/grammar/cited.ts";
import { businessDate, label } from "#duty/grammar/shape.ts";
import { establishPostBody } from "#duty/site/site-shapes.ts";

/*
 * The language of `cases.yaml`: a stage of the pack's own with posts, people and a roster; situations on it, what people do at what time, and
 * what must come of it. A post of the stage stands where a situation is about it, or names it or anybody rostered there. Inside a body, `@16:30`
 * is a moment, `$水渍` the id of the command with that label, `#id` and `#hash` the edition itself, `#<regulation>` the hash of another in force,
 * and the name of a person that person. Functions are called by the words of the pack; the stage gives each another word of the site, so that
 * nothing holds by an accident of names.
 */

const ruleId = z.string().regex(/^[A-Z]{2,5}\d*-\d{2}$/);
const rules = z.array(ruleId).min(1);
/** `16:05`; `+1 00:05` on the day after, and so on for as many days. */
export const caseTime = /^(?:\+(\d{1,3}) )?((?:[01]\d|2[0-3]):[0-5]\d)$/;
const time = z.string().regex(caseTime);
const body = z.record(z.string(), z.unknown());
const tally = z.strictObject({
  due: z.int().min(0).optional(),
  met: z.int().min(0).optional(),
  missed: z.int().min(0).optional(),
  entered: z.int().min(0).optional(),
});

/**
 * What can be said of what came of a step, and with which further words. `refused`: by the rules in `for`. `entered`: during the step, or at
 * `at`, with these contents. `owed`: outstanding now at the post `at`, by `by`, under the rules in `for`; `met`, `missed`: recorded in this
 * step, at `at`. `called`: a message to the holders of a function, or as `@colleague` to whoever owes it, went into the outbox, at `at`.
 * `counted`: how many were due, met and missed so far, or entries `entered`, in a plain reading of everything recorded.
 */
const furtherWords = {
  refused: ["field"],
  entered: ["with", "at"],
  notEntered: [],
  owed: ["by", "at"],
  notOwed: ["at"],
  met: ["at"],
  missed: ["at"],
  counted: ["is"],
  called: ["about", "at"],
  notCalled: ["about"],
} as const;

type ExpectedKind = keyof typeof furtherWords;
const kinds = Object.keys(furtherWords) as ExpectedKind[];

export interface Expected {
  readonly kind: ExpectedKind;
  /** The code, the entry type, the obligation, or of a call the function. */
  readonly what: string;
  readonly for: readonly string[];
  readonly field?: string | undefined;
  readonly with?: Readonly<Record<string, unknown>> | undefined;
  readonly at?: string | undefined;
  readonly by?: string | undefined;
  readonly about?: string | undefined;
  readonly is?: Readonly<z.infer<typeof tally>> | undefined;
}

const heads = Object.fromEntries(kinds.map((kind) => [kind, z.string().optional()])) as Record<
  ExpectedKind,
  z.ZodOptional<z.ZodString>
>;

const expectation = z
  .strictObject({
    ...heads,
    field: z.string().optional(),
    with: body.optional(),
    at: z.string().optional(),
    by: time.optional(),
    about: z.string().optional(),
    is: tally.optional(),
    for: rules.optional(),
  })
  .transform((said, context): Expected => {
    const [kind, ...more] = kinds.filter((each) => said[each] !== undefined);
    const wrong = (message: string) => context.addIssue({ code: "custom", message });
    const { field, with: contents, at, by, about, is, for: cited = [] } = said;
    const rest = { field, with: contents, at, by, about, is };
    if (kind === undefined || more.length > 0) wrong(`an expectation says one of ${kinds.join(", ")}`);
    else {
      const allowed: readonly string[] = furtherWords[kind];
      for (const [word, value] of Object.entries(rest))
        if (value !== undefined && !allowed.includes(word)) wrong(`${kind} is not told with “${word}”`);
      if ((kind === "called" || kind === "notCalled") && about === undefined) wrong(`${kind} needs “about”`);
      if (kind === "counted" && Object.keys(is ?? {}).length === 0) wrong("counted needs “is”, with a number");
    }
    return { kind: kind ?? "entered", what: (kind && said[kind]) ?? "", for: cited, ...rest };
  });

const step = z
  .strictObject({
    at: time,
    who: z.string().optional(),
    does: z.string().optional(),
    with: body.optional(),
    /** Where it is sent to: people and their functions are kept at the head office. Without it, to the site of the stage. */
    site: z.enum(["here", "head-office"]).optional(),
    /** The turn that is meant, where it is not that of the case. */
    turn: z.strictObject({ post: key.optional(), date: z.literal("+1").optional(), shift: key.optional() }).optional(),
    /** A name by which later steps refer to this one. */
    label: z.string().optional(),
    /** The label of the step after which the actor looked for the last time, or that they saw something else; without it, they see what there is. */
    saw: z.union([z.string(), z.strictObject({ other: z.literal(true) })]).optional(),
    /** How they prove to be there; without it, by their PIN. */
    proof: z.enum(["pin", "session"]).optional(),
    expect: z.array(expectation).optional(),
  })
  .refine((each) => (each.who === undefined) === (each.does === undefined), {
    error: "who and does stand together: somebody does something, or only time passes",
  });

const oneOrMore = z.union([key.transform((each) => [each]), z.array(key).min(1)]);

const given = z.strictObject({
  post: key,
  shift: key,
  date: businessDate,
  /** When the stage is set up; what begins later is rostered. */
  clock: wallTime.optional(),
  /** As which of its abstract posts the pack binds the post, one after the other; without it, as each of them. */
  binds: oneOrMore.optional(),
  /** Whether the house stands on the stage too. Without it the case must hold both ways. */
  house: z.enum(["together", "alone"]).optional(),
  /** The site's own numbers at the post. */
  parameters: z.record(z.string(), z.int()).optional(),
  /** Other posts that stand too, though nothing in the case names them or anybody of them. */
  besides: z.array(key).optional(),
  /** People who have not yet confirmed the regulations; everybody else has. */
  unconfirmed: z.array(z.string()).optional(),
  /** A prelude that is played first. */
  after: z.string().optional(),
});

const stagePost = establishPostBody.pick({ key: true, name: true, shifts: true, carries: true }).extend({
  kit: establishPostBody.shape.kit.default([]),
  books: establishPostBody.shape.books.default([]),
  /** As which abstract post the pack binds it where a case does not say otherwise; missing: not bound. */
  binds: key.optional(),
});

export const stageShape = z.strictObject({
  zone: z.string().default("Asia/Shanghai"),
  posts: z.array(stagePost).min(1),
  people: z.array(z.strictObject({ name: label(40), functions: z.array(key).default([]) })).min(1),
  /** Who is rostered on the day of a case, or days after it. The first one leads. */
  roster: z.array(
    z.strictObject({
      post: key,
      shift: key,
      day: z
        .string()
        .regex(/^\+\d$/)
        .optional(),
      who: z.array(z.string()).min(1),
    }),
  ),
});

/** Written reasons for what a reviewer would otherwise object to. */
const reason = z.strictObject({
  rules,
  /**
   * `shared`: they have no part of their own. `nothing-due`: tracked, and no time by which anything is owed. `unseen`: a refusal that nobody
   * can be shown.
   */
  of: z.enum(["shared", "nothing-due", "unseen"]),
  refusal: z.string().optional(),
  why: z.string().min(8),
});

export const casesShape = z.strictObject({
  stage: stageShape,
  preludes: z.record(z.string(), z.array(step).min(1)).default({}),
  reasons: z.array(reason).default([]),
  cases: z.array(z.strictObject({ case: z.string(), given, steps: z.array(step).min(1) })),
});

export type Cases = z.infer<typeof casesShape>;
export type Situation = Cases["cases"][number];
export type CaseStep = z.infer<typeof step>;
export type CaseStage = z.infer<typeof stageShape>;
export type Reason = Cases["reasons"][number];
