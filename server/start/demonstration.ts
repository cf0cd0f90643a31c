import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BusinessDate, businessDateAt, datePlus, type Instant } from "#duty/grammar/time.ts";
import { readPacks } from "#server/regulation/published.ts";
import { chinaCalendar } from "#server/simulation/china-calendar.ts";
import { databaseStage } from "#server/simulation/database-stage.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { type DemonstrationNote, makeSignIns, readNote, signInsPath, writeNote } from "./demonstration-sign-ins.ts";
import type { Database } from "./open-database.ts";
import type { Product } from "./product.ts";

const DAYS = 30;
/** Days beyond today for which there are rosters, so that life can go on. */
const AHEAD = 30;
/** Of the clock of the lives that are lived beforehand. */
const clockConnections = 2;
const ZONE = "Asia/Shanghai";

export interface DemonstrationParts {
  readonly database: Database;
  readonly product: Product;
  readonly dataDir: string;
  readonly now: () => Instant;
  readonly days?: number;
  readonly signal: AbortSignal;
  /** Lines for the person at the terminal. */
  readonly log: (line: string) => void;
  /** Told now and then how far the days have come. */
  readonly progress: (day: number, of: number) => void;
}

class Stopped extends Error {}

/**
 * On an installation that holds nothing yet, makes the demonstration: sign-ins at once, then a building that has lived for thirty days by
 * its own commands. On one that has it, says again how to sign in. Anything else is left alone.
 */
export async function demonstrate(parts: DemonstrationParts): Promise<void> {
  const { dataDir, log, now, product } = parts;
  const note = readNote(dataDir) ?? (await firstNote(parts));
  if (!note) return;
  const path = signInsPath(dataDir);
  const known = note.stage !== "new" && existsSync(path);
  const signIns = known
    ? readFileSync(path, "utf8")
    : await makeSignIns(product.services.accounts, now(), { ...note, dataDir });
  log(`演示账号，仅限本机使用 Demonstration sign-ins, good on this machine only (${path}):\n${signIns}`);
  if (note.stage !== "new") return;
  try {
    await live(parts, note);
    log("演示大楼已就绪 The demonstration has lived its days.");
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}

async function firstNote({
  product,
  dataDir,
  now,
  days = DAYS,
}: DemonstrationParts): Promise<DemonstrationNote | undefined> {
  const organisations = await product.services.accounts`select from organisation limit 1`;
  if (organisations.length > 0) return undefined;
  const from = datePlus(businessDateAt(now(), ZONE, "00:00"), -days);
  const note: DemonstrationNote = { org: randomUUID(), from, stage: "new" };
  writeNote(dataDir, note);
  return note;
}

async function live(parts: DemonstrationParts, note: DemonstrationNote): Promise<void> {
  const { database, dataDir, product, now, log, signal, progress, days = DAYS } = parts;
  const from = note.from as BusinessDate;
  const stage = databaseStage({
    org: note.org,
    app: product.runtime.pool,
    clock: database.pool("zb_clock", clockConnections),
    accounts: product.services.accounts,
    keyring: product.keyring,
    start: setUpAt(from),
    log,
  });
  const { published: editions } = readPacks(join(import.meta.dirname, "..", "..", "regulations"));
  const until = now();
  const start = setUpAt(from);
  let begun = false;
  const moved = (time: Instant) => {
    if (!begun) writeNote(dataDir, { ...note, stage: "begun" });
    begun = true;
    if (signal.aborted) throw new Stopped();
    progress(Math.floor(((time - start) / (until - start)) * days), days);
  };
  const years = [datePlus(from, -1), datePlus(from, days + AHEAD)].map((each) => Number(each.slice(0, 4)));
  const calendars = [...new Set(years)].map(chinaCalendar);
  await liveTower(stage, { editions, from, until, rosterDays: days + AHEAD, seed: 1, calendars }, moved);
  writeNote(dataDir, { ...note, stage: "lived" });
}
