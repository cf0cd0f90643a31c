import { z } from "zod";
import { key, wallTime } from "#duty/grammar/cited.ts";
import { businessDate } from "#duty/grammar/shape.ts";

/*
 * The language of `cases.yaml`: named people in situations of the demonstration tower, what they do at what time, and what must come of it.
 * Inside a body, `@16:30` is a moment, `$水渍` the id of the command with that label, `#guard-post-handover` the hash of the edition in
 * force, and the name of a person that person.
 */

const rules = z.array(z.string().regex(/^[A-Z]{2,5}\d*-\d{2}$/)).min(1);
/** `16:05`; `+1 00:05` on the day after. */
const time = z.string().regex(/^(\+\d )?([01]\d|2[0-3]):[0-5]\d$/);
const body = z.record(z.string(), z.unknown());

/** What must be true after a step. `for` names the rules that it proves. */
const expectation = z.union([
  /** The step was refused, by the rules named in `for`. */
  z.strictObject({ refused: z.string(), field: z.string().optional(), for: rules.optional() }),
  /** During the step, or at `at`, something was entered that has these contents. */
  z.strictObject({ entered: z.string(), with: body.optional(), at: time.optional(), for: rules.optional() }),
  z.strictObject({ notEntered: z.string(), for: rules.optional() }),
  /** Something is outstanding now, by this time, under the rules named in `for`. */
  z.strictObject({ owed: z.string(), by: time.optional(), at: key.optional(), for: rules.optional() }),
  z.strictObject({ notOwed: z.string(), at: key.optional(), for: rules.optional() }),
  /** The clock has entered that something was missed. */
  z.strictObject({ missed: z.string(), at: time.optional(), for: rules.optional() }),
  /** A message to the holders of a function went into the outbox, at this time. */
  z.strictObject({ called: key, about: z.string(), at: time.optional(), for: rules.optional() }),
  z.strictObject({ notCalled: key, about: z.string(), for: rules.optional() }),
]);

const step = z
  .strictObject({
    at: time,
    who: z.string().optional(),
    does: z.string().optional(),
    with: body.optional(),
    /** The turn that is meant, where it is not that of the case. */
    turn: z.strictObject({ post: key.optional(), date: z.literal("+1").optional(), shift: key.optional() }).optional(),
    /** A name by which later steps refer to this one. */
    label: z.string().optional(),
    /** The label of the step after which the actor looked for the last time; without it, they see what there is. */
    saw: z.string().optional(),
    /** How they prove to be there; without it, by their PIN. */
    proof: z.enum(["pin", "session"]).optional(),
    expect: z.array(expectation).optional(),
  })
  .refine((each) => (each.who === undefined) === (each.does === undefined), {
    error: "who and does stand together: somebody does something, or only time passes",
  });

export const casesShape = z.strictObject({
  cases: z.array(
    z.strictObject({
      case: z.string(),
      given: z.strictObject({
        post: key,
        shift: key,
        date: businessDate,
        /** When the tower is set up; the roster begins with the shift of the case. */
        clock: wallTime.optional(),
        /** People who have not yet confirmed the regulations; everybody else has. */
        unconfirmed: z.array(z.string()).optional(),
      }),
      steps: z.array(step).min(1),
    }),
  ),
});

export type Situation = z.infer<typeof casesShape>["cases"][number];
export type CaseStep = z.infer<typeof step>;
export type Expected = z.infer<typeof expectation>;
