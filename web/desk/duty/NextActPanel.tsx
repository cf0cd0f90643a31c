import { useTranslation } from "react-i18next";
import { type NextAct, nextAct, type ScreenKnown } from "#duty/next-act.ts";
import type { PostAttendance } from "#server/attendance/attendance-answer.ts";
import { useNow } from "../../ui/server-clock.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useIsCalled } from "../ledger/Calls.tsx";
import { useNames } from "../site/names.ts";
import { NextButton } from "./NextButton.tsx";
import { NextTime } from "./NextTime.tsx";
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
  const isIdle = next.do === "nothing";
  const isCalled = useIsCalled() && isIdle;
  const covered = isIdle ? attendance.covering.find(({ person }) => person === acting.person) : undefined;
  const shift = next.do === "nothing" ? undefined : names.shift(post, next.shift.shift);
  return (
    <section className="next-act" aria-labelledby="next-act">
      <div className="stack told">
        <p className="soft">{t("attendance:next.for", { name: acting.name })}</p>
        <h2 id="next-act">
          {isCalled
            ? t("ledger:calls.next.title")
            : t(`attendance:next.${covered ? "cover" : titleOf(next)}.title`, {
                ...{ shift, post: names.post(post), name: names.person(covered?.standsFor) },
              })}
        </h2>
        {isCalled || covered ? (
          <p className="soft">{t(isCalled ? "ledger:calls.next.note" : "attendance:next.cover.note")}</p>
        ) : (
          <NextTime next={next} />
        )}
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
