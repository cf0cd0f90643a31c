import { z } from "zod";
import { attendanceElement } from "#duty/attendance/attendance-rule.ts";
import { key } from "#duty/grammar/cited.ts";
import { businessDate } from "#duty/grammar/shape.ts";
import type { Direction } from "#duty/grammar/stricter.ts";
import { handoverElement } from "#duty/handover/handover-rule.ts";
import { logElement } from "#duty/log/log-rule.ts";
import { matterElement } from "#duty/matter/matter-rule.ts";
import { noticeElement } from "#duty/notice/notice-rule.ts";
import { rosterElement } from "#duty/roster/roster-rule.ts";
import { violationElement } from "#duty/violation/violation-rule.ts";

/*
 * The table of contents of a regulation: what an edition is, put together from what each noun lets it say.
 */

/** What a regulation may say, noun by noun. */
export const elements = {
  attendance: attendanceElement,
  handover: handoverElement,
  log: logElement,
  matter: matterElement,
  roster: rosterElement,
  notice: noticeElement,
  violation: violationElement,
} as const;

const inBothLanguages = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** `regulation.yaml`: one dated version of a text in force. `posts` and `functions` are its own words; a site maps them to its own. */
export const editionShape = z.strictObject({
  id: key,
  edition: businessDate,
  prefix: z.string().regex(/^[A-Z]{2,5}\d*$/),
  title: inBothLanguages,
  posts: z.record(key, inBothLanguages),
  functions: z.record(key, inBothLanguages),
  ...(Object.fromEntries(
    Object.entries(elements).map(([noun, element]) => [
      noun,
      z
        .array(element as z.ZodObject)
        .min(1)
        .optional(),
    ]),
  ) as { [N in keyof typeof elements]: z.ZodOptional<z.ZodArray<(typeof elements)[N]>> }),
});

/** Enforce: refused or computed. Track: due, recorded, missed and counted. Acknowledge: confirmed as read, citable. */
export const strength = z.enum(["enforce", "track", "acknowledge"]);

/** `rules.yaml`: the numbered rules, paraphrased. `pending` names the noun of a later release that will carry the rule out. */
export const rulesShape = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Z]{2,5}\d*-\d{2}$/),
        ...inBothLanguages.shape,
        strength,
        pending: key.optional(),
      }),
    )
    .min(1),
});

export type Edition = z.infer<typeof editionShape>;
export type Rules = z.infer<typeof rulesShape>;

/** The text that is adopted, as its canonical bytes spell it. */
export const adoptedShape = z.strictObject({ regulation: editionShape, rules: rulesShape.shape.rules });

export type AdoptedText = z.infer<typeof adoptedShape>;

/** The directions in which elements unite, read once from the shapes; composing needs no shapes. */
export const directions: Readonly<Record<string, Direction>> = Object.fromEntries(
  Object.entries(elements).map(([noun, element]) => [noun, z.toJSONSchema(element, { io: "input" }) as Direction]),
);
