import type { Page } from "playwright-core";
import type { Scene } from "./scene.ts";

/* The search through the log: what was found, nothing, and nobody who answers. */
export const searchScenes: readonly Scene[] = [
  { name: "search", state: "full", after: 5, people: ["张磊"], path: "/search", does: looksFor("正常"), dressed: true },
  { name: "search", state: "empty", after: 5, people: ["张磊"], path: "/search", does: looksFor("锅炉爆炸") },
  { name: "search", state: "longest", after: 5, people: ["张磊"], path: "/search" },
  { name: "search", state: "error", after: 5, people: ["张磊"], path: "/search", away: "**/api/log/find*" },
];

function looksFor(words: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.fill("#search-words", words);
    await page.keyboard.press("Enter");
    await page.locator("#found .found-lines li, #found .nothing").first().waitFor();
  };
}
