import { readHead } from "#server/seal/seal-head.ts";
import type { Evidence, Witnesses } from "./evidence.ts";
import type { Discrepancy, SiteFindings } from "./findings.ts";
import { verifySite } from "./verify-site.ts";

/** What `verify` answers as a whole. */
export interface Verification {
  /** Whether there was anything to verify. */
  readonly outcome: "whole" | "faulty" | "nothing";
  readonly sites: readonly SiteFindings[];
  /** Receipts and anchors of sites that the records do not know at all. */
  readonly strangers: readonly string[];
}

/** Verifies every site of the evidence, and that every witness speaks of a site that is there. */
export async function verifyAll(evidence: Evidence, witnesses: Witnesses): Promise<Verification> {
  const verified: SiteFindings[] = [];
  const commands = new Set<string>();
  for await (const site of evidence.sites()) {
    verified.push(await verifySite(site, witnesses, (id) => commands.add(`${site.org}/${id}`)));
  }
  const sites = verified.map((each) => withoutKnown(each, commands));
  const strangers = strangersAmong(witnesses, sites);
  const faulty = strangers.length > 0 || sites.some(({ discrepancies }) => discrepancies.length > 0);
  const isEmpty = sites.every(({ counts }) => counts.entries + counts.commands + counts.heads === 0);
  if (faulty) return { outcome: "faulty", sites, strangers };
  return { outcome: isEmpty ? "nothing" : "whole", sites, strangers };
}

/** What is done at one site may follow at the others of the organisation (leaving it): the command then stands where it was sent. */
function withoutKnown(findings: SiteFindings, commands: ReadonlySet<string>): SiteFindings {
  const isKnown = ({ code, org, at }: Discrepancy) => code === "command.missing" && commands.has(`${org}/${at}`);
  return { ...findings, discrepancies: findings.discrepancies.filter((each) => !isKnown(each)) };
}

function strangersAmong({ receipts, anchors }: Witnesses, sites: readonly SiteFindings[]): string[] {
  const heads = anchors.flatMap((anchor) => readHead(anchor) ?? []);
  const strange = [...receipts, ...heads].filter(
    ({ org, site }) => !sites.some((each) => each.site === site && (org === undefined || each.org === org)),
  );
  return [...new Set(strange.map(({ site }) => site))];
}
