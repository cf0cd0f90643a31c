import { readHead } from "#server/seal/seal-head.ts";
import type { Evidence, Witnesses } from "./evidence.ts";
import type { SiteFindings } from "./findings.ts";
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
  const sites: SiteFindings[] = [];
  for await (const site of evidence.sites()) sites.push(await verifySite(site, witnesses));
  const strangers = strangersAmong(witnesses, sites);
  const faulty = strangers.length > 0 || sites.some(({ discrepancies }) => discrepancies.length > 0);
  const isEmpty = sites.every(({ counts }) => counts.entries + counts.commands + counts.heads === 0);
  if (faulty) return { outcome: "faulty", sites, strangers };
  return { outcome: isEmpty ? "nothing" : "whole", sites, strangers };
}

function strangersAmong({ receipts, anchors }: Witnesses, sites: readonly SiteFindings[]): string[] {
  const heads = anchors.flatMap((anchor) => readHead(anchor) ?? []);
  const strange = [...receipts, ...heads].filter(
    ({ org, site }) => !sites.some((each) => each.site === site && (org === undefined || each.org === org)),
  );
  return [...new Set(strange.map(({ site }) => site))];
}
