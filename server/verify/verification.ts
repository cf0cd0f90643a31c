import { reachesEverySite } from "#server/door/reaches-every-site.ts";
import { logOrigin } from "#server/seal/checkpoint.ts";
import { readHead } from "#server/seal/seal-head.ts";
import type { CommandEvidence, Evidence, Witnesses } from "./evidence.ts";
import type { Discrepancy, SiteFindings } from "./findings.ts";
import { verifySite } from "./verify-site.ts";

/** What `verify` answers as a whole. */
export interface Verification {
  /** Whether there was anything to verify. */
  readonly outcome: "whole" | "faulty" | "nothing";
  readonly sites: readonly SiteFindings[];
  /** Receipts and anchors of sites that the records do not know at all. */
  readonly strangers: readonly string[];
  /** Tables of a database at which nobody looked; absent where an archive was verified, which has none. */
  readonly unread?: readonly string[];
}

/** Verifies every site of the evidence, and that every witness speaks of a site that is there. */
export async function verifyAll(evidence: Evidence, witnesses: Witnesses): Promise<Verification> {
  const verified: SiteFindings[] = [];
  const reaching = new Set<string>();
  for await (const site of evidence.sites()) {
    const hear = ({ id, bytes }: CommandEvidence) => isOfEverySite(bytes) && reaching.add(`${site.org}/${id}`);
    verified.push(await verifySite(site, witnesses, hear));
  }
  const isHere = (org: string, site: string) => verified.some((each) => each.org === org && each.site === site);
  const sites = verified.map((each) => withoutUnseen(withoutReached(each, reaching), isHere));
  const strangers = strangersAmong(witnesses, sites);
  return verificationOf(sites, strangers);
}

/** The outcome of what was found, of all sites together. */
export function verificationOf(sites: readonly SiteFindings[], strangers: readonly string[]): Verification {
  const faulty = strangers.length > 0 || sites.some(({ discrepancies }) => discrepancies.length > 0);
  const isEmpty = sites.every(({ counts }) => counts.entries + counts.commands + counts.heads === 0);
  if (faulty) return { outcome: "faulty", sites, strangers };
  return { outcome: isEmpty ? "nothing" : "whole", sites, strangers };
}

/** Of a command as it is kept, whether its act may have its consequences at other sites too. */
function isOfEverySite(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString("utf8");
  return reachesEverySite((JSON.parse(text) as { readonly act?: string }).act ?? "");
}

/** The command of what followed at another site stands where it was sent. Of any other act it must stand where its entries are. */
function withoutReached(findings: SiteFindings, reaching: ReadonlySet<string>): SiteFindings {
  const isThere = ({ code, org, at }: Discrepancy) => code === "command.missing" && reaching.has(`${org}/${at}`);
  return { ...findings, discrepancies: findings.discrepancies.filter((each) => !isThere(each)) };
}

/**
 * Where one site is verified by itself, commands that may stand at the head office are neither here nor missing: that is said, and is no fault.
 * Where the head office is looked at too, they must be there.
 */
function withoutUnseen(findings: SiteFindings, isHere: (org: string, site: string) => boolean): SiteFindings {
  const { org, site, limits } = findings;
  const isUnseen = ({ code, detail }: Discrepancy) =>
    code === "command.missing" && detail?.elsewhere !== undefined && !isHere(org, String(detail.elsewhere));
  const unseen = findings.discrepancies.filter(isUnseen);
  const [first] = unseen;
  if (!first) return findings;
  const detail = { commands: unseen.length, elsewhere: String(first.detail?.elsewhere) };
  return {
    ...findings,
    discrepancies: findings.discrepancies.filter((each) => !isUnseen(each)),
    limits: [...limits, { code: "commands-elsewhere", org, site, detail }],
  };
}

function strangersAmong({ receipts, anchors, checkpoints = [] }: Witnesses, sites: readonly SiteFindings[]): string[] {
  const logs = new Set(sites.map(logOrigin));
  const strangeLogs = checkpoints.flatMap(({ checkpoint: { origin } }) => (logs.has(origin) ? [] : [origin]));
  const heads = anchors.flatMap((anchor) => readHead(anchor) ?? []);
  const strange = [...receipts, ...heads].filter(
    ({ org, site }) => !sites.some((each) => each.site === site && (org === undefined || each.org === org)),
  );
  return [...new Set([...strange.map(({ site }) => site), ...strangeLogs])];
}
