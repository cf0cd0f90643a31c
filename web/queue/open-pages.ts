import { v7 as newId } from "uuid";
import type { QueueGround } from "./sending.ts";

/**
 * This page among those of its browser, told apart by locks under `name`: each page holds one until it is closed, by whatever that happens. Where a
 * browser has none, as over plain http by anything but this machine's own name, each page takes itself for the only one: what is sent twice is done once.
 */
export function openPages(name: string): Pick<QueueGround, "page" | "otherPages" | "alone"> {
  const page = newId();
  const { locks } = navigator as Partial<Pick<Navigator, "locks">>;
  if (!locks) {
    return {
      page,
      otherPages: async () => new Set<string>(),
      alone: (run) => aloneAmongPages(name, run),
    };
  }
  const pages = `${name}/page/`;
  void locks.request(`${pages}${page}`, () => new Promise(() => {}));
  return {
    page,
    otherPages: async () => {
      const { held = [] } = await locks.query();
      const open = held.flatMap((each) => (each.name?.startsWith(pages) ? [each.name.slice(pages.length)] : []));
      return new Set(open.filter((each) => each !== page));
    },
    alone: (run) => aloneAmongPages(name, run),
  };
}

/** Runs it unless another page of this browser runs something under this name, and answers whether. */
export async function aloneAmongPages(name: string, run: () => Promise<void>): Promise<boolean> {
  const { locks } = navigator as Partial<Pick<Navigator, "locks">>;
  if (!locks) {
    await run();
    return true;
  }
  return await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await run();
    return lock !== null;
  });
}
