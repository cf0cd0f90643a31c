import { foundSheet } from "#duty/log/found-sheet.ts";
import type { WorkbookLanguage } from "./found-answer.ts";

type Said = Exclude<keyof typeof foundSheet, "columns">;
type InBoth = { readonly zh: string; readonly en: string };

/** The words of the sheet in one language. What people and regulations wrote stays as it was written: in Chinese for both ways of writing it. */
export interface SheetWords {
  said(what: Said): string;
  column(key: keyof typeof foundSheet.columns): string;
  given(text: InBoth): string;
}

export async function sheetWords(language: WorkbookLanguage): Promise<SheetWords> {
  const turned = language === "zh-Hant" ? await traditional() : (text: string) => text;
  const own = ({ zh, en }: InBoth) => (language === "en" ? en : turned(zh));
  return {
    said: (what) => own(foundSheet[what]),
    column: (key) => own(foundSheet.columns[key]),
    given: ({ zh, en }) => (language === "en" ? en : zh),
  };
}

/** As the screens are turned. */
async function traditional(): Promise<(text: string) => string> {
  const { ConverterFactory, Locale } = await import("opencc-js");
  return ConverterFactory(Locale.from.cn ?? [], Locale.to.tw ?? []);
}
