/*
 * Stands for zod in everything that browsers load. Rules are imported by the browser, the shapes beside them are for the server: here they
 * may be declared, and cost nothing, but never asked.
 */

const nothing: unknown = new Proxy(() => undefined, {
  get: (_, name) => {
    if (name === "parse" || name === "safeParse") throw new Error("shapes are checked by the server, not in a browser");
    return nothing;
  },
  apply: () => nothing,
});

export const z = nothing;
