import { expect } from "vitest";
import type { JourneyDesk } from "./journey-desk.ts";

/* A browser that becomes a device, and what it keeps sealed for its people. */

/** Whoever acts enrols the browser. */
export async function enrolls(desk: JourneyDesk, device: string): Promise<void> {
  await desk.press("显示设置");
  const settings = desk.page.getByRole("dialog", { name: "显示设置" });
  await settings.getByLabel(/给本机起个名字/).fill(device);
  await desk.press("登记本机", settings);
  await settings.getByText(`本机已登记：${device}`).waitFor();
  await desk.page.keyboard.press("Escape");
  await settings.waitFor({ state: "hidden" });
}

/** Runs in the page: of how many people something is kept, and of how many a page that was read. A store that is not there is not made. */
const kept = `(async () => {
  const all = await indexedDB.databases();
  if (!all.some(({ name }) => name === "zhiban.sealed")) return [0, 0];
  const store = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("zhiban.sealed");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const parts = await new Promise((resolve, reject) => {
    const asked = store.transaction("part").objectStore("part").getAll();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  store.close();
  return [parts.length, parts.filter(({ read }) => read !== undefined).length];
})()`;

/** Until the browser keeps something for so many people, and for so many of them a page that they read. */
export async function isSealed({ page }: JourneyDesk, people: number, pages: number): Promise<void> {
  await expect.poll(() => page.evaluate<[number, number]>(kept)).toEqual([people, pages]);
}

/** The browser is no device any more, as if it were another one. */
export async function isNoDevice({ page }: JourneyDesk): Promise<void> {
  await page.evaluate(`new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase("zhiban.device");
    asked.onsuccess = () => resolve(undefined);
    asked.onerror = () => reject(asked.error);
  })`);
}
