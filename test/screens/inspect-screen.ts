import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const look = readFileSync(join(import.meta.dirname, "look-at-screen.js"), "utf8");

/** What is wrong with how a screen stands there now; empty where nothing is. */
export async function inspectScreen(page: Page, { axe }: { axe: boolean }): Promise<string[]> {
  const seen = await page.evaluate<string[]>(look);
  return [...seen, ...(axe ? await askAxe(page) : [])];
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
