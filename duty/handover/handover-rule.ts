import { z } from "zod";
import { anyPost, cites, functionKey, key, ladder } from "#duty/grammar/cited.ts";

const required = z.strictObject({ required: z.boolean(), cites }).optional();

/** A form on which people sign: by how many of the two sides. */
const form = z.strictObject({ signatures: z.int().min(1).max(2).meta({ stricter: "more" }), cites }).optional();

/**
 * What a regulation may say of handing a post over. Every node may be missing: then nothing is asked. Minutes are whole. `stricter` tells
 * which of two numbers holds where two regulations bind one post.
 */
export const handoverElement = z.strictObject({
  key,
  post: anyPost,
  /** The hand-over is prepared so long before the end of the shift at the earliest: what is fixed hours before says little of the shift. */
  window: z.strictObject({ minutesBefore: z.int().min(5).max(480).meta({ stricter: "less" }), cites }).optional(),
  /** The outgoing side tells the work of the shift in its own words. */
  summary: required,
  /** Work done and work pending stand apart; what is pending stands as matters of the post, or it is said that nothing is. */
  sections: z.strictObject({ done: z.boolean(), pending: z.boolean(), cites }).optional(),
  /** The outgoing side names who relieves it. */
  relief: z.strictObject({ named: z.boolean(), cites }).optional(),
  /** The shift's records are complete, so cut off, this long before the shift ends. */
  records: z.strictObject({ minutesBefore: z.int().min(0).max(480).meta({ stricter: "more" }), cites }).optional(),
  /** The incoming side says that it has read the records. */
  recordsRead: required,
  /** The incoming side counts the kit of the post; `explained`: what is missing or damaged comes with an explanation. */
  count: z.strictObject({ required: z.boolean(), explained: z.boolean(), cites }).optional(),
  /** The incoming side takes the record books of the post. */
  books: required,
  /** A problem found is told face to face: each side says so. */
  problems: z.strictObject({ bothConfirm: z.boolean(), cites }).optional(),
  /** Ordinary matters pass with a reason. */
  ordinaryMatters: z.strictObject({ reason: z.boolean(), cites }).optional(),
  /** Important matters block the hand-over until they are released in writing. */
  importantMatters: z.strictObject({ released: z.boolean(), cites }).optional(),
  /** The incoming side takes ordinary and important matters one by one. */
  oneByOne: required,
  workForm: form,
  propertyForm: form,
  /** Which side signs first; missing: either. */
  order: z.strictObject({ first: z.enum(["outgoing", "incoming"]), cites }).optional(),
  /** The hand-over is due when the shift ends; taken over later than the grace allows, it needs a reason. */
  punctual: z
    .strictObject({
      graceMinutes: z.int().min(1).max(120).meta({ stricter: "less" }),
      reason: z.boolean(),
      ladder,
      cites,
    })
    .optional(),
  /** How long there is to hand over after the end of the shift, or once that can be done; where a text has a grace of its own, that is it. */
  passes: z.strictObject({ withinMinutes: z.int().min(1).max(120).meta({ stricter: "less" }), cites }).optional(),
  /** A fault of the shift before, found after it left, is told within so many minutes, 0: at once; one of those called answers within as many more. */
  foundAfterwards: z
    .strictObject({
      withinMinutes: z.int().min(0).max(1440).meta({ stricter: "less" }),
      answerMinutes: z.int().min(1).max(1440).meta({ stricter: "less" }),
      ladder,
      cites,
    })
    .optional(),
  /** Functions that may stand in for an outgoing side that is no longer there. */
  standIn: z.strictObject({ by: z.array(functionKey).min(1).meta({ stricter: "fewer" }), cites }).optional(),
});

export type HandoverRule = Partial<Omit<z.infer<typeof handoverElement>, "key" | "post">>;
