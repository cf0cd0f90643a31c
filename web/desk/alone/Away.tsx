import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { minute } from "#duty/grammar/time.ts";
import { isBackWithAuthor } from "../../queue/item.ts";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { lastHeard } from "../door/last-heard.ts";
import { useOutbox } from "../door/outbox.ts";
import { useBack } from "../door/use-back.ts";

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
