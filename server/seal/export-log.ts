import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";
import { Keyring } from "#server/keys/keyring.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { placesOf } from "#server/verify/database-evidence.ts";
import { consistencyText, inclusionText, logLeaves, logOrigin, readCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { anchorsOf } from "./inclusion.ts";
import type { SiteName } from "./seal-site.ts";
import { rawPublicKey, verifierKey } from "./signed-note.ts";

/** A checkpoint is none, or of no log that is here. The message is one line for the person at the terminal. */
export class NoSuchLog extends Error {}

interface SiteLog {
  readonly place: SiteName;
  readonly origin: string;
  readonly leaves: readonly Buffer[];
}

/**
 * Writes the log of every site into a new folder, as verifiers of C2SP read it: the checkpoint, the key that signed it, the leaves, that the last
 * head stands in it, and, of the site of the checkpoint `since`, that the log goes on from that. Answers of how many sites.
 * @throws NoSuchLog where `since` is no checkpoint that the log can go on from
 */
export async function exportLog(
  sql: Sql,
  master: MasterKey,
  { folder, since }: { readonly folder: string; readonly since: string | undefined },
): Promise<number> {
  const kept = since === undefined ? undefined : readCheckpoint(readFileSync(since, "utf8"))?.checkpoint;
  if (since !== undefined && !kept) throw new NoSuchLog(`${since} is no checkpoint.`);
  const logs: SiteLog[] = [];
  for (const place of await placesOf(sql)) {
    const leaves = logLeaves(await anchorsOf(sql, place));
    if (leaves.length > 0) logs.push({ place, origin: logOrigin(place), leaves });
  }
  if (kept && !logs.some(({ origin }) => origin === kept.origin))
    throw new NoSuchLog(`${since} is of ${kept.origin}, and no such log is here.`);
  mkdirSync(folder);
  const keyring = new Keyring(sql, master);
  for (const { place, origin, leaves } of logs) {
    const key = await keyring.sealKeyOf(place.org, place.site);
    const publicKey = rawPublicKey(key.public.export({ type: "spki", format: "der" })) ?? new Uint8Array();
    const checkpoint = signCheckpoint(place, leaves, key);
    const write = (kind: string, text: string) =>
      writeFileSync(join(folder, `${origin.replaceAll("/", ".")}.${kind}`), text, { flag: "wx" });
    write("checkpoint", checkpoint);
    write("vkey", `${verifierKey({ name: origin, publicKey })}\n`);
    write("leaves", leaves.map((each) => `${each.toString("base64")}\n`).join(""));
    write("tlog-proof", inclusionText(leaves, leaves.length - 1, checkpoint));
    if (kept?.origin !== origin) continue;
    if (kept.size > leaves.length)
      throw new NoSuchLog(`${since} has ${kept.size} heads, and the log has ${leaves.length}: it was cut off.`);
    write("consistency", consistencyText(leaves, kept.size, checkpoint));
  }
  return logs.length;
}
