import type { Page } from "playwright-core";

/** Runs in the page before anything of it: whatever is put into a storage that outlives a reload is told as text. */
const listening = `
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    void keptByPage(key + " = " + value);
    return setItem.call(this, key, value);
  };
  for (const way of ["put", "add"]) {
    const store = IDBObjectStore.prototype[way];
    IDBObjectStore.prototype[way] = function (value, ...rest) {
      void keptByPage(this.name + " = " + JSON.stringify(value));
      return store.call(this, value, ...rest);
    };
  }
`;

/** Everything that a page keeps in this browser from its next load on, in the order in which it does. */
export async function whatPageKeeps(page: Page): Promise<readonly string[]> {
  const kept: string[] = [];
  await page.exposeFunction("keptByPage", (text: string) => void kept.push(text));
  await page.addInitScript({ content: listening });
  await page.reload();
  return kept;
}
