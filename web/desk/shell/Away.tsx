import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { minute } from "#duty/grammar/time.ts";
import { isBackWithAuthor } from "../../queue/item.ts";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { lastHeard } from "../door/last-heard.ts";
import { useOutbox } from "../door/outbox.ts";
import { sessionQuery } from "../door/session-query.ts";

/** Milliseconds from one try to the next. */
const triedEvery = 5_000;

/** The server is out of reach: since when, what is kept here meanwhile. Tries again by itself; `onBack`: there it is again. */
export function Away({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const waiting = useOutbox().filter((each) => !isBackWithAuthor(each) && each.state !== "received").length;
  const { tries, isTrying } = useBack(onBack);
  return (
    <div className="nothing" role="alert">
      <p className="big">
        <Since />
      </p>
      {waiting > 0 && <p>{t("ui:away.waiting", { count: waiting })}</p>}
      <p>{t("ui:away.again")}</p>
      <Button onClick={tries} loading={isTrying}>
        {t("ui:away.now")}
      </Button>
    </div>
  );
}

function Since() {
  const { t } = useTranslation();
  const wall = useWall();
  const now = useNow(minute);
  const [at] = useState(lastHeard);
  if (at === undefined) return t("ui:broken.away");
  const time = wall.day(at) === wall.day(now) ? wall.time(at) : `${wall.date(at)} ${wall.time(at)}`;
  return t("ui:away.since", { time });
}

function useBack(onBack: () => void) {
  const { isFetchedAfterMount, isSuccess, isFetching, refetch } = useQuery({
    ...sessionQuery,
    retry: false,
    refetchInterval: triedEvery,
  });
  const back = isFetchedAfterMount && isSuccess && !isFetching;
  useEffect(() => {
    if (back) onBack();
  }, [back, onBack]);
  useEffect(() => {
    const again = () => void refetch();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [refetch]);
  return { tries: () => void refetch(), isTrying: isFetching };
}
