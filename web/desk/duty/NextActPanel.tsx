import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type NextAct, nextAct, type ScreenKnown } from "#duty/next-act.ts";
import type { PostAttendance } from "#server/attendance/attendance-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { When } from "../../ui/When.tsx";
import { SignOnDialog } from "../attendance/SignOnDialog.tsx";
import { SignOnNote } from "../attendance/SignOnNote.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { useIsCalled } from "../ledger/Calls.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import { WhatHinders } from "./WhatHinders.tsx";

interface Props {
  readonly post: string;
  readonly attendance: PostAttendance;
  readonly known: ScreenKnown;
}

/** The biggest thing on the screen: what comes next, for whom, by when. */
export function NextActPanel({ post, attendance, known }: Props) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const names = useNames();
  const now = useNow(15_000);
  const next = nextAct(attendance, known, acting.person, now);
  const isCalled = useIsCalled() && next.do === "nothing";
  const shift = next.do === "nothing" ? undefined : names.shift(post, next.shift.shift);
  return (
    <section className="next-act" aria-labelledby="next-act">
      <div className="stack told">
        <p className="soft">{t("attendance:next.for", { name: acting.name })}</p>
        <h2 id="next-act">
          {isCalled
            ? t("ledger:calls.next.title")
            : t(`attendance:next.${titleOf(next)}.title`, { shift, post: names.post(post) })}
        </h2>
        {isCalled ? <p className="soft">{t("ledger:calls.next.note")}</p> : <NextTime next={next} />}
      </div>
      {next.do === "wait" ? (
        <WhatHinders post={post} due={attendance.due} refusal={next.refusal} />
      ) : (
        <NextButton post={post} next={next} />
      )}
    </section>
  );
}

function titleOf(next: NextAct): string {
  return next.do === "wait" ? `wait.${next.to}` : next.do;
}

function NextTime({ next }: { next: NextAct }) {
  const { t } = useTranslation();
  const wall = useWall();
  if (next.do === "nothing") return <p className="soft">{t("attendance:next.nothing.note")}</p>;
  const { startsAt, endsAt } = next.shift;
  const hours = startsAt > 0 ? `${wall.time(startsAt)}–${wall.time(endsAt)}` : undefined;
  return (
    <p className="row">
      {hours && <span className="soft keep">{hours}</span>}
      {next.do === "sign-on" && <When at={next.dueAt} />}
      {next.do !== "sign-on" && endsAt > 0 && (
        <span className="row">
          <span className="soft">{t("attendance:next.ends")}</span>
          <When at={endsAt} />
        </span>
      )}
    </p>
  );
}

function NextButton({ post, next }: { post: string; next: Exclude<NextAct, { do: "wait" }> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { send, busy, problem } = useSend();
  const [isChanging, setChanging] = useState(false);
  if (next.do === "nothing") return null;
  const name = { post, date: next.shift.date, shift: next.shift.shift };
  const from = next.do === "sign-on" ? next.recordOf : undefined;
  const toHandover = () => void navigate({ to: "/handover/$post/$date/$shift", params: name });
  const acts: Record<Exclude<(typeof next)["do"], "nothing">, () => void> = {
    "sign-on": () => (from === undefined ? void send("attendance.sign-on", name) : setChanging(true)),
    "sign-off": () => void send("attendance.sign-off", name),
    prepare: toHandover,
    "continue-handover": toHandover,
    "take-over": toHandover,
    "keep-watch": () => document.getElementById("line-text")?.focus(),
  };
  return (
    <div className="stack press">
      {next.do === "sign-on" && <SignOnNote post={post} />}
      <ActButton main large block busy={busy} onAct={acts[next.do]}>
        {t(`attendance:next.${next.do}.act`)}
      </ActButton>
      {problem && <RefusalNote problem={problem} />}
      {isChanging && from !== undefined && <SignOnDialog at={name} from={from} onClose={() => setChanging(false)} />}
    </div>
  );
}
