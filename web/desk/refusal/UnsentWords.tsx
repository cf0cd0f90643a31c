import { useTranslation } from "react-i18next";
import { isBackWithAuthor } from "../../queue/item.ts";
import { asServerTime } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useOutbox } from "../door/outbox.ts";
import { wordsWritten } from "./words-of.ts";
import "./unheard.css";

/**
 * What the acting person wrote and this browser keeps until it is received, on whichever screen it was written: nobody need write it twice to be
 * sure of it. Nobody else at the desk reads it.
 */
export function UnsentWords() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const own = useOutbox()
    .filter(
      ({ as, state, tries }) => as === acting.person && !acting.locked && tries > 0 && !isBackWithAuthor({ state }),
    )
    .map(({ id, act, body, deviceTime }) => ({ id, deviceTime, words: [...new Set(wordsWritten({ act, body }))] }))
    .filter(({ words }) => words.length > 0);
  if (own.length === 0) return null;
  return (
    <details className="unsent-words">
      <summary>{t("ui:outbox.words", { count: own.length })}</summary>
      <ul className="stack" aria-label={t("ui:outbox.words", { count: own.length })}>
        {own.map(({ id, deviceTime, words }) => (
          <li key={id}>
            <Moment at={asServerTime(deviceTime)} withDate />
            {words.map((each) => (
              <p key={each} className="wrap">
                {each}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
