import { CheckCircleFilled, CloudUploadOutlined, WarningOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isBackWithAuthor } from "../../queue/item.ts";
import type { Sending } from "../../queue/sending.ts";
import { useListed } from "../../ui/listed.ts";
import { asServerTime } from "../../ui/server-clock.ts";
import { useUnkept } from "../../ui/tab-store.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "./acting.ts";
import { sendAll, useKeepsNothing, useOutbox } from "./outbox.ts";
import { sessionQuery, useSession } from "./session-query.ts";

/**
 * What waits for its author goes out as soon as they have proved at this desk who they are; and where the server has said that they must,
 * the session tells why.
 */
function useAuthorsBack(awaited: readonly Sending[]): void {
  const { acting } = useDeskPlace();
  const queries = useQueryClient();
  useEffect(() => {
    if (awaited.length > 0) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [queries, awaited.length]);
  useEffect(() => {
    if (acting.person && !acting.locked) sendAll();
  }, [acting.person, acting.locked]);
}

/** Whose PIN it waits for; who is not at this desk any more signs in first. */
function Awaited({ items }: { items: readonly Sending[] }) {
  const { t } = useTranslation();
  const { people } = useSession();
  const listed = useListed();
  const authors = new Set(items.map(({ as }) => as));
  const here = people.filter(({ person }) => authors.has(person)).map(({ name }) => name);
  return (
    <span>
      {here.length > 0 && t("ui:outbox.awaited", { names: listed(here) })}
      {here.length < authors.size && t("ui:outbox.awaitedGone")}
    </span>
  );
}

/**
 * What is on its way and has no receipt yet, with the oldest; that the browser keeps nothing more, where it is so; the last receipt
 * otherwise told to screen readers only.
 */
export function OutboxStrip() {
  const { t } = useTranslation();
  const items = useOutbox();
  const [draftUnkept, sentUnkept] = [useUnkept(), useKeepsNothing()];
  const unkept = draftUnkept || sentUnkept;
  const unsent = items.filter((each) => !isBackWithAuthor(each) && each.state !== "received" && each.tries > 0);
  const awaited = items.filter(({ state }) => state === "author");
  useAuthorsBack(awaited);
  const last = items.findLast(({ state }) => state === "received");
  const [oldest] = unsent;
  return (
    <div className={oldest || unkept ? "outbox" : "outbox none"} role="status">
      {unkept && (
        <>
          <WarningOutlined aria-hidden="true" />
          <span>{t("ui:outbox.unkept")}</span>
        </>
      )}
      {oldest ? (
        <>
          <CloudUploadOutlined aria-hidden="true" />
          <span>
            {t("ui:outbox.waiting", { count: unsent.length })} · {t("ui:outbox.oldest")}{" "}
            <Moment at={asServerTime(oldest.deviceTime)} />
          </span>
          {awaited.length > 0 && <Awaited items={awaited} />}
          {awaited.length < unsent.length && <Button onClick={sendAll}>{t("ui:outbox.now")}</Button>}
        </>
      ) : (
        last?.receipt && (
          <span className="for-readers">
            <CheckCircleFilled aria-hidden="true" />
            {t("ui:outbox.received", { number: last.receipt.version })}
          </span>
        )
      )}
    </div>
  );
}
