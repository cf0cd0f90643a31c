import { Button } from "antd";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { isBackWithAuthor } from "../../queue/item.ts";
import type { Sending } from "../../queue/sending.ts";
import { ShowMore } from "../../ui/ShowMore.tsx";
import { Nothing } from "../../ui/States.tsx";
import { useSteady } from "../../ui/steady.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useOutbox } from "../door/outbox.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { LineRow } from "./LineRow.tsx";
import { isLineOf } from "./line-draft.ts";
import { UnsentRow } from "./UnsentRow.tsx";

/** As many lines as a screen and a thumb can take; older ones on demand. */
const atOnce = 30;

interface Props {
  readonly page: PageAnswer;
  readonly at: ShiftId;
  /** Whether there is a field beside it into which what is taken back comes. */
  readonly writes: boolean;
}

/** The lines of a page, newest first. New ones wait while a finger or a reader is busy in the list. */
export function LogLines({ page, at, writes }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState(0);
  const { state } = page;
  const latest = useMemo(
    () => (state.phase === "unknown" ? [] : state.lines.map((line) => ({ key: line.id, line })).toReversed()),
    [state],
  );
  const { shown, waiting, letIn } = useSteady(latest, place);
  const { site } = useDeskPlace();
  const unsent = useOutbox().filter((each) => isUnderWay(each) && isLineOf(each, { site, ...at }));
  const part = shown.slice(0, atOnce + more);
  return (
    <div ref={place} className="lines">
      <div className="news" aria-live="polite">
        {waiting > 0 && (
          <Button shape="round" type="primary" onClick={letIn}>
            {t("ui:steady.waiting", { count: waiting })}
          </Button>
        )}
      </div>
      {latest.length + unsent.length === 0 && (
        <Nothing title={t("log:empty")}>
          <p>{t("log:emptyNote")}</p>
        </Nothing>
      )}
      <ul>
        {unsent.toReversed().map((each) => (
          <UnsentRow key={each.id} item={each} writes={writes} />
        ))}
        {part.map(({ key, line }) => (
          <LineRow key={key} line={line} page={page} at={at} />
        ))}
      </ul>
      <ShowMore left={shown.length - part.length} onMore={(by) => setMore(more + by)} />
    </div>
  );
}

function isUnderWay({ state }: Sending): boolean {
  return !isBackWithAuthor({ state }) && state !== "received";
}
