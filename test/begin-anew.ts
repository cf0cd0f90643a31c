import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import i18next from "i18next";
import { vi } from "vitest";

/*
 * Set up for every test of screens: a file begins as at a browser that nobody has used. Libraries are loaded once for all files, since
 * that takes longer than most tests do; our own modules are loaded anew, and what another file left in the clock, the globals or the language is put
 * back.
 */
vi.resetModules();
vi.useRealTimers();
vi.unstubAllGlobals();
localStorage.clear();
sessionStorage.clear();
Object.assign(globalThis, { indexedDB: new IDBFactory() });
if (i18next.isInitialized) await i18next.changeLanguage("zh-CN");
