import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Sending } from "../../queue/sending.ts";
import { asServerTime } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { putAway, thisPage, useOutbox } from "../door/outbox.ts";
import { RefusalNote } from "./RefusalNote.tsx";
import { wordsWritten } from "./words-of.ts";
import "./unheard.css";

/**
 * What the acting person sent and was refused after its form had gone, as by a reload: when, in which words, and why; and what they took back in a page
 * that was closed before its words stood in a form again. It stays until they have seen it, and nobody else at the desk reads it.
 */
export function Unheard() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const isLeft = ({ state, page }: Sending) => state === "refused" || (state === "withdrawn" && page !== thisPage);
  const own = useOutbox().filter((each) => isLeft(each) && each.as === acting.person && !acting.locked);
  if (own.length === 0) return null;
  return (
    <section className="stack unheard" aria-label={t("ui:outbox.unheard")}>
      {own.map(({ id, act, body, deviceTime, problem, state }) => (
        <div key={id} className="stack">
          <p>
            <strong>{t(state === "withdrawn" ? "ui:outbox.withdrawn" : "ui:outbox.unheard")}</strong>{" "}
            <Moment at={asServerTime(deviceTime)} withDate />
          </p>
          {[...new Set(wordsWritten({ act, body }))].map((words) => (
            <blockquote key={words} className="wrap">
              {words}
            </blockquote>
          ))}
          {problem && <RefusalNote problem={problem} />}
          <p>
            <Button onClick={() => putAway(id)}>{t("ui:outbox.putAway")}</Button>
          </p>
        </div>
      ))}
    </section>
  );
}
