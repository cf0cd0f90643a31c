import { createContext, useContext, useEffect, useState } from "react";
import { type Instant, instant, legibly } from "#duty/grammar/time.ts";

/**
 * The time that counts is the server's. A device's own clock may be wrong by hours and is only used to count on from the last answer.
 */
let ahead = 0;

/** `at`: what the server's clock said in an answer that has just come in, milliseconds. */
export function hearServerTime(at: number): void {
  ahead = at - Date.now();
}

export function serverNow(): Instant {
  return instant(Date.now() + ahead);
}

/** A moment that this device's own clock told, as the server's clock would have told it. */
export function asServerTime(device: number): number {
  return device + ahead;
}

/** The server's time, renewed each `step` milliseconds, on the step. */
export function useNow(step = 1000): Instant {
  const [now, setNow] = useState(serverNow);
  useEffect(() => tickedEach(step, setNow), [step]);
  return now;
}

/** Tells the server's time at once, and then each `step` milliseconds, on the step. The answer ends it. */
export function tickedEach(step: number, tell: (now: Instant) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    const now = serverNow();
    tell(now);
    timer = setTimeout(tick, step - (now % step));
  };
  tick();
  return () => clearTimeout(timer);
}

/** The zone of the site, never of the device. */
export const ZoneContext = createContext("Asia/Shanghai");

export interface Wall {
  /** `08:05` */
  time(at: number): string;
  /** `11-21`, with the year where it is another one than now's. */
  date(at: number): string;
  /** `2026-11-21` */
  day(at: number): string;
}

const walls = new Map<string, Wall>();

/** How the wall clock and the calendar at the site read a moment. */
export function wallOf(zone: string): Wall {
  const known = walls.get(zone);
  if (known) return known;
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const wall: Wall = {
    time: (at) => time.format(legibly(at)),
    day: (at) => day.format(legibly(at)),
    date: (at) => {
      const whole = day.format(legibly(at));
      return whole.slice(0, 4) === day.format(serverNow()).slice(0, 4) ? whole.slice(5) : whole;
    },
  };
  walls.set(zone, wall);
  return wall;
}

export function useWall(): Wall {
  return wallOf(useContext(ZoneContext));
}
