import { useTranslation } from "react-i18next";
import { Choices } from "../../ui/Choices.tsx";
import { useNarrow } from "../../ui/narrow.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";

/** Keys of the first sentences, in their order; those of a long list are pressed on the screen. */
const digits = ["1", "2", "3", "4", "5", "6"];

interface Props {
  readonly phrases: readonly string[];
  /** Whether something stands in the field, which the sentence then follows. */
  readonly follows: boolean;
  readonly onPick: (phrase: string) => void;
}

/** The sentences of a kind, a press each; where there is room for a keyboard the first have a key as well. */
export function StockSentences({ phrases, follows, onPick }: Props) {
  const { t } = useTranslation();
  const keys = useNarrow() ? [] : digits.slice(0, phrases.length);
  const shortcuts = keys.map((key, index) => [key, () => onPick(phrases[index] ?? "")] as const);
  useShortcuts(Object.fromEntries(shortcuts));
  const [first, last] = [keys[0], keys.at(-1)];
  const range = first === last ? first : `${first}–${last}`;
  return (
    <div className="phrases">
      <p className="small soft">
        {follows ? t("log:phrasesAdd") : range ? t("log:phrasesKeys", { keys: range }) : t("log:phrases")}
      </p>
      <Choices
        look="tiles"
        label={t("log:phrases")}
        options={phrases.map((phrase, index) => ({ key: phrase, name: phrase, shortcut: keys[index] }))}
        chosen={undefined}
        onChoose={onPick}
      />
    </div>
  );
}
