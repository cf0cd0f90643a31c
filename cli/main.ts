type Command = (args: readonly string[]) => Promise<number>;

/** One file per verb, loaded only when it is asked for. */
const verbs: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serveCommand,
  simulate: async () => (await import("./simulate.ts")).simulateCommand,
  roster: async () => (await import("./solve-roster.ts")).rosterCommand,
  bench: async () => (await import("./bench.ts")).benchCommand,
  regulations: async () => (await import("./regulations.ts")).regulationsCommand,
  rebuild: async () => (await import("./rebuild.ts")).rebuildCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./restore.ts")).restoreCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  import: async () => (await import("./import.ts")).importCommand,
};

async function main([verb = "serve", ...args]: readonly string[]): Promise<number> {
  const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!load) {
    console.error(`没有命令 ${verb}。There is no command ${verb}; there are ${Object.keys(verbs).join(", ")}.`);
    return 2;
  }
  const command = await load();
  try {
    return await command(args);
  } catch (error) {
    // What parseArgs does not know is the caller's mistake: a sentence, no stack.
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS_")) throw error;
    console.error(`${verb}: ${message}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
