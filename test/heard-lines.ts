import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { requestLog } from "#server/http/request-log.ts";
import type { FreshDatabase } from "./database.ts";

/** Whatever the product writes for those who look after it: its routes, what works by itself, the console, and PostgreSQL's own log. */
export interface HeardLines {
  /** What the routes log with: the product's own way, but down to the least of levels. */
  readonly logger: ReturnType<typeof requestLog>;
  readonly log: (line: string) => void;
  /** What the product wrote since the last time, a line or more each, and what PostgreSQL did. */
  since(): { readonly lines: readonly string[]; readonly server: string };
}

/** Listens from now on. PostgreSQL is that of all stories: what others do there meanwhile is heard too. */
export async function hearLines(database: FreshDatabase): Promise<HeardLines> {
  const said: string[] = [];
  const log = (line: string) => {
    said.push(line);
  };
  for (const level of ["log", "info", "warn", "error", "debug", "trace"] as const)
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => log(parts.map(String).join(" ")));
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, "write").mockImplementation((chunk, ...rest) => {
      log(String(chunk));
      return write(chunk, ...(rest as []));
    });
  }
  const [row] = await database.connect()<{ folder: string }[]>`select current_setting('data_directory') as folder`;
  const serverLog = join(row?.folder ?? "", "..", "server.log");
  let read = statSync(serverLog).size;
  return {
    logger: { ...requestLog({ write: log }), level: "trace" },
    log,
    since: () => {
      const bytes = readFileSync(serverLog);
      const server = bytes.subarray(read).toString("utf8");
      read = bytes.length;
      return { lines: said.splice(0), server };
    },
  };
}
