import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWall } from "../../ui/server-clock.ts";
import { lastHeard } from "../door/last-heard.ts";
import { useBack } from "../door/use-back.ts";

const nothing = () => undefined;

/** Since when nobody is heard, what can be done meanwhile, and what cannot. */
export function AloneTold({ onBack = nothing }: { onBack?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const wall = useWall();
  const [since] = useState(lastHeard);
  const { tries, isTrying } = useBack(onBack);
  return (
    <section className="alone-told" role="status">
      <h1>{since === undefined ? t("ui:broken.away") : t("ui:away.since", { time: wall.time(since) })}</h1>
      <p>{t("account:alone.may")}</p>
      <p className="soft">{t("account:alone.mayNot")}</p>
      <Button onClick={tries} loading={isTrying}>
        {t("ui:away.now")}
      </Button>
    </section>
  );
}
