import { z } from "zod";

/** A jump of a server's clock at which nobody has looked yet. `waits`: misses and calls wait for somebody to look. */
export const shownJumpShape = z.object({
  jump: z.string(),
  from: z.int(),
  to: z.int(),
  at: z.int(),
  witness: z.enum(["none", "for", "against"]),
  server: z.string(),
  waits: z.boolean(),
});

/** What was wrong with the clock when something fell due: the program did not run, or the time had jumped; null where nothing was. */
export const clockFaultShape = z.enum(["gap", "jump"]).nullable();

export type ShownJump = z.output<typeof shownJumpShape>;
