import written from "./act-refusals.json" with { type: "json" };

/** With which codes each act that people send may refuse. Written by `test/tidy/write-act-refusals.ts` from the code, never by hand. */
export const actRefusals: Readonly<Record<string, readonly string[]>> = written;
