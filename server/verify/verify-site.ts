import { checkCode } from "#server/seal/seal-head.ts";
import { checkApart } from "./check-apart.ts";
import { checkCommands } from "./check-commands.ts";
import { type CheckedEntries, checkEntries } from "./check-entries.ts";
import { checkSeals, type Seals } from "./check-seals.ts";
import { checkWitnesses, type Vouched } from "./check-witnesses.ts";
import type { CommandEvidence, SiteEvidence, Witnesses } from "./evidence.ts";
import { Notebook, type SiteFindings } from "./findings.ts";

/** Checks everything that can be checked of one site, and says what cannot. Changes nothing. `hear` is told each command that stands there. */
export async function verifySite(
  evidence: SiteEvidence,
  witnesses: Witnesses,
  hear: (command: CommandEvidence) => void = () => {},
): Promise<SiteFindings> {
  const notebook = new Notebook(evidence);
  const checked = await checkEntries(evidence, notebook);
  const commands = await checkCommands(evidence, notebook, { checked, hear });
  const seals = await checkSeals(evidence, notebook, { entries: checked.entries, commands });
  const vouched = await checkWitnesses(evidence, notebook, { witnesses, checked: checked, seals });
  const { secrets, photos, unopened } = await checkApart(evidence, notebook, checked);
  noteLimits(notebook, { checked: checked, commands, seals, vouched });
  if (unopened > 0) notebook.limit("texts-unopened", { texts: unopened });
  const { last } = seals;
  return {
    org: evidence.org,
    site: evidence.site,
    counts: {
      streams: checked.streams,
      entries: checked.entries.size,
      commands: commands.size,
      heads: seals.heads.size,
      secrets,
      photos,
    },
    discrepancies: notebook.discrepancies,
    limits: notebook.limits,
    ...(last ? { head: { number: last.number, hash: last.hash, code: checkCode(last.hash) } } : {}),
  };
}

/**
 * Whatever was recorded after the last head could be cut off, or made up, without a trace in here, so that is said even where
 * nothing stands there; and so could heads after the last anchor.
 */
function noteLimits(
  notebook: Notebook,
  about: { checked: CheckedEntries; commands: ReadonlyMap<string, string>; seals: Seals; vouched: Vouched },
): void {
  const { checked, commands, seals, vouched } = about;
  const entries = [...checked.entries.keys()].filter(
    (name) => !seals.entries.has(name) && !isVouched(name, vouched.receipts),
  ).length;
  const unsealed = [...commands.keys()].filter((id) => !seals.commands.has(id)).length;
  if (!seals.last) notebook.limit("unsealed-at-all", { entries, commands: unsealed });
  else notebook.limit("tail-unsealed", { entries, commands: unsealed, head: seals.last.number, since: seals.last.at });
  if (seals.last && vouched.anchor < seals.last.number)
    notebook.limit("heads-unanchored", { anchored: vouched.anchor, heads: seals.last.number });
}

/** A receipt for a later entry of the stream vouches for those before: the chain leads to them. */
function isVouched(name: string, receipts: ReadonlyMap<string, number>): boolean {
  const split = name.lastIndexOf("@");
  return Number(name.slice(split + 1)) <= (receipts.get(name.slice(0, split)) ?? 0);
}
