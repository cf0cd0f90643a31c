import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const look = readFileSync(join(import.meta.dirname, "look-at-screen.js"), "utf8");
const measure = readFileSync(join(import.meta.dirname, "measure-screen.js"), "utf8")
  .trimEnd()
  .replace(/;$/, "");

export interface Inspected {
  readonly axe: boolean;
  /** Whether it is held to the measurable points of the looks. */
  readonly measured: boolean;
  /** A telephone: fingers need more. */
  readonly narrow: boolean;
  /** Whether all of it must be seen at once. */
  readonly fits: boolean;
}

/** What is wrong with how a screen stands there now; empty where nothing is. */
export async function inspectScreen(page: Page, { axe, measured: isMeasured, ...asked }: Inspected): Promise<string[]> {
  const seen = await page.evaluate<string[]>(look);
  const measured = isMeasured ? await page.evaluate<string[]>(`(${measure})(${JSON.stringify(asked)})`) : [];
  return [...seen, ...measured, ...(axe ? await askAxe(page) : [])];
}

async function askAxe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes
          .map(({ target }) => String(target))
          .slice(0, 3)
          .join(" | ")}`,
    );
}
