import { execFileSync } from "node:child_process";
import type { Page } from "playwright-core";
import sharp from "sharp";

/** What a phone's camera might have taken: large, and no two pixels alike. */
export async function lampPhoto(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 900, height: 1200, channels: 3, background: "#445", noise } })
    .jpeg()
    .toBuffer();
}

/** The words on the paper that a printer would give. */
export async function wordsOnPaper(page: Page): Promise<string> {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
}
