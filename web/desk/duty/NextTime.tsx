import { useTranslation } from "react-i18next";
import { minute } from "#duty/grammar/time.ts";
import type { NextAct } from "#duty/next-act.ts";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { Moment, When } from "../../ui/When.tsx";

/** From when to when the shift of the next act is, and by when it is due. */
export function NextTime({ next }: { next: NextAct }) {
  const { t } = useTranslation();
  const wall = useWall();
  if (next.do === "nothing") return <p className="soft">{t("attendance:next.nothing.note")}</p>;
  const { startsAt, endsAt } = next.shift;
  if (next.do === "take-up")
    return (
      <p className="soft">
        {t("attendance:next.ended")} <Moment at={endsAt} withDate />
      </p>
    );
  const isKept = next.do === "keep-watch" && endsAt > startsAt;
  const hours = startsAt > 0 ? `${wall.time(startsAt)}–${wall.time(endsAt)}` : undefined;
  return (
    <>
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
      {isKept && <ShiftGone from={startsAt} until={endsAt} />}
    </>
  );
}

/** How much of the shift is over; the countdown beside it says the same in words. */
function ShiftGone({ from, until }: { from: number; until: number }) {
  const now = useNow(minute);
  return <progress className="shift-gone" aria-hidden="true" value={now - from} max={until - from} />;
}
