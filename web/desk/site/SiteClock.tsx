import { DisconnectOutlined, LoadingOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { useAloneSince, useFeedLink } from "../door/live-feed.ts";
import { useReached } from "../door/reach.ts";
import "./site-clock.css";

/** The time at the site by the server's clock, and whether this screen still hears the server. */
export function SiteClock() {
  const { t, i18n } = useTranslation();
  const now = useNow(1000);
  const wall = useWall();
  const [fed, isReached] = [useFeedLink(), useReached()];
  const line = isReached ? fed : "lost";
  const since = useAloneSince();
  const told = since === undefined ? t(`ui:line.${line}`) : t("ui:line.lostSince", { time: wall.time(since) });
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  const day = wall.day(now);
  return (
    <div className="site-clock">
      <span className="date">
        {day.slice(5)} {weekday.format(new Date(`${day}T12:00:00Z`))}
      </span>
      <time className="time">{wall.time(now)}</time>
      <span className={`line ${line}`} role="status">
        {line === "lost" && <DisconnectOutlined aria-hidden="true" />}
        {line === "connecting" && <LoadingOutlined aria-hidden="true" />}
        <span className={line === "live" ? "for-readers" : "line-word"}>{told}</span>
      </span>
    </div>
  );
}
