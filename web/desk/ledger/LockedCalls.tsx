import { BellFilled } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useCallSound } from "./call-sound.ts";
import { waitingCallsQuery } from "./calls-query.ts";
import "./calls.css";

/** A locked desk sounds and shows how many calls wait for those who sit there: no names, no words of them. */
export function LockedCalls() {
  const { t } = useTranslation();
  const { data } = useQuery(waitingCallsQuery);
  const waiting = data?.waiting ?? 0;
  const sound = useCallSound(waiting);
  if (waiting === 0) return null;
  return (
    <div className="calls-strip locked" role="alert">
      <BellFilled aria-hidden="true" />
      <span className="what">{t("ledger:calls.waiting", { count: waiting })}</span>
      <Button disabled={sound.isQuiet} onClick={sound.beQuiet}>
        {t(sound.isQuiet ? "ledger:calls.quiet" : "ledger:calls.beQuiet")}
      </Button>
    </div>
  );
}
