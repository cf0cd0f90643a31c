import type { AdoptEditionBody } from "#duty/site/site-shapes.ts";
import { HttpProblem } from "#server/http/problem.ts";
import { adoptionError } from "./adoption-text.ts";

/** Codes with which a text is not taken. */
export const editionRefusals = ["site.edition-hash", "site.edition-unreadable"];

/** Duty composes texts without their shapes, so only a checked one may pass (ZB-14). The body has the shape of the act. */
export function requireEdition(body: unknown): void {
  const fault = adoptionError(body as AdoptEditionBody);
  if (!fault) return;
  const { code, field, why } = fault;
  throw new HttpProblem(422, code, { rules: ["ZB-14"], field, detail: { why } });
}
