import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { inOwnDirection } from "./own-direction.ts";

/** The languages of the product, each called by its own name. */
export const languages = [
  { key: "zh-CN", name: "简体中文" },
  { key: "zh-Hant", name: "繁體中文" },
  { key: "en", name: "English" },
] as const;

export type ScreenLanguage = (typeof languages)[number]["key"];

type Texts = Record<string, Record<string, unknown>>;

const place = "zhiban.language";

function byNoun(files: Record<string, { default: Record<string, unknown> }>): Texts {
  return Object.fromEntries(
    Object.entries(files).map(([file, { default: texts }]) => [file.split("/").at(-1)?.split(".")[0] ?? file, texts]),
  );
}

const loaders: Readonly<Record<ScreenLanguage, () => Promise<Texts>>> = {
  "zh-CN": async () => byNoun(import.meta.glob("./*.zh-CN.json", { eager: true })),
  "zh-Hant": async () => (await import("virtual:zh-hant")).default,
  en: async () => (await import("./english.ts")).english,
};

function isLanguage(key: string | null | undefined): key is ScreenLanguage {
  return languages.some((each) => each.key === key);
}

/** Whether somebody has chosen a language at this browser; otherwise the one of the person who signs in is spoken. */
export function isLanguageChosen(): boolean {
  return isLanguage(localStorage.getItem(place));
}

function firstLanguage(): ScreenLanguage {
  const kept = localStorage.getItem(place);
  if (isLanguage(kept)) return kept;
  const wished = navigator.language;
  if (/^zh-(hant|tw|hk|mo)/i.test(wished)) return "zh-Hant";
  return /^zh/i.test(wished) || wished === "" ? "zh-CN" : "en";
}

export async function beginLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: false,
    resources: {},
    interpolation: { escape: inOwnDirection },
    returnNull: false,
    // A text that is missing must be seen at once, by people and by the check of the screens.
    appendNamespaceToMissingKey: true,
    saveMissing: true,
    missingKeyHandler: (_, noun, key) => console.error(`no text for ${noun}:${key}`),
  });
  await speak(firstLanguage(), { remember: false });
}

/** Changes the language of the whole page; texts come with the first use. */
export async function speak(language: ScreenLanguage, { remember }: { remember: boolean }): Promise<void> {
  if (!i18next.hasResourceBundle(language, "ui")) {
    for (const [noun, texts] of Object.entries(await loaders[language]()))
      i18next.addResourceBundle(language, noun, texts);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (remember) localStorage.setItem(place, language);
}
