import type { Sql } from "postgres";
import { instant } from "#duty/grammar/time.ts";
import { Keyring } from "#server/keys/keyring.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { sealSite } from "#server/seal/seal-site.ts";
import type { StoredReceipt } from "#server/verify/evidence.ts";
import { writeJournal } from "./written-journal.ts";

export const canary = "王秀英 13812345678 钥匙在东门岗";

/** Two sites of one organisation, three lines and a photo each, all sealed. Answers the receipts. */
export async function sealedSites(sql: Sql, master: MasterKey): Promise<StoredReceipt[]> {
  const keyring = new Keyring(sql, master);
  const receipts: StoredReceipt[] = [];
  for (const site of ["tower", "mall"]) {
    const lines = ["交接完毕", canary, '😀 "引号" \\ 反斜杠'].map((text) => {
      return { id: "lobby/2026-11-21/day", text, photo: Buffer.from(`photo ${site}`) };
    });
    receipts.push(...(await writeJournal(sql, keyring, { org: "group", site, lines })));
    await sealSite(sql, { keyring, place: { org: "group", site }, now: () => instant(1_763_800_000_000) });
  }
  return receipts;
}

/** Of one site as many heads, each over one line that nothing sealed before; `from` is the number of the first. */
export async function sealedLines(
  sql: Sql,
  master: MasterKey,
  {
    from,
    heads,
    ...place
  }: { readonly org: string; readonly site: string; readonly from: number; readonly heads: number },
): Promise<void> {
  const keyring = new Keyring(sql, master);
  for (let number = from; number < from + heads; number += 1) {
    const lines = [{ id: "lobby/2026-11-21/day", text: `第${number}行` }];
    await writeJournal(sql, keyring, { ...place, lines });
    await sealSite(sql, { keyring, place, now: () => instant(1_763_800_000_000 + number) });
  }
}
