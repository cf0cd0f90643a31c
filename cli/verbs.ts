import type { Verb } from "./verb.ts";

/** One file per verb, loaded only when it is asked for. A verb may be of two words. */
export const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  serve: async () => (await import("./serve.ts")).serveVerb,
  simulate: async () => (await import("./simulate.ts")).simulateVerb,
  "regulations check": async () => (await import("./regulations.ts")).checkVerb,
  "regulations coverage": async () => (await import("./regulations.ts")).coverageVerb,
  "roster solve": async () => (await import("./solve-roster.ts")).solveVerb,
  verify: async () => (await import("./verify.ts")).verifyVerb,
  misses: async () => (await import("./misses.ts")).missesVerb,
  "reset-access": async () => (await import("./reset-access.ts")).resetAccessVerb,
  rebuild: async () => (await import("./rebuild.ts")).rebuildVerb,
  backup: async () => (await import("./backup.ts")).backupVerb,
  restore: async () => (await import("./restore.ts")).restoreVerb,
  export: async () => (await import("./export.ts")).exportVerb,
  import: async () => (await import("./import.ts")).importVerb,
  bench: async () => (await import("./bench.ts")).benchVerb,
  "bench roster": async () => (await import("./bench.ts")).benchRosterVerb,
};
