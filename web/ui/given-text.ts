import i18next from "i18next";
import { useTranslation } from "react-i18next";

/** A text that a regulation, or an entry of the journal, gives in both languages. */
export interface GivenText {
  readonly zh: string;
  readonly en: string;
}

/** In which languages such texts are given. */
type GivenLanguage = "zh-CN" | "en";

/**
 * A given text in the language of the screen. Traditional Chinese reads the Chinese as it was given: whoever confirms a text confirms these
 * signs, and converted ones would be another text. For what is not drawn; what is drawn asks `useGivenTexts`.
 */
export function givenText(text: GivenText): string {
  return givenLanguage() === "en" ? text.en : text.zh;
}

interface GivenTexts {
  /** A text in the language of the screen. */
  readonly given: (text: GivenText) => string;
  /** The language in which it then stands there, for readers aloud. */
  readonly lang: GivenLanguage;
  /** What that language writes between two sentences. */
  readonly between: string;
}

/** Given texts in the language of the screen, drawn anew when that changes. */
export function useGivenTexts(): GivenTexts {
  useTranslation();
  const lang = givenLanguage();
  return { given: givenText, lang, between: lang === "en" ? " " : "" };
}

function givenLanguage(): GivenLanguage {
  return i18next.language === "en" ? "en" : "zh-CN";
}
