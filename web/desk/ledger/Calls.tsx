import { BellFilled, BellOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/Dialog.tsx";
import { Nothing } from "../../ui/States.tsx";
import { ClockJumps } from "../clock/ClockJumps.tsx";
import { isAdministrator, useDeskPlace } from "../door/acting.ts";
import { CallCard, useCallTitle } from "./CallCard.tsx";
import { useCallSound } from "./call-sound.ts";
import { callsQuery, sortedCalls } from "./calls-query.ts";
import { QuietStrip } from "./QuietStrip.tsx";
import "./calls.css";

interface CallsAround {
  readonly bell: ReactNode;
  readonly strip: ReactNode;
  /** Instead of the strip, where the screen shows the first call itself: what sounds can be quieted there too. */
  readonly quieting: ReactNode;
}

/** The calls of the site: a bell for the bar, a strip for what is for somebody here, and a panel that both open. */
export function useCalls(): CallsAround {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...callsQuery(site), enabled: !acting.locked });
  const { mine, others } = sortedCalls(data?.calls ?? []);
  const sound = useCallSound(acting.locked ? 0 : mine.length);
  const title = useCallTitle();
  // Whoever can say that the time is right is told of it like of a call.
  const jumps = isAdministrator(acting) ? (data?.clock ?? []) : [];
  const count = mine.length + others.length + jumps.length;
  const [first] = mine;
  const bell = (
    <>
      <Button
        type="text"
        className={
          mine.length + jumps.length > 0 ? "calls-bell ringing" : count > 0 ? "calls-bell" : "calls-bell silent"
        }
        icon={count > 0 ? <BellFilled aria-hidden="true" /> : <BellOutlined aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        <span className="word">{t("ledger:calls.bell", { count })}</span>
        {count > 0 && (
          <span className="narrow-only" aria-hidden="true">
            {count}
          </span>
        )}
      </Button>
      <Dialog open={open} from="side" title={t("ledger:calls.title")} onClose={() => setOpen(false)}>
        {count === 0 && <Nothing title={t("ledger:calls.none")}>{t("ledger:calls.noneNote")}</Nothing>}
        <ul className="calls">
          <ClockJumps jumps={jumps} />
          {[...mine, ...others].map((call, index) => (
            <CallCard
              key={`${call.stream.noun}/${call.stream.id}#${call.key}`}
              call={call}
              first={index === 0}
              named={data?.names ?? {}}
            />
          ))}
        </ul>
      </Dialog>
    </>
  );
  const strip = (first || jumps[0]) && (
    <section className="calls-strip" role="alert" aria-label={t("ledger:calls.title")}>
      <BellFilled aria-hidden="true" />
      <span className="what">
        {first
          ? t("ledger:calls.mine", { count: mine.length, first: title(first) })
          : t("clock:what", { server: jumps[0]?.server })}
      </span>
      {first && (
        <Button disabled={sound.isQuiet} onClick={sound.beQuiet}>
          {t(sound.isQuiet ? "ledger:calls.quiet" : "ledger:calls.beQuiet")}
        </Button>
      )}
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("ledger:calls.look")}
      </Button>
    </section>
  );
  return { bell, strip, quieting: <QuietStrip waiting={mine.length} sound={sound} /> };
}

/** Whether the acting person is being called: then there is something for them to do, whatever their shift says. */
export function useIsCalled(): boolean {
  const { site, acting } = useDeskPlace();
  const { data } = useQuery({ ...callsQuery(site), enabled: !acting.locked });
  return data?.calls.some(({ calling }) => calling.includes(acting.person)) ?? false;
}
