import { useTranslation } from "react-i18next";
import { instant, iso, minute } from "#duty/grammar/time.ts";
import { serverNow, useNow, useWall } from "./server-clock.ts";

/** A moment as clock and countdown together: both are needed at 04:00, when nobody can subtract. */
export function When({ at, met = false }: { at: number; met?: boolean }) {
  const wall = useWall();
  const now = useNow(stepTowards(at, serverNow()));
  const sameDay = wall.day(at) === wall.day(now);
  const overdue = !met && now >= at;
  return (
    <span className={overdue ? "when overdue" : "when"}>
      <time dateTime={iso(instant(at))}>{sameDay ? wall.time(at) : `${wall.date(at)} ${wall.time(at)}`}</time>
      {!met && <TimeLeft at={at} now={now} />}
    </span>
  );
}

/** The countdown alone, where its clock stands apart. */
export function Left({ at }: { at: number }) {
  const now = useNow(stepTowards(at, serverNow()));
  return (
    <span className={now >= at ? "when overdue" : "when"}>
      <TimeLeft at={at} now={now} />
    </span>
  );
}

/** How often what is left is told anew, milliseconds: where seconds are shown, each second. */
export function stepTowards(at: number, now: number): number {
  return Math.abs(at - now) <= 10 * minute ? 1000 : 15_000;
}

function TimeLeft({ at, now }: { at: number; now: number }) {
  const { t } = useTranslation();
  const span = useSpan(Math.abs(at - now));
  return <span className="left">{now < at ? t("ui:time.left", { span }) : t("ui:time.over", { span })}</span>;
}

/** `2 小时 05 分`; below ten minutes with seconds, as then each one counts. */
function useSpan(milliseconds: number): string {
  const { t } = useTranslation();
  const seconds = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return t("ui:time.days", { days: Math.floor(hours / 24), hours: hours % 24 });
  if (hours >= 1) return t("ui:time.hours", { hours, minutes: String(minutes % 60).padStart(2, "0") });
  if (minutes >= 10) return t("ui:time.minutes", { minutes });
  return t("ui:time.seconds", { minutes, seconds: String(seconds % 60).padStart(2, "0") });
}

/** A moment that is over: the clock alone, with the date where it is not today's. */
export function Moment({ at, withDate = false }: { at: number; withDate?: boolean }) {
  const wall = useWall();
  const now = useNow(minute);
  const dated = withDate || wall.day(at) !== wall.day(now);
  return (
    <time className="keep" dateTime={iso(instant(at))}>
      {dated ? `${wall.date(at)} ${wall.time(at)}` : wall.time(at)}
    </time>
  );
}
