import { act } from "@testing-library/react";
import { type ScreenLanguage, speak } from "../languages/language.ts";

/** What stands there in each language, one after the other, while the part stays open. */
export async function inEach(what: () => unknown): Promise<Record<ScreenLanguage, unknown>> {
  const simplified = what();
  await act(() => speak("zh-Hant", { remember: false }));
  const traditional = what();
  await act(() => speak("en", { remember: false }));
  return { "zh-CN": simplified, "zh-Hant": traditional, en: what() };
}

/** The Chinese for both Chinese languages, and the English. */
export const all = (zh: unknown, en: unknown) => ({ "zh-CN": zh, "zh-Hant": zh, en });

export const textAt = (selector: string) => () => document.querySelector(selector)?.textContent;
